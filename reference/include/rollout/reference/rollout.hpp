// The rollout projection, edition by edition: spec/rules/rollout.md. It modulates the base only where the base is
// failed. An edition's ladder asks for no flag that the edition does not have [POLICY-5].
#pragma once

#include <rollout/reference/base.hpp>
#include <rollout/reference/holding.hpp>

namespace rollout::reference {

/// Edition b1.
template <ChildList List>
constexpr auto rollout_b1(const List& children) {
    using enum Clause;
    const auto base_decision = decide(children, base_b1_to_pause(children));
    const Ladder ladder{children};
    return std::tuple{ladder.otherwise(ROLL_1, base_decision)};
}

/// Editions b2 and b3 (`hold` is running) and b4 (`hold` is running_degraded).
template <ChildList List>
constexpr auto rollout_b2_to_b4(const List& children, Clause hold_clause, State hold) {
    using enum State;
    using enum Clause;
    const auto base_decision = decide(children, base_b1_to_pause(children));
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

/// Edition pause.
template <ChildList List>
constexpr auto rollout_pause(const List& children) {
    using enum State;
    using enum Clause;
    const auto base_decision = decide(children, base_b1_to_pause(children));
    const auto any_hard_failure = children.any([](const auto& c) { return failed_with_neither_or_both_flags(c); });
    const auto any_pause_before_a_live_child = children.any_before(
        [](const auto& c) { return failed_with_the_pause_flag_alone(c); }, [](const auto& c) { return !terminal(c); });
    const auto all_terminal = children.all([](const auto& c) { return terminal(c); });
    const Ladder ladder{children};
    // One clause a line.
    // clang-format off
    return std::tuple{
        //          clause       holds when                       the rollout is
        ladder.rung(ROLL_2,      base_decision.state != failed,   base_decision),
        ladder.rung(ROLL_7,      any_hard_failure,                failed),
        ladder.rung(ROLL_8,      any_pause_before_a_live_child,   paused),
        ladder.rung(ROLL_4,      all_terminal,                    failed),
        ladder.otherwise(ROLL_6,                                  running_degraded)};
    // clang-format on
}

/// Editions settled, finalizers and steps, which differ in what `Holding` says.
template <class Holding, ChildList List>
constexpr auto rollout_from_settled_on(const List& children) {
    using enum State;
    using enum Clause;
    const auto base_decision = decide(children, base_from_settled_on(children));
    const auto holds = [](const auto& c) { return Holding::holds(c); };
    const auto any_hard_failure = children.any([](const auto& c) { return failed_with_neither_or_both_flags(c); });
    const auto any_started_holds =
        children.any([](const auto& c) { return Holding::holds(c) && Holding::past_pending(c); });
    const auto any_pause_before_a_hold =
        children.any_before([](const auto& c) { return failed_with_the_pause_flag_alone(c); }, holds);
    const Ladder ladder{children};
    // One clause a line.
    // clang-format off
    return std::tuple{
        //          clause       holds when                              the rollout is
        ladder.rung(ROLL_2,      base_decision.state != failed,          base_decision),
        ladder.rung(ROLL_9,      any_hard_failure && any_started_holds,  running_degraded),
        ladder.rung(ROLL_7,      any_hard_failure,                       failed),
        ladder.rung(ROLL_10,     any_pause_before_a_hold,                paused),
        ladder.rung(ROLL_11,     !children.any(holds),                   failed),
        ladder.otherwise(ROLL_6,                                         running_degraded)};
    // clang-format on
}

/// Calls `use` with the ladder of `edition` over `children` and returns what it returns.
template <ChildList List>
constexpr auto with_rollout(Edition edition, const List& children, auto use) {
    switch (edition) {
        case Edition::b2:
        case Edition::b3:
            return use(rollout_b2_to_b4(children, Clause::ROLL_5, State::running));
        case Edition::b4:
            return use(rollout_b2_to_b4(children, Clause::ROLL_6, State::running_degraded));
        case Edition::pause:
            return use(rollout_pause(children));
        case Edition::settled:
            return use(rollout_from_settled_on<HoldingInSettled>(children));
        case Edition::finalizers:
        case Edition::steps:
            return use(rollout_from_settled_on<HoldingInFinalizers>(children));
        case Edition::b1:
            break;
    }
    return use(rollout_b1(children));
}

}  // namespace rollout::reference
