// Departs from the reference: one pass keeps, of the rows seen so far, which of them block whom.
#include <rollout/claim.hpp>

#include <algorithm>

#include <rollout/build.hpp>

#include "flags.hpp"
#include "state_mask.hpp"

namespace rollout {
namespace {

/// What claims ask of an edition.
struct Gates {
    bool has_places;       // deployments, finalizers, parallel, the parent's state
    bool stops_parallel;   // a failure that fails closed does
    bool pause_may_pass;   // a candidate under pause passes a failure
    StateMask far_enough;  // of siblings
    StateMask takes_over;  // states from which another driver may go on
    bool is_parallel;

    Gates(Edition edition, const ClaimInput& input)
        : has_places(edition >= Edition::pause),
          stops_parallel(edition >= Edition::settled),
          pause_may_pass(has_places && input.latch == Latch::released),
          far_enough(input.cutover == Cutover::barrier ? masks::far_enough_for_a_barrier : masks::far_enough),
          takes_over(masks::takes_over & mask_recognized(edition)),
          is_parallel(has_places && input.cutover == Cutover::parallel) {}

    bool passes_failures(Policy policy) const {
        return policy == Policy::continue_ || (policy == Policy::pause && pause_may_pass);
    }
    bool blocks(Policy candidate, State other) const {
        return !in_mask(far_enough, other) && !(other == State::failed && passes_failures(candidate));
    }
};

/// The deployments of some rows that block, as far as it matters: none, one that has a name, or more.
class Blockers {
public:
    void add(std::string_view deployment) {
        more_ = more_ || deployment.empty() || (any_ && deployment != first_);
        first_ = any_ ? first_ : deployment;
        any_ = true;
    }
    /// Returns whether one of them is of another deployment than `own`; an empty name is no deployment's.
    bool block(std::string_view own) const { return any_ && (more_ || own.empty() || own != first_); }

private:
    bool any_ = false;
    bool more_ = false;
    std::string_view first_;
};

/// The rows seen so far that are not far enough: those that failed, and the others.
struct Seen {
    Blockers failed;
    Blockers others;

    void add(const Gates& gates, const PlacedOperation& row) {
        const State state = row.operation.state;
        if (!in_mask(gates.far_enough, state)) {
            const std::string_view deployment = gates.has_places ? row.placement.deployment : std::string_view();
            (state == State::failed ? failed : others).add(deployment);
        }
    }
    bool block(const Gates& gates, const PlacedOperation& candidate) const {
        const std::string_view deployment = gates.has_places ? candidate.placement.deployment : std::string_view();
        return others.block(deployment) ||
               (failed.block(deployment) && !gates.passes_failures(candidate.operation.on_failure));
    }
};

bool waits_for_work(const Gates& gates, std::span<const PlacedOperation> rows, const PlacedOperation& candidate) {
    return candidate.placement.kind == Kind::group_finalizer &&
           std::any_of(rows.begin(), rows.end(), [&](const PlacedOperation& other) {
               return other.placement.kind == Kind::work &&
                      gates.blocks(candidate.operation.on_failure, other.operation.state) &&
                      other.placement.deployment == candidate.placement.deployment &&
                      covers(candidate.placement.key, other.placement.key);
           });
}

bool some_failed_closed(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    return std::any_of(rows.begin(), rows.end(), [&](const PlacedOperation& row) {
        const Child child = with_flags(edition, row.operation, latch);
        return child.state == State::failed && child.continue_on_failure == child.pause_on_failure;
    });
}

/// What of all rows every pending one asks.
struct Whole {
    bool closed;  // nothing may start at all
    bool failed_closed;

    Whole(Edition edition, const Gates& gates, std::span<const PlacedOperation> rows, const ClaimInput& input)
        : closed(input.stop_is_pending || (gates.has_places && in_mask(masks::terminal, input.parent) &&
                                           !(input.parent == State::stopped && input.start_is_requested))),
          failed_closed(gates.is_parallel && gates.stops_parallel && some_failed_closed(edition, rows, input.latch)) {}
};

bool may_start(const Gates& gates, const Whole& whole, std::span<const PlacedOperation> rows, const Seen& earlier,
               const PlacedOperation& candidate) {
    if (whole.closed || (gates.has_places && waits_for_work(gates, rows, candidate))) {
        return false;
    }
    return gates.is_parallel ? !whole.failed_closed : !earlier.block(gates, candidate);
}

/// Returns how a row that is not pending may be claimed.
Claim claim_of_begun(const Gates& gates, State state, std::size_t rows, const ClaimInput& input) {
    if (input.stop_is_pending) {
        return Claim::none;
    }
    if (state == State::stopped) {
        return input.start_is_requested ? Claim::restart : Claim::none;
    }
    if (state == State::failed_retryable) {
        return input.parent == State::failed_retryable && input.retries_are_left ? Claim::retry : Claim::none;
    }
    const bool waits_at_the_barrier =
        state == State::waiting_for_cutover && input.cutover == Cutover::barrier && rows > 1;
    const bool parent_is_over = gates.has_places && in_mask(masks::terminal, input.parent);
    return in_mask(gates.takes_over, state) && input.lease_is_stale && !waits_at_the_barrier && !parent_is_over
               ? Claim::reclaim
               : Claim::none;
}

}  // namespace

Claim claim(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
            const ClaimInput& input) noexcept {
    const Gates gates(edition, input);
    const PlacedOperation& candidate = rows[index];
    if (candidate.operation.state != State::pending) {
        return claim_of_begun(gates, candidate.operation.state, rows.size(), input);
    }
    Seen earlier;
    for (const PlacedOperation& row : rows.first(index)) {
        earlier.add(gates, row);
    }
    return may_start(gates, Whole(edition, gates, rows, input), rows, earlier, candidate) ? Claim::start : Claim::none;
}

void claim_each(Edition edition, std::span<const PlacedOperation> rows, const ClaimInput& input,
                std::span<Claim> answers) noexcept {
    const Gates gates(edition, input);
    const Whole whole(edition, gates, rows, input);
    Seen earlier;  // invariant: the rows before i
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const State state = rows[i].operation.state;
        if (state != State::pending) {
            answers[i] = claim_of_begun(gates, state, rows.size(), input);
        } else {
            answers[i] = may_start(gates, whole, rows, earlier, rows[i]) ? Claim::start : Claim::none;
        }
        earlier.add(gates, rows[i]);
    }
}

bool may_cut_over(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                  const ClaimInput& input) noexcept {
    const Gates gates(edition, input);
    const Operation candidate = rows[index].operation;
    const bool passes = gates.passes_failures(candidate.on_failure);
    return candidate.state == State::waiting_for_cutover && !input.stop_is_pending &&
           std::all_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(index), [&](const auto& row) {
               const State state = row.operation.state;
               return state == State::completed || (state == State::failed && passes);
           });
}

}  // namespace rollout
