// The base projection, blind to policies: spec/base.md.
#pragma once

#include <rollout/reference/ladder.hpp>
#include <rollout/reference/state_set.hpp>

namespace rollout::reference {

/// Returns the base's ladder over `children`, editions b1 to b4.
template <ChildList List>
constexpr auto base(const List& children) {
    using enum State;
    using enum Clause;
    const auto any = [&](State state) { return children.any(is(state)); };
    const auto all = [&](std::initializer_list<State> members) { return children.all(is(members)); };
    const Ladder ladder{children};
    // One clause a line.
    // clang-format off
    return std::tuple{
        //          clause    holds when                               the base is
        ladder.rung(BASE_0,   children.empty(),                        pending),
        ladder.rung(BASE_1,   any(failed),                             failed),
        ladder.rung(BASE_2,   any(failed_retryable),                   failed_retryable),
        ladder.rung(BASE_3,   any(cancelled),                          cancelled),
        ladder.rung(BASE_4,   any(stopped),                            stopped),
        ladder.rung(BASE_6,   any(reverted),                           reverted),
        ladder.rung(BASE_7,   all({completed}),                        completed),
        ladder.rung(BASE_8,   any(recovering),                         recovering),
        ladder.rung(BASE_9,   any(cutting_over),                       cutting_over),
        ladder.rung(BASE_10,  all({waiting_for_cutover, completed}),   waiting_for_cutover),
        ladder.rung(BASE_11,  all({waiting_for_deploy, completed}),    waiting_for_deploy),
        ladder.rung(BASE_12,  any(revert_window),                      revert_window),
        ladder.rung(BASE_13,  any(running),                            running),
        ladder.otherwise(BASE_18,                                      pending)};
    // clang-format on
}

}  // namespace rollout::reference
