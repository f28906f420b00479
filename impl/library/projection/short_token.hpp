// Tokens as stores hold them, lower case and short, told by three words of four bytes instead of byte by byte. What is
// not found here is read as any other text is.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

#include <rollout/vocabulary/state.hpp>

namespace rollout {

/// A text of four to twelve bytes: its first four, its last four, and four that cover what is between them.
struct ShortText {
    static constexpr std::size_t word_bytes = sizeof(std::uint32_t);
    static constexpr std::size_t size_min = word_bytes;
    static constexpr std::size_t size_max = 3 * word_bytes;

    std::uint32_t first = 0;
    std::uint32_t middle = 0;
    std::uint32_t last = 0;
    std::uint32_t size = 0;

    /// All words at once: one branch where a defaulted comparison has four.
    friend constexpr bool operator==(const ShortText& left, const ShortText& right) {
        return ((left.first ^ right.first) | (left.middle ^ right.middle) | (left.last ^ right.last) |
                (left.size ^ right.size)) == 0;
    }
};

/// Returns the four bytes of `text` from `from` on, as memory has them. Requires: they are there.
constexpr std::uint32_t word_at(std::string_view text, std::size_t from) {
    std::array<char, ShortText::word_bytes> bytes{};
    if (std::is_constant_evaluated()) {
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(from), bytes.size(), bytes.begin());
    } else {
        std::memcpy(bytes.data(), text.data() + from, bytes.size());
    }
    return std::bit_cast<std::uint32_t>(bytes);
}

/// Requires: the size is one of a short text. Ensures: equal to that of another text exactly where the texts are.
constexpr ShortText short_text(std::string_view text) {
    const std::size_t last = text.size() - ShortText::word_bytes;
    return {word_at(text, 0), word_at(text, std::min(ShortText::word_bytes, last)), word_at(text, last),
            static_cast<std::uint32_t>(text.size())};
}

constexpr bool has_short_size(std::string_view text) {
    return text.size() - ShortText::size_min <= ShortText::size_max - ShortText::size_min;
}

inline constexpr std::size_t short_slot_count = 64;

constexpr std::size_t short_slot(const ShortText& text) {
    // The first at or after 2^32 / phi, in steps of 2, that separates all short tokens.
    constexpr std::uint32_t multiplier = 0x9E3779B9U;
    return ((text.first ^ std::rotl(text.last, 16)) * multiplier) >> 26;
}

/// The short tokens and their states, by slot; where there is none, a text of no size.
struct ShortTokens {
    std::array<ShortText, short_slot_count> texts{};
    std::array<State, short_slot_count> states{};
};

inline constexpr ShortTokens short_tokens = [] {
    ShortTokens slots;
    for (const StateFacts& facts : states) {
        if (facts.state != State::unrecognized && has_short_size(facts.token)) {
            const ShortText text = short_text(facts.token);
            slots.texts[short_slot(text)] = text;
            slots.states[short_slot(text)] = facts.state;
        }
    }
    return slots;
}();

/// Returns the state whose canonical spelling `token` is, if it is a short one; unrecognized for any other text.
constexpr State short_token_state(std::string_view token) {
    if (has_short_size(token)) [[likely]] {
        const ShortText text = short_text(token);
        const std::size_t slot = short_slot(text);
        if (short_tokens.texts[slot] == text) [[likely]] {
            return short_tokens.states[slot];
        }
    }
    return State::unrecognized;
}

static_assert(std::all_of(states.begin(), states.end(),
                          [](const StateFacts& facts) {
                              return !has_short_size(facts.token) || short_token_state(facts.token) == facts.state;
                          }),
              "a token was added: step the multiplier until this holds");

}  // namespace rollout
