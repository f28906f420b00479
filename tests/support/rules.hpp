// Rule files: those of spec/, and random ones.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <random>
#include <stdexcept>

#include "loaded.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {

using rules::Element;
using rules::Loaded;
using rules::Rule;

/// Returns the rule of the text. Throws std::runtime_error, with what is wrong.
inline std::shared_ptr<const Loaded> loaded(const std::string& text, const std::string& file = "test.toml") {
    auto made = Loaded::of(text, file);
    if (const auto* problem = std::get_if<std::string>(&made)) {
        throw std::runtime_error(*problem + "\n" + text);
    }
    return std::get<std::shared_ptr<const Loaded>>(made);
}

inline std::shared_ptr<const Loaded> loaded_file(const std::filesystem::path& file) {
    return loaded(read_file(file.string()), shown(file));
}

/// Returns the rule files of spec/: those of built-in editions, and of other systems.
inline std::vector<std::filesystem::path> rule_files() {
    std::vector<std::filesystem::path> every = files(root / "spec/editions", {".toml"});
    const std::vector<std::filesystem::path> foreign = files(root / "spec/foreign", {".toml"});
    every.insert(every.end(), foreign.begin(), foreign.end());
    return every;
}

/// Returns every element: states times flags.
inline std::vector<Element> all_elements(const Rule& rule) {
    std::vector<Element> elements;
    for (std::size_t state = 0; state < rule.state_count(); ++state) {
        for (std::size_t flags = 0; flags < rule.flags_count(); ++flags) {
            elements.push_back({static_cast<std::uint16_t>(state), static_cast<std::uint16_t>(flags)});
        }
    }
    return elements;
}

// A random rule

inline std::string any_of(std::mt19937_64& random, const std::vector<std::string>& words) {
    return words[random() % words.size()];
}

inline std::string random_element_predicate(std::mt19937_64& random, int depth) {
    switch (random() % (depth > 0 ? 6 : 3)) {
        case 3:
            return "!" + random_element_predicate(random, depth - 1);
        case 4:
            return "(" + random_element_predicate(random, depth - 1) + " & " +
                   random_element_predicate(random, depth - 1) + ")";
        case 5:
            return "(" + random_element_predicate(random, depth - 1) + " | " +
                   random_element_predicate(random, depth - 1) + ")";
        default:
            return any_of(random, {"a", "b", "c", "over", "soft", "hard", "kept"});
    }
}

inline std::string random_list_predicate(std::mt19937_64& random, int depth) {
    const auto element = [&] { return random_element_predicate(random, 2); };
    switch (random() % (depth > 0 ? 9 : 6)) {
        case 0:
            return "any(" + element() + ")";
        case 1:
            return "all(" + element() + ")";
        case 2:
            return "none(" + element() + ")";
        case 3:
            return "any_before(" + element() + ", " + element() + ")";
        case 4:
            return fmt::format("at_least({}, {})", 1 + random() % 3, element());
        case 5:
            return "empty";
        case 6:
            return "!(" + random_list_predicate(random, depth - 1) + ")";
        case 7:
            return "(" + random_list_predicate(random, depth - 1) + " & " + random_list_predicate(random, depth - 1) +
                   ")";
        default:
            return "(" + random_list_predicate(random, depth - 1) + " | " + random_list_predicate(random, depth - 1) +
                   ")";
    }
}

/// Returns a rule without its line `empty`: states a, b and c, policies go_on and halt, the flag kept.
inline std::string random_rule(std::mt19937_64& random) {
    const auto ladder = [&](const std::string& name, const std::vector<std::string>& answers) {
        std::string text = name + " = [\n";
        for (std::uint64_t rungs = random() % 4, i = 0; i <= rungs; ++i) {
            text += fmt::format("  {{ id = \"{}{}\", when = \"{}\", then = \"{}\" }},\n", name, i,
                                i == rungs ? "true" : random_list_predicate(random, 2), any_of(random, answers));
        }
        return text + "]\n";
    };
    const bool has_base = random() % 2 == 0;
    const std::vector<std::string> states{"a", "b", "c"};
    std::string text =
        "edition = \"random\"\nstates = [\"a\", \"b\", \"c\"]\nunlisted = \"c\"\nflags = { soft = [\"go_on\"], hard = "
        "[\"halt\"] }\n"
        "released = { soft = [\"go_on\", \"halt\"], hard = [] }\nother_words = \"none\"\ngiven = [\"kept\"]\n";
    text += has_base ? ladder("base", states) : "";
    text += ladder("ladder", has_base ? std::vector<std::string>{"a", "b", "c", "base", "base"} : states);
    return text + "[sets]\nover = [\"a\", \"b\"]\n";
}

/// Returns the rule of the text, whose `empty` states what the ladder answers.
inline std::shared_ptr<const Loaded> with_empty(const std::string& text) {
    for (const char* state : {"a", "b", "c"}) {
        const auto made = Loaded::of(fmt::format("empty = \"{}\"\n{}", state, text), "random.toml");
        if (const auto* rule = std::get_if<std::shared_ptr<const Loaded>>(&made)) {
            return *rule;
        }
    }
    throw std::runtime_error("no answer of the empty list fits:\n" + text);
}

}  // namespace rollout::tests
