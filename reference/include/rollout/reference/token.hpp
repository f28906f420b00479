// From a token to a state: spec/tokens.md. Slow on purpose.
#pragma once

#include <rollout/vocabulary/state.hpp>

namespace rollout::reference {

constexpr char ascii_lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

constexpr bool equal_but_for_ascii_case(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) {
        return false;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (ascii_lower(left[i]) != ascii_lower(right[i])) {
            return false;
        }
    }
    return true;
}

/// Returns the state that `token` names in the whole vocabulary. Total.
constexpr State parse_state(std::string_view token) {
    const auto names = [&](std::string_view spelling) {
        return equal_but_for_ascii_case(token, spelling);  // [TOKEN-1]
    };
    if (equal_but_for_ascii_case(token.substr(0, state_prefix.size()), state_prefix)) {
        token.remove_prefix(state_prefix.size());  // [TOKEN-2]
    }
    for (const StateAlias& alias : state_aliases) {
        if (names(alias.token)) {
            return alias.state;  // [TOKEN-3]
        }
    }
    for (const StateFacts& facts : states) {
        if (names(facts.token)) {
            return facts.state;
        }
    }
    return State::unrecognized;  // [TOKEN-4]
}

/// Returns the state that `token` names in `edition`. Total.
constexpr State parse_state(Edition edition, std::string_view token) {
    const State state = parse_state(token);
    return recognizes(edition, state) ? state : State::unrecognized;  // [TOKEN-5]
}

}  // namespace rollout::reference
