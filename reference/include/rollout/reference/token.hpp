// From a token to a state, in either reading: spec/rules/tokens.md. Slow on purpose: every spelling is compared.
#pragma once

#include <rollout/vocabulary/reading.hpp>
#include <rollout/vocabulary/state.hpp>

namespace rollout::reference {

constexpr auto ascii_lower(const auto& byte) {
    return choose(byte >= 'A' && byte <= 'Z', static_cast<std::decay_t<decltype(byte)>>(byte - 'A' + 'a'), byte);
}

/// Returns whether `text` begins with `spelling`, and whether it is `spelling`, but for ASCII case.
constexpr auto begins_but_for_ascii_case(const auto& text, std::string_view spelling) {
    auto begins = text.size() >= spelling.size();
    for (std::size_t i = 0; i < spelling.size(); ++i) {
        begins = begins && ascii_lower(text[i]) == ascii_lower(spelling[i]);  // [TOKEN-1]
    }
    return begins;
}
constexpr auto equal_but_for_ascii_case(const auto& text, std::string_view spelling) {
    return text.size() == spelling.size() && begins_but_for_ascii_case(text, spelling);
}

/// Returns the state that a token without its prefix names.
constexpr auto state_spelled(const auto& text) {
    auto state = lift(text, State::unrecognized);  // [TOKEN-4]
    for (const StateFacts& facts : states) {
        state = choose(equal_but_for_ascii_case(text, facts.token), lift(text, facts.state), state);
    }
    for (const StateAlias& alias : state_aliases) {
        state = choose(equal_but_for_ascii_case(text, alias.token), lift(text, alias.state), state);  // [TOKEN-3]
    }
    return state;
}

/// Returns the state that `token` names in the whole vocabulary. Total.
constexpr auto state_named(const auto& token) {
    return choose(begins_but_for_ascii_case(token, state_prefix),
                  state_spelled(without_first(token, state_prefix.size())), state_spelled(token));  // [TOKEN-2]
}
constexpr State parse_state(std::string_view token) { return state_named(token); }

/// Returns the state that `token` names in `edition`. Total.
constexpr State parse_state(Edition edition, std::string_view token) {
    const State state = parse_state(token);
    return recognizes(edition, state) ? state : State::unrecognized;  // [TOKEN-5]
}

}  // namespace rollout::reference
