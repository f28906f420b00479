// Departs from the reference: one pass keeps, of the rows seen so far, which of them block whom (seen_rows.hpp).
#include <rollout/claim.hpp>

#include <algorithm>

#include <rollout/build.hpp>

#include "flags.hpp"
#include "seen_rows.hpp"

namespace rollout {
namespace {

bool waits_for_work(const Gates& gates, std::span<const PlacedOperation> rows, const PlacedOperation& candidate) {
    return candidate.placement.kind == Kind::group_finalizer &&
           std::any_of(rows.begin(), rows.end(), [&](const PlacedOperation& other) {
               return other.placement.kind == Kind::work &&
                      blocks(gates, candidate.operation.on_failure, other.operation.state) &&
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

/// What the siblings of a pending row say.
struct Siblings {
    bool work;
    bool failure;
    bool earlier;
};

/// One apply, its rows asked one by one, in order.
class Apply {
public:
    Apply(Edition edition, std::span<const PlacedOperation> rows, const ClaimInput& input)
        : gates_(edition, input.cutover, input.latch),
          rows_(rows),
          input_(input),
          failed_closed_(gates_.is_parallel && gates_.stops_parallel && !gates_.has_members &&
                         some_failed_closed(edition, rows, input.latch)) {}

    void pass(const PlacedOperation& row) { earlier_.add(gates_, row); }

    /// Requires: the rows before `row` were passed.
    Claim claim(const PlacedOperation& row) const {
        const State state = row.operation.state;
        if (state == State::pending) {
            return may_start(row) ? Claim::start : Claim::none;
        }
        if (state == State::stopped) {
            const bool as_pending = input_.start_is_requested && restarts_as_pending(gates_, row);
            return may_restart(state, as_pending, as_pending && may_start(row), input_) ? Claim::restart : Claim::none;
        }
        return may_retry(state, input_)                               ? Claim::retry
               : may_reclaim(gates_, state, rows_.size() > 1, input_) ? Claim::reclaim
                                                                      : Claim::none;
    }

private:
    bool may_start(const PlacedOperation& row) const {
        const Siblings siblings{gates_.has_places && waits_for_work(gates_, rows_, row),
                                gates_.has_members ? earlier_.failures_block(gates_, row) : failed_closed_,
                                earlier_.block(gates_, row)};
        return rollout::may_start(gates_, input_, siblings);
    }

    Gates gates_;
    std::span<const PlacedOperation> rows_;
    const ClaimInput& input_;
    bool failed_closed_;
    Seen earlier_;
};

}  // namespace

Claim claim(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
            const ClaimInput& input) noexcept {
    Apply apply(edition, rows, input);
    for (const PlacedOperation& row : rows.first(index)) {
        apply.pass(row);
    }
    return apply.claim(rows[index]);
}

void claim_each(Edition edition, std::span<const PlacedOperation> rows, const ClaimInput& input,
                std::span<Claim> answers) noexcept {
    Apply apply(edition, rows, input);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        answers[i] = apply.claim(rows[i]);
        apply.pass(rows[i]);
    }
}

bool may_cut_over(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                  const ClaimInput& input) noexcept {
    const Gates gates(edition, input.cutover, input.latch);
    const PlacedOperation& candidate = rows[index];
    if (candidate.operation.state != State::waiting_for_cutover || input.stop_is_pending) {
        return false;
    }
    const auto lets = [&](const PlacedOperation& row) {
        return lets_cut_over(gates, candidate.operation.on_failure, row.operation.state);
    };
    const auto earlier = rows.first(index);
    if (!gates.has_members) {
        return std::all_of(earlier.begin(), earlier.end(), lets);
    }
    const Member<std::string_view> own = member_of(gates, candidate);
    const auto first = std::find_if(earlier.begin(), earlier.end(), [&](const PlacedOperation& row) {
        return row.operation.state != State::completed &&
               (own.deployment.empty() || !is_same(own, member_of(gates, row)));
    });
    return first == earlier.end() || lets(*first);
}

}  // namespace rollout
