// What a failed child asks for, and which of its siblings keep the rollout open: spec/rules/holding.md.
#pragma once

#include <rollout/reference/state_set.hpp>

namespace rollout::reference {

/// The states from which a child never moves again by itself.
inline constexpr StateSet terminal_states{State::completed, State::failed, State::stopped, State::cancelled,
                                          State::reverted};
/// The terminal states that an operator cannot take back either.
inline constexpr StateSet settled_states{State::completed, State::failed, State::cancelled, State::reverted};

// Predicates of a child, in either reading.

constexpr auto terminal(const auto& child) { return is_in(child.state, terminal_states); }
constexpr auto settled(const auto& child) { return is_in(child.state, settled_states); }
constexpr auto failed(const auto& child) { return is_in(child.state, StateSet{State::failed}); }

constexpr auto failed_and_may_not_continue(const auto& child) { return failed(child) && !child.continue_on_failure; }
constexpr auto failed_with_neither_or_both_flags(const auto& child) {
    return failed(child) && child.continue_on_failure == child.pause_on_failure;
}
constexpr auto failed_with_the_pause_flag_alone(const auto& child) {
    return failed(child) && child.pause_on_failure && !child.continue_on_failure;
}

/// Edition settled.
struct HoldingInSettled {
    static constexpr auto holds(const auto& child) { return !settled(child); }                               // [HOLD-1]
    static constexpr auto past_pending(const auto& child) { return !is_in(child.state, {State::pending}); }  // [HOLD-3]
};

/// Editions finalizers and steps.
struct HoldingInFinalizers {
    static constexpr auto holds(const auto& child) { return !settled(child) && !child.orphaned; }  // [HOLD-2]
    static constexpr auto past_pending(const auto& child) {
        return !is_in(child.state, {State::pending}) && !child.never_started;  // [HOLD-4]
    }
};

}  // namespace rollout::reference
