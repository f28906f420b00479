// The writers: what is stored in a parent and in its rows, and what else is done. Text: spec/rules/writers.md. All are
// total, pure and constant in cost.
#pragma once

#include <optional>

#include <rollout/guard.hpp>

namespace rollout {

/// Returns what the operator does after reading the parent and its rows. Ensures: WRITE-1 to WRITE-6.
ParentWrite operator_write(Edition edition, const WriterInput& input) noexcept;

/// Returns whether a write lands on a parent that was `read` and is `stored` now: a miss writes nothing and has no side
/// effect. Ensures: WRITE-7, WRITE-8.
bool lands(Edition edition, State read, State stored) noexcept;

/// Returns what the local writer takes for the parent's state. Ensures: WRITE-9 to WRITE-12.
LocalSource local_source(Edition edition, const LocalInput& input) noexcept;

/// Returns what happens beside a local write of `projected` after the engine said `result`; `moved`: the write moved
/// the parent from a state that is not terminal to one that is. Ensures: WRITE-13 to WRITE-16.
SideEffects side_effects(Edition edition, State result, State projected, bool moved) noexcept;

/// Returns the state that the operation's row is given after its drive; nothing: it stays as it is, and claimable.
/// Ensures: WRITE-17, WRITE-18.
std::optional<State> row_state(Edition edition, const RowInput& input) noexcept;

/// Returns whether a stop request has been met. Ensures: WRITE-19, WRITE-20.
bool stop_is_resolved(Edition edition, State parent, bool every_row_is_terminal) noexcept;

}  // namespace rollout
