// The base projection, blind to policies: spec/rules/base.md.
#pragma once

#include <rollout/reference/ladder.hpp>
#include <rollout/reference/state_set.hpp>

namespace rollout::reference {

/// The states that the base does not tell from pending. In the editions b1 to pause no clause asks.
inline constexpr StateSet seen_as_pending{
    State::pending,
    State::resuming,
    State::preparing_branch,
    State::applying_branch_changes,
    State::creating_deploy_request,
    State::skipping_revert,
    State::unrecognized,
};

/// Returns the base's ladder over `children`, editions b1 to pause.
template <ChildList List>
constexpr auto base_b1_to_pause(const List& children) {
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

/// Returns the base's ladder over `children`, from edition settled on.
template <ChildList List>
constexpr auto base_from_settled_on(const List& children) {
    using enum State;
    using enum Clause;
    const auto any = [&](State state) { return children.any(is(state)); };
    const auto any_of = [&](std::initializer_list<State> members) { return children.any(is(members)); };
    const auto all = [&](std::initializer_list<State> members) { return children.all(is(members)); };
    const auto any_seen_as_pending = children.any([](const auto& c) { return is_in(c.state, seen_as_pending); });
    const auto any_less_advanced = any_seen_as_pending || any_of({running, catching_up, checksumming, post_checksum});
    const auto any_at_work = any_of({catching_up, checksumming, post_checksum, cutting_over});
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
        ladder.rung(BASE_5,   any(reverting),                          reverting),
        ladder.rung(BASE_6,   any(reverted),                           reverted),
        ladder.rung(BASE_7,   all({completed}),                        completed),
        ladder.rung(BASE_8,   any(recovering),                         recovering),
        ladder.rung(BASE_19,  any(cutting_over) && !any_less_advanced, cutting_over),
        ladder.rung(BASE_10,  all({waiting_for_cutover, completed}),   waiting_for_cutover),
        ladder.rung(BASE_11,  all({waiting_for_deploy, completed}),    waiting_for_deploy),
        ladder.rung(BASE_12,  any(revert_window),                      revert_window),
        ladder.rung(BASE_13,  any(running),                            running),
        ladder.rung(BASE_14,  any_seen_as_pending && any_at_work,      running),
        ladder.rung(BASE_15,  any(catching_up),                        catching_up),
        ladder.rung(BASE_16,  any(checksumming),                       checksumming),
        ladder.rung(BASE_17,  any(post_checksum),                      post_checksum),
        ladder.otherwise(BASE_18,                                      pending)};
    // clang-format on
}

/// Calls `use` with the base's ladder of `edition` over `children` and returns what it returns.
template <ChildList List>
constexpr auto with_base(Edition edition, const List& children, auto use) {
    return edition < Edition::settled ? use(base_b1_to_pause(children)) : use(base_from_settled_on(children));
}

}  // namespace rollout::reference
