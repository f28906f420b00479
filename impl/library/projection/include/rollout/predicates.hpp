// Questions about a rollout that its callers ask beside its state. Text: spec/rules/predicates.md.
#pragma once

#include <rollout/summary.hpp>

namespace rollout {

/// Returns whether a child in `state` does not move again by itself: completed, failed, stopped, cancelled or reverted,
/// in every edition (spec/rules/vocabulary.md).
bool terminal(State state) noexcept;

/// Returns whether `state` is in the running family: what control gates call "is running". Ensures: PRED-1 to PRED-3.
bool in_running_family(Edition edition, State state) noexcept;

/// Returns whether the rollout is held by a resumable child: the projection is not terminal, every child is terminal,
/// and some child still holds its target. Says no beside an orphan that is not terminal (F-5), and before edition
/// settled. Ensures: PRED-4.
bool held_by_a_resumable_child(Edition edition, Summary summary) noexcept;

}  // namespace rollout
