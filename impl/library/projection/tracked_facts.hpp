// What a tracker makes of its counts and positions, in either reading.
#pragma once

namespace rollout {

/// Returns the number of children that have a fact after one child that had it, or not, has it, or not.
constexpr auto recounted(const auto& count, const auto& had, const auto& has) { return count - had + has; }

/// Returns whether some position of one set stands before some position of another, by the first of the one and the
/// last of the other.
constexpr auto some_before(const auto& first, const auto& last) { return first < last; }

}  // namespace rollout
