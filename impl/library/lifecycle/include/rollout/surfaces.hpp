// What people see of a rollout, next to its state. Edition steps. Text: spec/rules/surfaces.md.
#pragma once

#include <span>

#include <rollout/vocabulary/surface.hpp>

namespace rollout {

/// Returns what a target shows whose rows with a step those are, in order. Ensures: TARGET-1, TARGET-2. Cost: one pass,
/// no allocation.
State target_state(Edition edition, std::span<const Operation> rows) noexcept;

/// Returns the conclusion of a check of one parent; of two checks together. Ensures: CHECK-1 to CHECK-5; CHECK-6.
Conclusion conclusion(State parent, bool work_was_completed) noexcept;
Conclusion conclusion_of_both(Conclusion one, Conclusion other) noexcept;

/// Returns the label of the row at `index`. Of the input it reads the cutover policy and the latch alone. Requires:
/// index < rows.size(). Ensures: LABEL-1 to LABEL-6. Cost: one pass, no allocation.
Label label(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
            const ClaimInput& input) noexcept;

}  // namespace rollout
