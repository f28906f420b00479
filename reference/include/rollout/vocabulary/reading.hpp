// Two readings of one source. At machine types the functions here are what they look like. The proofs add overloads of
// the same names for terms, so that a template written in these words yields a formula there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rollout {

/// Returns one of two answers, both of which are made.
template <class Answer>
constexpr Answer choose(bool holds, const Answer& answer, const Answer& otherwise) {
    return holds ? answer : otherwise;
}

/// Returns `value` in the reading of `text`.
template <class Value>
constexpr Value lift(std::string_view, Value value) {
    return value;
}

/// Returns the text `words` in the reading of `text`.
constexpr std::string_view lift_text(std::string_view, std::string_view words) { return words; }

// What rules ask of a text. Total: a text is cut at its ends.

constexpr bool begins(std::string_view text, std::string_view with) { return text.starts_with(with); }
constexpr bool ends(std::string_view text, std::string_view with) { return text.ends_with(with); }
constexpr std::string_view without_first(std::string_view text, std::size_t count) {
    return text.substr(std::min(count, text.size()));
}
constexpr std::string_view without_last(std::string_view text, std::size_t count) {
    return text.substr(0, text.size() - std::min(count, text.size()));
}
constexpr std::size_t size_of(std::string_view text) { return text.size(); }

// What a hash asks of a text's bytes and size.

constexpr std::uint32_t word_of(char byte) { return static_cast<unsigned char>(byte); }
constexpr std::uint32_t word_of(std::size_t size) { return static_cast<std::uint32_t>(size); }

/// Returns what `use` makes of the entry at `index`. Requires: `index` is one of the table's.
constexpr auto at_index(const auto& table, std::uint32_t index, const auto& use) { return use(table[index]); }

}  // namespace rollout
