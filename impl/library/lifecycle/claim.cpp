// Departs from the reference: one pass keeps, of the rows seen so far, which of them block whom.
#include <rollout/claim.hpp>

#include <algorithm>

#include <rollout/build.hpp>

#include "claim_rules.hpp"
#include "flags.hpp"

namespace rollout {
namespace {

/// The rows seen so far that are not far enough: those that failed, and the others.
struct Seen {
    Blockers<bool, std::string_view> failed{};
    Blockers<bool, std::string_view> others{};

    void add(const Gates& gates, const PlacedOperation& row) {
        const State state = row.operation.state;
        if (!in_mask(gates.far_enough, state)) {
            auto& blockers = state == State::failed ? failed : others;
            blockers = with_blocker(blockers, deployment_of(gates, row));
        }
    }
    bool block(const Gates& gates, const PlacedOperation& candidate) const {
        const std::string_view deployment = deployment_of(gates, candidate);
        return some_block(others, deployment) ||
               (some_block(failed, deployment) && !passes_failures(gates, candidate.operation.on_failure));
    }

private:
    static std::string_view deployment_of(const Gates& gates, const PlacedOperation& row) {
        return gates.has_places ? row.placement.deployment : std::string_view();
    }
};

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

/// What the siblings of a pending row say. Each is asked only where it matters.
struct Siblings {
    bool work;
    bool failed_closed;
    bool earlier;
};

/// One apply, its rows asked one by one, in order.
class Apply {
public:
    Apply(Edition edition, std::span<const PlacedOperation> rows, const ClaimInput& input)
        : gates_(edition, input.cutover, input.latch),
          rows_(rows),
          input_(input),
          failed_closed_(gates_.is_parallel && gates_.stops_parallel &&
                         some_failed_closed(edition, rows, input.latch)) {}

    void pass(const PlacedOperation& row) { earlier_.add(gates_, row); }

    /// Requires: the rows before `row` were passed.
    Claim claim(const PlacedOperation& row) const {
        const State state = row.operation.state;
        if (state == State::pending) {
            const Siblings siblings{gates_.has_places && waits_for_work(gates_, rows_, row), failed_closed_,
                                    earlier_.block(gates_, row)};
            return may_start(gates_, input_, siblings) ? Claim::start : Claim::none;
        }
        return may_restart(state, input_)                             ? Claim::restart
               : may_retry(state, input_)                             ? Claim::retry
               : may_reclaim(gates_, state, rows_.size() > 1, input_) ? Claim::reclaim
                                                                      : Claim::none;
    }

private:
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
    const Operation candidate = rows[index].operation;
    return candidate.state == State::waiting_for_cutover && !input.stop_is_pending &&
           std::all_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(index), [&](const auto& row) {
               return lets_cut_over(gates, candidate.on_failure, row.operation.state);
           });
}

}  // namespace rollout
