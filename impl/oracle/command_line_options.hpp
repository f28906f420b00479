// Options that more than one verb has.
#pragma once

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

#include "edition_names.hpp"
#include "verbs.hpp"

namespace rollout::oracle {

/// Returns the edition of that name. Throws CLI::ValidationError, which names `option`.
inline Edition checked_edition(const std::string& option, const std::string& name) {
    const auto edition = edition_or_problem(name);
    if (const auto* problem = std::get_if<std::string>(&edition)) {
        throw CLI::ValidationError(option, *problem);
    }
    return std::get<Edition>(edition);
}

/// Adds `--edition`. `target` is an edition, optional or not.
void add_edition(CLI::App& verb, auto& target, const std::string& help) {
    verb.add_option_function<std::string>(
            "--edition", [&target](const std::string& name) { target = checked_edition("--edition", name); }, help)
        ->type_name("EDITION");
}

/// Adds `--format`, which takes one of `names`.
inline void add_format(CLI::App& verb, Format& target, const std::vector<std::string>& names) {
    static const std::map<std::string, Format> formats{
        {"text", Format::text}, {"json", Format::json}, {"markdown", Format::markdown}};
    verb.add_option_function<std::string>(
            "--format", [&target](const std::string& name) { target = formats.at(name); },
            "how to print (default text)")
        ->check(CLI::IsMember(names))
        ->type_name("FORMAT");
}

}  // namespace rollout::oracle
