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
    bool stops_parallel;   // a failure that fails closed does
    bool pause_may_pass;   // a candidate under pause passes a failure
    StateMask far_enough;  // of siblings
    StateMask takes_over;  // states from which another driver may go on
    bool is_parallel;
    bool is_barrier;

    constexpr Gates(Edition edition, Cutover cutover, Latch latch)
        : has_places(edition >= Edition::pause),
          stops_parallel(edition >= Edition::settled),
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

/// Returns whether a pending row may start, of what its siblings say: a finalizer's work blocks it, a failure fails
/// closed, an earlier row blocks it.
constexpr auto may_start(const Gates& gates, const auto& input, const auto& siblings) {
    const auto in_turn = gates.is_parallel ? !(gates.stops_parallel && siblings.failed_closed) : !siblings.earlier;
    return !is_closed(gates, input) && !(gates.has_places && siblings.work) && in_turn;
}

// Of a row that is not pending, in each of the states that it may be claimed from.

constexpr auto may_restart(const auto& state, const auto& input) {
    return state == State::stopped && input.start_is_requested && !input.stop_is_pending;
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

// Of the deployments of some rows that block, as far as it matters: none, one that has a name, or more.

template <class Truth, class Text>
struct Blockers {
    Truth any;
    Truth more;
    Text first;
};

/// Returns `blockers` and one more, of that deployment.
constexpr auto with_blocker(const auto& blockers, const auto& deployment) {
    auto made = blockers;
    made.more = blockers.more || deployment == "" || (blockers.any && !(deployment == blockers.first));
    made.first = choose(blockers.any, blockers.first, deployment);
    made.any = lift(deployment, true);
    return made;
}

/// Returns whether one of them is of another deployment than `own`; an empty name is no deployment's.
constexpr auto some_block(const auto& blockers, const auto& own) {
    return blockers.any && (blockers.more || own == "" || !(own == blockers.first));
}

}  // namespace rollout
