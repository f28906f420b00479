// Many rollouts at once, in columns: one byte a child, the verdicts by the byte's rate of the machine. The same
// projection as rollout/project.hpp, from another layout. Text: impl/library/fleet/README.md.
#pragma once

#include <cstddef>
#include <span>

#include <rollout/packed_letter.hpp>

namespace rollout {

/// Returns the summary of a list of letters that `edition` packed. Ensures: the fold of `combine` over the letters
/// (L4). Cost: one pass, at the speed of memory where the list is long; no allocation.
Summary summarize(Edition edition, std::span<const PackedLetter> letters) noexcept;

/// Rollouts in two columns: rollout i has the letters from offsets[i] up to offsets[i + 1], so there is one offset more
/// than there are rollouts; no offset is no rollout.
struct Fleet {
    std::span<const PackedLetter> letters;
    std::span<const std::size_t> offsets;

    std::size_t size() const noexcept { return offsets.empty() ? 0 : offsets.size() - 1; }
};

/// Returns whether the offsets ascend and stay within the letters. Cost: one pass over the offsets.
bool well_formed(const Fleet& fleet) noexcept;

/// Writes the parent state of every rollout of `fleet` to `parents`, in order. Requires: the fleet is well formed, its
/// letters are those that `edition` packed, and parents.size() == fleet.size(). Ensures: equals project of the children
/// (L4), whatever the instruction set. Cost: one pass over both columns; no allocation.
void project(Edition edition, const Fleet& fleet, std::span<State> parents) noexcept;

/// The same by `threads` threads, the caller's among them; 0: as many as the machine has. Ensures: the same states,
/// whatever the number. Throws std::bad_alloc, and std::system_error if no thread can be made; `parents` is then
/// partly written.
void project(Edition edition, const Fleet& fleet, std::span<State> parents, unsigned threads);

}  // namespace rollout
