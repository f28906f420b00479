// What a word of the command line names: a built-in edition, or a rule file.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "any_edition.hpp"

namespace rollout::oracle {

/// Returns whether the word is the name of a file: it has a slash or a dot, which no edition has.
bool names_a_file(const std::string& word);

/// What to add to a message about a word that names no edition.
inline constexpr const char* named_with_its_path = "; a rule file is named with its path, as ./draft.toml";

/// Returns the rule of the file, or that of the edition's own rule file; a message where there is none.
std::variant<LoadedRule, std::string> rule_named(const std::string& word);

/// Returns the rules of two words; the message of the first that has none.
std::variant<std::pair<LoadedRule, LoadedRule>, std::string> rules_named(const std::string& before,
                                                                         const std::string& after);

}  // namespace rollout::oracle
