// What one pass over the rows of an apply keeps of those that it has seen.
#pragma once

#include "claim_rules.hpp"

namespace rollout {

/// Returns the member of the row, as far as the edition knows it.
inline Member<std::string_view> member_of(const Gates& gates, const PlacedOperation& row) {
    return {gates.has_places ? row.placement.deployment : std::string_view(),
            gates.has_members ? row.placement.target : std::string_view()};
}

/// The rows seen so far that are not far enough: those that failed, and the others.
struct Seen {
    Blockers<bool, std::string_view> failed{};
    Blockers<bool, std::string_view> others{};

    void add(const Gates& gates, const PlacedOperation& row) {
        const State state = row.operation.state;
        if (!in_mask(gates.far_enough, state)) {
            auto& blockers = state == State::failed ? failed : others;
            blockers = with_blocker(blockers, member_of(gates, row));
        }
    }
    bool failures_block(const Gates& gates, const PlacedOperation& candidate) const {
        return some_block(failed, member_of(gates, candidate)) &&
               !passes_failures(gates, candidate.operation.on_failure);
    }
    bool block(const Gates& gates, const PlacedOperation& candidate) const {
        return some_block(others, member_of(gates, candidate)) || failures_block(gates, candidate);
    }
};

}  // namespace rollout
