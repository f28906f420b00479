// The rollout projection, edition by edition: spec/rollout.md. It modulates the base only where the base is failed.
#pragma once

#include <cassert>

#include <rollout/reference/base.hpp>

namespace rollout::reference {

/// The states from which a child never moves again by itself.
inline constexpr StateSet terminal_states{State::completed, State::failed, State::stopped, State::cancelled,
                                          State::reverted};

constexpr auto terminal(const auto& child) { return is_in(child.state, terminal_states); }
constexpr auto failed_and_may_not_continue(const auto& child) {
    return is_in(child.state, StateSet{State::failed}) && !child.continue_on_failure;
}

/// Edition b1.
template <ChildList List>
constexpr auto rollout_b1(const List& children) {
    using enum Clause;
    const auto base_decision = decide(children, base(children));
    const Ladder ladder{children};
    return std::tuple{ladder.otherwise(ROLL_1, base_decision)};
}

/// Editions b2 and b3 (`hold` is running) and b4 (`hold` is running_degraded).
template <ChildList List>
constexpr auto rollout_b2_to_b4(const List& children, Clause hold_clause, State hold) {
    using enum State;
    using enum Clause;
    const auto base_decision = decide(children, base(children));
    const auto any_failed_may_not_continue = children.any([](const auto& c) { return failed_and_may_not_continue(c); });
    const auto all_terminal = children.all([](const auto& c) { return terminal(c); });
    const Ladder ladder{children};
    // One clause a line.
    // clang-format off
    return std::tuple{
        //          clause       holds when                       the rollout is
        ladder.rung(ROLL_2,      base_decision.state != failed,   base_decision),
        ladder.rung(ROLL_3,      any_failed_may_not_continue,     failed),
        ladder.rung(ROLL_4,      all_terminal,                    failed),
        ladder.otherwise(hold_clause,                             hold)};
    // clang-format on
}

/// Calls `use` with the ladder of `edition` over `children` and returns what it returns. Requires: built(edition).
template <ChildList List>
constexpr auto with_rollout(Edition edition, const List& children, auto use) {
    assert(built(edition));
    switch (edition) {
        case Edition::b2:
        case Edition::b3:
            return use(rollout_b2_to_b4(children, Clause::ROLL_5, State::running));
        case Edition::b4:
            return use(rollout_b2_to_b4(children, Clause::ROLL_6, State::running_degraded));
        case Edition::b1:
        case Edition::pause:
        case Edition::settled:
        case Edition::finalizers:
            break;
    }
    return use(rollout_b1(children));
}

}  // namespace rollout::reference
