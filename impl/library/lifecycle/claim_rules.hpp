// The claim's questions over masks, in either reading. Departs from the reference: of the rows seen so far it keeps no
// more than whether some block, and of which deployments. Spec: spec/rules/claim.md.
#pragma once

#include <rollout/vocabulary/lifecycle.hpp>
#include <rollout/vocabulary/reading.hpp>

#include "state_mask.hpp"

namespace rollout {

/// What claims ask of an edition.
struct Gates {
    bool has_places;       // deployments, finalizers, parallel, the parent's state
    bool stops_parallel;   // some failures do
    bool has_members;      // targets, and what a stopped row was
    bool pause_may_pass;   // a candidate under pause passes a failure
    StateMask far_enough;  // of siblings
    StateMask takes_over;  // states from which another driver may go on
    bool is_parallel;
    bool is_barrier;

    constexpr Gates(Edition edition, Cutover cutover, Latch latch)
        : has_places(edition >= Edition::pause),
          stops_parallel(edition >= Edition::settled),
          has_members(edition >= Edition::steps),
          pause_may_pass(has_places && latch == Latch::released),
          far_enough(cutover == Cutover::barrier ? masks::far_enough_for_a_barrier : masks::far_enough),
          takes_over(masks::takes_over & mask_recognized(edition)),
          is_parallel(has_places && cutover == Cutover::parallel),
          is_barrier(cutover == Cutover::barrier) {}
};

// Of a candidate and one sibling.

constexpr auto passes_failures(const Gates& gates, const auto& policy) {
    return policy == Policy::continue_ || (policy == Policy::pause && gates.pause_may_pass);
}
constexpr auto blocks(const Gates& gates, const auto& candidate, const auto& other) {
    return !in_mask(gates.far_enough, other) && !(other == State::failed && passes_failures(gates, candidate));
}
constexpr auto lets_cut_over(const Gates& gates, const auto& candidate, const auto& other) {
    return other == State::completed || (other == State::failed && passes_failures(gates, candidate));
}

// Of what stands beside the rows.

constexpr auto parent_is_over(const Gates& gates, const auto& input) {
    return gates.has_places && in_mask(masks::terminal, input.parent);
}

/// Returns whether nothing may start at all.
constexpr auto is_closed(const Gates& gates, const auto& input) {
    return input.stop_is_pending ||
           (parent_is_over(gates, input) && !(input.parent == State::stopped && input.start_is_requested));
}

/// Returns whether a pending row may start, of what its siblings say: a finalizer's work blocks it, a failure stops it
/// under `parallel`, an earlier row blocks it.
constexpr auto may_start(const Gates& gates, const auto& input, const auto& siblings) {
    const auto in_turn = gates.is_parallel ? !(gates.stops_parallel && siblings.failure) : !siblings.earlier;
    return !is_closed(gates, input) && !(gates.has_places && siblings.work) && in_turn;
}

// Of a row that is not pending, in each of the states that it may be claimed from.

constexpr auto restarts_as_pending(const Gates& gates, const auto& row) {
    return gates.has_members && (!row.placement.started || row.placement.kind == Kind::group_finalizer);
}
/// `starts`: may_start, asked of the row as if it were pending; read where it restarts so.
constexpr auto may_restart(const auto& state, const auto& as_pending, const auto& starts, const auto& input) {
    return state == State::stopped && input.start_is_requested && !input.stop_is_pending && (!as_pending || starts);
}
constexpr auto may_retry(const auto& state, const auto& input) {
    return state == State::failed_retryable && input.parent == State::failed_retryable && input.retries_are_left &&
           !input.stop_is_pending;
}
constexpr auto may_reclaim(const Gates& gates, const auto& state, const auto& has_siblings, const auto& input) {
    const auto waits_at_the_barrier = state == State::waiting_for_cutover && gates.is_barrier && has_siblings;
    return in_mask(gates.takes_over, state) && input.lease_is_stale && !waits_at_the_barrier &&
           !input.stop_is_pending && !parent_is_over(gates, input);
}

// Of the members of some rows that block, as far as it matters: none, one that has a name, or more. A member is a
// deployment, from edition steps on a deployment and a target.

template <class Text>
struct Member {
    Text deployment;
    Text target;
};

template <class Truth, class Text>
struct Blockers {
    Truth any;
    Truth more;
    Member<Text> first;
};

constexpr auto is_same(const auto& member, const auto& other) {
    return member.deployment == other.deployment && member.target == other.target;
}

/// Returns `blockers` and one more, of that member.
constexpr auto with_blocker(const auto& blockers, const auto& member) {
    auto made = blockers;
    made.more = blockers.more || member.deployment == "" || (blockers.any && !is_same(member, blockers.first));
    made.first.deployment = choose(blockers.any, blockers.first.deployment, member.deployment);
    made.first.target = choose(blockers.any, blockers.first.target, member.target);
    made.any = lift(member.deployment, true);
    return made;
}

/// Returns whether one of them is of another member than `own`; an empty deployment's name is no member's.
constexpr auto some_block(const auto& blockers, const auto& own) {
    return blockers.any && (blockers.more || own.deployment == "" || !is_same(own, blockers.first));
}

}  // namespace rollout
