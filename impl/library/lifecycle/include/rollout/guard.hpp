// The guard: which projections may be stored. Text: spec/rules/guard.md.
#pragma once

#include <rollout/vocabulary/lifecycle.hpp>

namespace rollout {

/// Returns what the operator does with a projection. A refusal is an error: the stored state is terminal, the
/// projection is not, and no reopen is admitted. Ensures: GUARD-1 to GUARD-6. Cost: constant, no allocation.
Verdict guard(Edition edition, const GuardInput& input) noexcept;

/// Returns whether the local writer, or a direct write, may overwrite a parent in the state `stored`; if not, it is
/// silent. Ensures: GUARD-7.
bool local_guard_admits(State stored) noexcept;

}  // namespace rollout
