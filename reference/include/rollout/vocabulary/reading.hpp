// Two readings of one source. At machine types the functions here are what they look like. The proofs add overloads of
// the same names for terms, so that a template written in these words yields a formula there.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>

namespace rollout {

/// Returns one of two answers, both of which are made. A term is no condition of a machine, even where it converts to
/// one.
template <class Answer>
constexpr Answer choose(std::same_as<bool> auto holds, const Answer& answer, const Answer& otherwise) {
    return holds ? answer : otherwise;
}

/// Returns what one of two functions returns. At machine types the other one is not called, so it may require what the
/// condition says.
constexpr auto choose_lazily(const auto& holds, const auto& answer, const auto& otherwise) {
    if constexpr (std::same_as<std::decay_t<decltype(holds)>, bool>) {
        return holds ? answer() : otherwise();
    } else {
        return choose(holds, answer(), otherwise());
    }
}

/// Returns `value` in the reading of `text`.
template <class Value>
constexpr Value lift(std::string_view, Value value) {
    return value;
}

/// Returns whether a stored word is there at all; `value` in its reading.
constexpr bool is_present(const std::optional<std::string_view>& stored) { return stored.has_value(); }
template <class Value>
constexpr Value lift(const std::optional<std::string_view>&, Value value) {
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

/// How many bytes a word has.
inline constexpr std::size_t word_bytes = sizeof(std::uint32_t);

constexpr std::size_t smaller_of(std::size_t left, std::size_t right) { return std::min(left, right); }

/// Returns the word of `text` from `from` on, as memory has it. Requires: its bytes are there.
constexpr std::uint32_t word_at(std::string_view text, std::size_t from) {
    std::array<char, word_bytes> bytes{};
    if (std::is_constant_evaluated()) {
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(from), bytes.size(), bytes.begin());
    } else {
        std::memcpy(bytes.data(), text.data() + from, bytes.size());
    }
    return std::bit_cast<std::uint32_t>(bytes);
}

constexpr std::uint32_t word_of(char byte) { return static_cast<unsigned char>(byte); }
constexpr std::uint32_t word_of(std::size_t size) { return static_cast<std::uint32_t>(size); }

/// Returns what `use` makes of the entry at `index`. Requires: `index` is one of the table's.
constexpr auto at_index(const auto& table, std::uint32_t index, const auto& use) { return use(table[index]); }

}  // namespace rollout
