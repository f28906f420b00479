// The guard's questions over masks, in either reading. Departs from the reference: an edition is a row of a table of
// which state a reopen may lead to, and of whether started_at is stamped. Spec: spec/rules/guard.md.
#pragma once

#include <rollout/vocabulary/lifecycle.hpp>

#include "state_mask.hpp"

namespace rollout {

/// What differs between editions.
struct GuardRules {
    StateMask reopens_to;  // empty: nothing is reopened
    bool stamps_started_at;
};

inline constexpr std::array guard_rules_by_edition{
    GuardRules{0, false},                                // b1
    GuardRules{0, false},                                // b2
    GuardRules{mask_of(State::running), false},          // b3
    GuardRules{mask_of(State::running_degraded), true},  // b4
    GuardRules{mask_of(State::running_degraded), true},  // pause
    GuardRules{mask_of(State::running_degraded), true},  // settled
    GuardRules{mask_of(State::running_degraded), true},  // finalizers
    GuardRules{mask_of(State::running_degraded), true},  // steps
};
static_assert(guard_rules_by_edition.size() == editions.size());

constexpr const GuardRules& guard_rules(Edition edition) {
    return guard_rules_by_edition[static_cast<std::size_t>(edition)];
}

constexpr auto guard_refuses(const GuardRules& rules, const auto& input) {
    const auto reopened = input.reopen_authorized && input.stored == State::failed && input.base == State::failed &&
                          in_mask(rules.reopens_to, input.projected);
    return in_mask(masks::terminal, input.stored) && !in_mask(masks::terminal, input.projected) && !reopened;
}

constexpr auto guard_stamps_started_at(const GuardRules& rules, const auto& input) {
    return rules.stamps_started_at && !input.started_at_is_set && input.projected != State::pending;
}

constexpr auto guard_sees_nothing_to_write(const GuardRules& rules, const auto& input) {
    return input.projected == input.stored && !guard_stamps_started_at(rules, input);
}

}  // namespace rollout
