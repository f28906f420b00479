// Options that more than one verb has.
#pragma once

#include <CLI/CLI.hpp>

#include <charconv>
#include <chrono>
#include <concepts>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "edition_names.hpp"
#include "json_writer.hpp"
#include "named_rule.hpp"
#include "verbs.hpp"

namespace rollout::oracle {

/// A rule file that an option names could not be read; the message has its problems, a line each.
struct UnreadableRule : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Returns the edition of that name. Throws CLI::ValidationError, which names `option`.
inline Edition checked_edition(const std::string& option, const std::string& name) {
    if (names_a_file(name)) {
        throw CLI::ValidationError(
            option, json_string(name) + " is a rule file, and here a built-in edition is wanted: " + edition_names());
    }
    const auto edition = edition_or_problem(name);
    if (const auto* problem = std::get_if<std::string>(&edition)) {
        throw CLI::ValidationError(option, *problem);
    }
    return std::get<Edition>(edition);
}

/// Returns the number that all of `word` spells in digits. Throws CLI::ValidationError, which names `option`, where
/// there is none, or it is not from `least` to `most`.
template <std::unsigned_integral Number>
Number checked_number(const std::string& option, const std::string& word, Number least, Number most) {
    Number number = 0;
    const char* end = word.data() + word.size();
    const auto [read_to, problem] = std::from_chars(word.data(), end, number);
    if (problem != std::errc() || read_to != end || number < least || number > most) {
        throw CLI::ValidationError(option, json_string(word) + " is no whole number from " + std::to_string(least) +
                                               " to " + std::to_string(most));
    }
    return number;
}

/// Adds an option that takes a whole number from `least` to `most`, in digits alone.
template <std::unsigned_integral Number>
CLI::Option* add_number(CLI::App& verb, const std::string& option, Number& target, const std::string& help,
                        Number least = 0, Number most = std::numeric_limits<Number>::max()) {
    return verb
        .add_option_function<std::string>(
            option,
            [=, &target](const std::string& word) { target = checked_number<Number>(option, word, least, most); }, help)
        ->type_name("N");
}

/// Returns the seconds that all of `word` spells, such as 10 or 0.5. Throws CLI::ValidationError, which names `option`,
/// where they are not from 0.001 to 86400.
inline double checked_seconds(const std::string& option, const std::string& word) {
    double seconds = 0;
    const char* end = word.data() + word.size();
    const bool is_decimal = word.find_first_not_of("0123456789.") == std::string::npos;  // neither inf nor nan nor 1e3
    const auto [read_to, problem] = std::from_chars(word.data(), end, seconds, std::chars_format::fixed);
    if (!is_decimal || problem != std::errc() || read_to != end || seconds < 0.001 || seconds > 86400) {
        throw CLI::ValidationError(option,
                                   json_string(word) + " is no number of seconds from 0.001 to 86400, such as 2.5");
    }
    return seconds;
}

/// Adds an option that takes seconds, as above.
inline CLI::Option* add_seconds(CLI::App& verb, const std::string& option, std::chrono::milliseconds& target,
                                const std::string& help) {
    return verb
        .add_option_function<std::string>(
            option,
            [option, &target](const std::string& word) {
                target = std::chrono::milliseconds(static_cast<long>(checked_seconds(option, word) * 1000));
            },
            help)
        ->type_name("SECONDS");
}

/// Adds an option that names a file or a folder; an empty name is an error.
inline CLI::Option* add_file(CLI::App& verb, const std::string& option, std::string& target, const std::string& help,
                             const std::string& type_name = "FILE") {
    return verb
        .add_option_function<std::string>(
            option,
            [option, &target](const std::string& name) {
                if (name.empty()) {
                    throw CLI::ValidationError(option, "the name is empty; leave the option out for none");
                }
                target = name;
            },
            help)
        ->type_name(type_name);
}

/// Returns the edition of that name, or that of the rule file. Throws as above, and UnreadableRule.
inline AnyEdition checked_any_edition(const std::string& option, const std::string& name) {
    if (!names_a_file(name)) {
        const auto edition = edition_or_problem(name);
        if (const auto* problem = std::get_if<std::string>(&edition)) {
            throw CLI::ValidationError(option, *problem + named_with_its_path);
        }
        return std::get<Edition>(edition);
    }
    auto named = rule_named(name);
    if (const auto* problem = std::get_if<std::string>(&named)) {
        throw UnreadableRule(*problem);
    }
    return std::get<LoadedRule>(std::move(named));
}

/// Adds `--edition`, which takes a built-in edition. `target` is an edition, optional or not.
void add_edition(CLI::App& verb, auto& target, const std::string& help) {
    verb.add_option_function<std::string>(
            "--edition", [&target](const std::string& name) { target = checked_edition("--edition", name); }, help)
        ->type_name("EDITION");
}

/// Adds `--edition`, which takes a rule file, too. `target` is any edition, optional or not.
void add_any_edition(CLI::App& verb, auto& target, const std::string& before, const std::string& default_of_it) {
    verb.add_option_function<std::string>(
            "--edition", [&target](const std::string& name) { target = checked_any_edition("--edition", name); },
            before + "one of " + edition_names() + ", or a rule file, as ./draft.toml (default " + default_of_it + ")")
        ->type_name("EDITION");
}

/// Adds `--format`, which takes one of `names`.
inline void add_format(CLI::App& verb, Format& target, const std::vector<std::string>& names) {
    static const std::map<std::string, Format> formats{
        {"text", Format::text}, {"json", Format::json}, {"markdown", Format::markdown}, {"html", Format::html}};
    verb.add_option_function<std::string>(
            "--format", [&target](const std::string& name) { target = formats.at(name); },
            "how to print (default text)")
        ->check(CLI::IsMember(names))
        ->type_name("FORMAT");
}

}  // namespace rollout::oracle
