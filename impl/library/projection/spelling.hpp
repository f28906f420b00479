// From a token to a state by a hash of three bytes and one comparison, in either reading. Departs from the reference:
// one candidate is compared instead of all. Sound because no two spellings share a slot (L4-any-token).
#pragma once

#include <array>

#include <rollout/vocabulary/reading.hpp>
#include <rollout/vocabulary/state.hpp>

#include "short_token.hpp"

namespace rollout {

inline constexpr std::string_view lower_case_prefix = "state_";
inline constexpr std::size_t slot_count = 64;
/// The spelling of each slot and the state that it means; an empty spelling where there is none.
using Spellings = std::array<StateAlias, slot_count>;

/// Returns the shipped table.
const Spellings& spellings_by_slot() noexcept;

constexpr auto lower(const auto& byte) {
    return choose(byte >= 'A' && byte <= 'Z', static_cast<std::decay_t<decltype(byte)>>(byte | 0x20), byte);
}

/// Requires: text is not empty.
constexpr auto slot(const auto& text) {
    // The first at or after 2^32 / phi, in steps of 2, that separates all spellings.
    constexpr std::uint32_t multiplier = 0x9E379195U;
    const auto size = text.size();
    const auto mixed = word_of(size) << 24 | word_of(lower(text[std::size_t{0}])) << 16 |
                       word_of(lower(text[size / 2])) << 8 | word_of(lower(text[size - 1]));
    return (mixed * multiplier) >> 26;
}

/// Returns whether `text` begins with `lower_case`, and whether it is `lower_case`, but for its own case [TOKEN-1].
constexpr auto begins_with_spelling(const auto& text, std::string_view lower_case) {
    auto begins = text.size() >= lower_case.size();
    for (std::size_t i = 0; i < lower_case.size(); ++i) {
        begins = begins && lower(text[i]) == lower_case[i];
    }
    return begins;
}
constexpr auto spells(const auto& text, std::string_view lower_case) {
    return text.size() == lower_case.size() && begins_with_spelling(text, lower_case);
}

/// Returns the state that a token without its prefix names in `spellings`. Requires: text is not empty.
constexpr auto state_in_slot(const Spellings& spellings, const auto& text) {
    return at_index(spellings, slot(text), [&](const StateAlias& candidate) {
        return choose(spells(text, candidate.token), lift(text, candidate.state),
                      lift(text, State::unrecognized));  // [TOKEN-3] [TOKEN-4]
    });
}

/// Returns the state that any text names in `spellings`, read byte by byte.
constexpr auto state_of_any_token(const Spellings& spellings, const auto& token) {
    const auto named_by = [&](const auto& text) {
        return choose_lazily(
            text.size() == std::size_t{0}, [&] { return lift(text, State::unrecognized); },  // [TOKEN-4]
            [&] { return state_in_slot(spellings, text); });
    };
    return choose_lazily(
        begins_with_spelling(token, lower_case_prefix),
        [&] { return named_by(without_first(token, lower_case_prefix.size())); },  // [TOKEN-2]
        [&] { return named_by(token); });
}

/// Returns the state that a token names: as a short token, else as any other.
constexpr auto state_of_token(const ShortTokens& tokens, const Spellings& spellings, const auto& token) {
    return found_or(short_token_state(tokens, token), [&] { return state_of_any_token(spellings, token); });
}

}  // namespace rollout
