// One child as one byte: what a fleet is made of, and what a tracker keeps. Text: impl/library/fleet/README.md.
#pragma once

#include <rollout/summary.hpp>

namespace rollout {

/// A child as its edition sees it. It belongs to the edition that packed it, as a summary does. `none` is no child: it
/// changes no verdict wherever it stands. A byte that no `pack` made stands for a set of letters, so that any byte is
/// safe to read.
enum class PackedLetter : std::uint8_t { none = 0 };

/// Returns the byte of one child. An operation without a place is started work. Cost: constant.
PackedLetter pack(Edition edition, Child child) noexcept;
PackedLetter pack(Edition edition, Operation operation, Latch latch = Latch::unreleased) noexcept;

/// Returns the summary of the list that holds that child only; the empty list's for `none`.
/// Ensures: unpack(pack(edition, child)) == letter(edition, child) (exhaustive).
Summary unpack(PackedLetter letter) noexcept;

}  // namespace rollout
