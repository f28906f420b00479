// The projection: the parent state of an ordered list of children.
#pragma once

#include <rollout/build.hpp>
#include <rollout/summary.hpp>

namespace rollout {

/// Returns the parent state of the list under `edition`. Requires: named values of the enumerations. Ensures:
/// equals reference::project (L1 to L3 for lists of any length of children and operations, L4 for rows). Cost: one
/// pass, no allocation. An operation without a place is started work.
State project(Edition edition, std::span<const Child> children) noexcept;
State project(Edition edition, std::span<const Operation> operations, Latch latch = Latch::unreleased) noexcept;

/// The same of operations that know their place, which is read from edition finalizers on. Cost there: `build`'s, and
/// its std::bad_alloc; in other editions one pass, no allocation.
State project(Edition edition, std::span<const PlacedOperation> rows, Latch latch = Latch::unreleased);
State project(Edition edition, std::span<const Row> rows, Latch latch = Latch::unreleased);

}  // namespace rollout
