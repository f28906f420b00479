// Tokens as stores hold them, lower case and short, told by three words of four bytes instead of byte by byte, in
// either reading. What is not found here is read as any other text is. Sound because a text that is found is the
// canonical spelling of its state, byte for byte (L4-any-token).
#pragma once

#include <algorithm>
#include <array>
#include <bit>

#include <rollout/vocabulary/reading.hpp>
#include <rollout/vocabulary/state.hpp>

namespace rollout {

inline constexpr std::size_t short_size_min = word_bytes;
inline constexpr std::size_t short_size_max = 3 * word_bytes;

/// A text of four to twelve bytes: its first four, its last four, and four that cover what is between them.
template <class Word>
struct ShortTextOf {
    Word first{};
    Word middle{};
    Word last{};
    Word size{};
};
using ShortText = ShortTextOf<std::uint32_t>;

/// All words at once: one branch where a defaulted comparison has four.
constexpr auto same_text(const auto& text, const ShortText& other) {
    return ((text.first ^ other.first) | (text.middle ^ other.middle) | (text.last ^ other.last) |
            (text.size ^ other.size)) == 0U;
}

constexpr auto has_short_size(const auto& text) {
    return text.size() - short_size_min <= short_size_max - short_size_min;
}

/// Requires: the size is one of a short text. Ensures: the same text as another one exactly where the bytes are.
constexpr auto short_text(const auto& text) {
    const auto last = text.size() - word_bytes;
    return ShortTextOf<decltype(word_of(last))>{word_at(text, std::size_t{0}),
                                                word_at(text, smaller_of(word_bytes, last)), word_at(text, last),
                                                word_of(text.size())};
}

inline constexpr std::size_t short_slot_count = 64;

constexpr auto short_slot(const auto& text) {
    using std::rotl;
    // The first at or after 2^32 / phi, in steps of 2, that separates all short tokens.
    constexpr std::uint32_t multiplier = 0x9E3779B9U;
    return ((text.first ^ rotl(text.last, 16)) * multiplier) >> 26;
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

/// Returns what `use` makes of the text and the state in that slot. Requires: `slot` is below short_slot_count.
constexpr auto at_slot(const ShortTokens& tokens, std::uint32_t slot, const auto& use) {
    return use(tokens.texts[slot], tokens.states[slot]);
}

/// Returns the state whose canonical spelling `token` is, if it is one of `tokens`; unrecognized for any other text.
constexpr auto short_token_state(const ShortTokens& tokens, const auto& token) {
    return choose_lazily(
        has_short_size(token),
        [&] {
            const auto text = short_text(token);
            return at_slot(tokens, short_slot(text), [&](const ShortText& candidate, State state) {
                return choose(same_text(text, candidate), lift(token, state), lift(token, State::unrecognized));
            });
        },
        [&] { return lift(token, State::unrecognized); });
}

/// Returns `state`, or what `otherwise` returns where it is unrecognized.
constexpr auto found_or(const auto& state, const auto& otherwise) {
    return choose_lazily(
        state != State::unrecognized, [&] { return state; }, otherwise);
}

static_assert(std::all_of(states.begin(), states.end(),
                          [](const StateFacts& facts) {
                              return !has_short_size(facts.token) ||
                                     short_token_state(short_tokens, facts.token) == facts.state;
                          }),
              "a token was added: step the multiplier until this holds");

}  // namespace rollout
