// The claim: who may start, and who may be driven again. Text: spec/rules/claim.md. Rows stand in (created_at, id)
// order.
#pragma once

#include <span>

#include <rollout/vocabulary/lifecycle.hpp>

namespace rollout {

/// Returns how a claimer may take the row at `index`. Requires: index < rows.size(). Ensures: CLAIM-1 to CLAIM-12,
/// CLAIM-14 to CLAIM-16. Cost: one pass, no allocation.
Claim claim(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
            const ClaimInput& input) noexcept;

/// Writes to `answers` how a claimer may take each row, `input.lease_is_stale` being said of every one. Requires: as
/// many answers as rows. Ensures: what `claim` says of each. Cost: one pass; one more under `parallel`; one more for
/// each pending finalizer and, in edition steps where a start is requested, for each stopped one.
void claim_each(Edition edition, std::span<const PlacedOperation> rows, const ClaimInput& input,
                std::span<Claim> answers) noexcept;

/// Returns whether the row at `index` may go from waiting for its cutover to cutting over. Requires: index <
/// rows.size(). Ensures: CLAIM-13, CLAIM-17. Cost: one pass, no allocation.
bool may_cut_over(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                  const ClaimInput& input) noexcept;

}  // namespace rollout
