// The questions of surfaces, in either reading. Spec: spec/rules/surfaces.md.
#pragma once

#include <rollout/vocabulary/reading.hpp>
#include <rollout/vocabulary/surface.hpp>

#include "claim_rules.hpp"

namespace rollout {

/// Returns whether a target whose rows have that base, the first that is not completed being in `first`, shows that
/// one.
constexpr auto shows_the_first(const auto& base, const auto& first) {
    return base == State::pending && first == State::waiting_for_cutover;
}

// Of a check's parent.

constexpr auto check_succeeds(const auto& parent) { return parent == State::completed; }
constexpr auto check_fails(const auto& parent, const auto& work_was_completed) {
    return in_mask(masks::fails_a_check, parent) || (parent == State::cancelled && work_was_completed);
}
/// Of a check that neither succeeds nor fails.
constexpr auto check_needs_action(const auto& parent) { return parent == State::cancelled; }

// Of a pending row, of what its siblings say.

constexpr auto is_next(const Gates& gates, const auto& row_blocks) { return !row_blocks || gates.is_parallel; }
/// Of one that is not next.
constexpr auto is_paused(const auto& policy, const auto& failure_blocks) {
    return failure_blocks && policy == Policy::pause;
}

}  // namespace rollout
