#include "named_rule.hpp"

#include <fmt/format.h>

#include "edition_names.hpp"
#include "spec.hpp"

namespace rollout::oracle {

bool names_a_file(const std::string& word) { return word.find_first_of("./") != std::string::npos; }

std::variant<LoadedRule, std::string> rule_named(const std::string& word) {
    if (names_a_file(word)) {
        return rules::Loaded::of_file(word);
    }
    const auto edition = edition_or_problem(word);
    if (const auto* problem = std::get_if<std::string>(&edition)) {
        return *problem + named_with_its_path;
    }
    const Edition named = std::get<Edition>(edition);
    return rules::Loaded::of(rule_file_of(named), fmt::format("spec/editions/{}.toml", name(named)));
}

std::variant<std::pair<LoadedRule, LoadedRule>, std::string> rules_named(const std::string& before,
                                                                         const std::string& after) {
    const auto first = rule_named(before);
    const auto second = rule_named(after);
    for (const auto* named : {&first, &second}) {
        if (const auto* problem = std::get_if<std::string>(named)) {
            return *problem;
        }
    }
    return std::pair(std::get<LoadedRule>(first), std::get<LoadedRule>(second));
}

}  // namespace rollout::oracle
