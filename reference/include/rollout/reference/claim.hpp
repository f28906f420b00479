// Who may start, and who may be driven again: spec/rules/claim.md. Slow on purpose: every candidate looks at every row.
#pragma once

#include <rollout/reference/build.hpp>
#include <rollout/reference/guard.hpp>

namespace rollout::reference {

// Each of these in either reading.

/// Returns whether a sibling is far enough for a candidate under that cutover policy.
constexpr auto far_enough(Cutover cutover, const auto& state) {
    using enum State;
    if (cutover == Cutover::barrier) {
        return is_in(state, {completed, waiting_for_cutover, cutting_over, revert_window});  // [CLAIM-2]
    }
    return is_in(state, {completed});  // [CLAIM-2]
}

/// Returns whether a candidate under `policy` may pass a sibling in `state`.
constexpr auto exempt(Edition edition, Latch latch, const auto& policy, const auto& state) {
    const bool pause_is_released = edition >= Edition::pause && latch == Latch::released;
    const auto may_pass = policy == Policy::continue_ || (policy == Policy::pause && pause_is_released);
    return state == State::failed && may_pass;  // [CLAIM-3] [CLAIM-4]
}

/// Returns whether an earlier sibling in `state` keeps a candidate under `policy` from starting.
constexpr auto blocks(Edition edition, const ClaimInput& input, const auto& policy, const auto& state) {
    return !far_enough(input.cutover, state) && !exempt(edition, input.latch, policy, state);
}

/// Returns whether the parent keeps every row from starting.
constexpr auto parent_closes(Edition edition, const auto& parent, bool start_is_requested) {
    return edition >= Edition::pause && is_terminal(parent) &&
           !(parent == State::stopped && start_is_requested);  // [CLAIM-5]
}

/// Returns whether both rows are of one deployment; one without a name is of none.
constexpr auto of_one_deployment(const auto& row, const auto& other) {
    return row.placement.deployment != "" && row.placement.deployment == other.placement.deployment;  // [CLAIM-6]
}

/// Returns whether both rows are of one member.
constexpr auto of_one_member(const auto& row, const auto& other) {
    return of_one_deployment(row, other) && row.placement.target == other.placement.target;  // [CLAIM-14]
}

/// Returns whether the order of both rows does not matter to a claim.
constexpr auto need_no_order(Edition edition, const auto& row, const auto& other) {
    return edition < Edition::steps ? of_one_deployment(row, other) : of_one_member(row, other);
}

/// Returns whether a stopped row starts again as a pending one starts.
constexpr auto restarts_as_pending(Edition edition, const auto& row) {
    return edition >= Edition::steps && (!row.placement.started || row.placement.kind == Kind::group_finalizer);
}  // [CLAIM-16]

// Of rows.

/// Returns whether a row in `state` is at work, so that another driver may take it over.
constexpr bool is_active(Edition edition, State state) {
    return recognizes(edition, state) && !is_terminal(state) &&
           !is_in(state, {State::pending, State::failed_retryable, State::paused, State::unrecognized});  // [CLAIM-10]
}

constexpr bool waits_for_work(const PlacedOperation& row, const PlacedOperation& other) {
    return row.placement.kind == Kind::group_finalizer && other.placement.kind == Kind::work &&
           row.placement.deployment == other.placement.deployment &&
           reference::covers(row.placement.key, other.placement.key);  // [CLAIM-7]
}

constexpr bool failed_closed(Edition edition, Operation operation, Latch latch) {
    return failed_with_neither_or_both_flags(child(edition, operation, latch));
}

struct ClaimDecision {
    Claim claim;
    Clause clause;

    friend constexpr bool operator==(ClaimDecision, ClaimDecision) = default;
};

/// Returns whether some row before `index`, some row at all, meets `predicate`.
constexpr bool any_before(std::span<const PlacedOperation> rows, std::size_t index, auto predicate) {
    for (std::size_t i = 0; i < index; ++i) {
        if (predicate(rows[i])) {
            return true;
        }
    }
    return false;
}
constexpr bool any(std::span<const PlacedOperation> rows, auto predicate) {
    return any_before(rows, rows.size(), predicate);
}

/// Returns whether of the rows before `index` that meet `condition` there is a first one, and it meets `predicate`.
constexpr bool first_before(std::span<const PlacedOperation> rows, std::size_t index, auto condition, auto predicate) {
    for (std::size_t i = 0; i < index; ++i) {
        if (condition(rows[i])) {
            return predicate(rows[i]);
        }
    }
    return false;
}

/// What the siblings of a pending row say: its work blocks it, a failure stops it under `parallel`, an earlier row
/// blocks it.
struct Siblings {
    bool work;
    bool failure;
    bool earlier;
};

constexpr Siblings siblings_of(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                               const ClaimInput& input) {
    const PlacedOperation& row = rows[index];
    const bool has_places = edition >= Edition::pause;
    const auto row_blocks = [&](const PlacedOperation& other) {
        return blocks(edition, input, row.operation.on_failure, other.operation.state);
    };
    const auto blocks_by_order = [&](const PlacedOperation& other) {
        return !(has_places && need_no_order(edition, row, other)) && row_blocks(other);  // [CLAIM-6] [CLAIM-14]
    };
    const bool some_failed_closed = any(rows, [&](const PlacedOperation& other) {
        return failed_closed(edition, other.operation, input.latch);  // [CLAIM-9]
    });
    const bool some_earlier_failed = any_before(rows, index, [&](const PlacedOperation& other) {
        return other.operation.state == State::failed && blocks_by_order(other);  // [CLAIM-15]
    });
    return {.work = any(rows,
                        [&](const PlacedOperation& other) { return waits_for_work(row, other) && row_blocks(other); }),
            .failure = edition < Edition::steps ? some_failed_closed : some_earlier_failed,
            .earlier = any_before(rows, index, blocks_by_order)};
}

/// Returns how a pending row may be claimed whose siblings say that.
constexpr ClaimDecision start_decision(Edition edition, const Siblings& siblings, const ClaimInput& input) {
    using enum Clause;
    const bool has_places = edition >= Edition::pause;
    const bool is_parallel = has_places && input.cutover == Cutover::parallel;
    const Clause failure_clause = edition < Edition::steps ? CLAIM_9 : CLAIM_15;
    // One clause a line.
    // clang-format off
    if (input.stop_is_pending)                                                     return {Claim::none,  CLAIM_1};
    if (parent_closes(edition, input.parent, input.start_is_requested))            return {Claim::none,  CLAIM_5};
    if (has_places && siblings.work)                                               return {Claim::none,  CLAIM_7};
    if (is_parallel && edition >= Edition::settled && siblings.failure)            return {Claim::none,  failure_clause};
    if (is_parallel)                                                               return {Claim::start, CLAIM_8};
    if (siblings.earlier)                                                          return {Claim::none,  CLAIM_2};
    return                                                                                {Claim::start, CLAIM_1};
    // clang-format on
}

/// Returns how a row in `state`, which is not pending, may be claimed. `has_siblings`: it is not the only row;
/// `may_restart`: no sibling keeps it from it, were it stopped.
constexpr ClaimDecision decision_of_begun(Edition edition, State state, bool has_siblings, bool may_restart,
                                          const ClaimInput& input) {
    using enum Clause;
    const auto claimed_if = [](bool holds, Claim claim, Clause clause) {
        return ClaimDecision{holds ? claim : Claim::none, clause};
    };
    if (state == State::stopped) {
        const bool is_asked_for = input.start_is_requested && !input.stop_is_pending;
        return edition < Edition::steps ? claimed_if(is_asked_for, Claim::restart, CLAIM_11)
                                        : claimed_if(is_asked_for && may_restart, Claim::restart, CLAIM_16);
    }
    if (state == State::failed_retryable) {
        const bool may_retry = input.parent == State::failed_retryable && input.retries_are_left;
        return claimed_if(may_retry && !input.stop_is_pending, Claim::retry, CLAIM_12);
    }
    const bool waits_at_the_barrier =
        state == State::waiting_for_cutover && input.cutover == Cutover::barrier && has_siblings;
    const bool parent_is_over = edition >= Edition::pause && is_terminal(input.parent);
    return claimed_if(is_active(edition, state) && input.lease_is_stale && !waits_at_the_barrier &&
                          !input.stop_is_pending && !parent_is_over,
                      Claim::reclaim, CLAIM_10);
}

/// Returns how a claimer may take the row at `index`, and by which clause. Requires: index < rows.size().
constexpr ClaimDecision claim_decision(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                                       const ClaimInput& input) {
    const State state = rows[index].operation.state;
    const ClaimDecision of_pending = start_decision(edition, siblings_of(edition, rows, index, input), input);
    const bool may_restart = !restarts_as_pending(edition, rows[index]) || of_pending.claim == Claim::start;
    return state == State::pending ? of_pending
                                   : decision_of_begun(edition, state, rows.size() > 1, may_restart, input);
}
constexpr Claim claim(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                      const ClaimInput& input) {
    return claim_decision(edition, rows, index, input).claim;
}

/// Returns whether an earlier sibling in `state` keeps a candidate under `policy` from cutting over.
constexpr auto keeps_from_cutting_over(Edition edition, Latch latch, const auto& policy, const auto& state) {
    return state != State::completed && !exempt(edition, latch, policy, state);
}

/// Returns whether the row at `index` may go from waiting for its cutover to cutting over. Requires: index <
/// rows.size().
constexpr bool may_cut_over(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                            const ClaimInput& input) {
    const Operation candidate = rows[index].operation;
    const auto row_blocks = [&](const PlacedOperation& other) {
        return keeps_from_cutting_over(edition, input.latch, candidate.on_failure, other.operation.state);
    };
    const auto has_the_turn = [&](const PlacedOperation& other) {
        return !of_one_member(rows[index], other) && other.operation.state != State::completed;
    };
    const bool the_first_blocks = first_before(rows, index, has_the_turn, row_blocks);
    const bool earlier_blocks = edition < Edition::steps ? any_before(rows, index, row_blocks) : the_first_blocks;
    return candidate.state == State::waiting_for_cutover && !earlier_blocks &&
           !input.stop_is_pending;  // [CLAIM-13] [CLAIM-17]
}

}  // namespace rollout::reference
