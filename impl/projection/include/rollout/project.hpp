// The projection: the parent state of an ordered list of children.
#pragma once

#include <rollout/parse.hpp>
#include <rollout/summary.hpp>

namespace rollout {

/// Returns the parent state of the list under `edition`; `State::unrecognized`, which finishes no rollout, if the
/// edition is not built. Requires: named values of the enumerations. Ensures: equals reference::project (L1 to L3
/// for lists of any length of children and operations, L4 for rows). Cost: one pass, no allocation.
State project(Edition edition, std::span<const Child> children) noexcept;
State project(Edition edition, std::span<const Operation> operations) noexcept;
State project(Edition edition, std::span<const Row> rows) noexcept;

}  // namespace rollout
