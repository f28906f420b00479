// Rule files: TOML is read into a rule, and everything that is wrong with it is told with its place. Nothing is
// guessed. Notation: spec/guides/rule_files.md.
#pragma once

#include "rule.hpp"

namespace rollout::rules {

/// What is wrong with a file, and where.
struct Problem {
    Place place;
    std::string message;
};

/// Thrown within read_rule, which catches it, by a text that the reader of TOML cannot tell a place of. Where nothing
/// is caught, in WebAssembly, it ends the engine, which reports the message.
struct MalformedText {
    static constexpr const char* message = "no TOML: a value is missing somewhere before ',', ']' or '}'";
};

inline constexpr std::size_t file_bytes_max = 1'000'000;
inline constexpr std::size_t states_max = 200;
inline constexpr std::size_t flags_max = 6;
inline constexpr std::size_t rungs_max = 200;  // of both ladders

/// Returns the rule that the text of a file spells, or its problems, in the order of their places.
std::variant<Rule, std::vector<Problem>> read_rule(std::string_view text);

}  // namespace rollout::rules
