// Sets of states as words: a question is one shift. In either reading; the proofs add `in_mask` for terms.
#pragma once

#include <rollout/vocabulary/state.hpp>

namespace rollout {

using StateMask = std::uint32_t;
static_assert(state_count <= 32);

constexpr StateMask mask_of(auto... members) { return ((StateMask{1} << static_cast<unsigned>(members)) | ...); }
constexpr bool in_mask(StateMask mask, State state) { return (mask >> static_cast<unsigned>(state) & 1) != 0; }

/// Returns the states that `edition` recognizes; the others are unrecognized there (TOKEN-5).
constexpr StateMask mask_recognized(Edition edition) {
    StateMask mask = 0;
    for (const StateFacts& facts : states) {
        mask |= facts.since <= edition ? mask_of(facts.state) : 0;
    }
    return mask;
}

namespace masks {
using enum State;
inline constexpr StateMask terminal = mask_of(completed, failed, stopped, cancelled, reverted);
inline constexpr StateMask ends_a_drive = terminal | mask_of(failed_retryable);
inline constexpr StateMask stamps_completed_at = terminal & ~mask_of(stopped);
inline constexpr StateMask fails_a_check = mask_of(failed, reverted);
inline constexpr StateMask takes_over = mask_of(
    running, resuming, waiting_for_deploy, waiting_for_cutover, recovering, cutting_over, revert_window,
    preparing_branch, applying_branch_changes, creating_deploy_request, validating_branch, validating_deploy_request,
    running_degraded, catching_up, checksumming, post_checksum, reverting, skipping_revert);
inline constexpr StateMask far_enough = mask_of(completed);
inline constexpr StateMask far_enough_for_a_barrier =
    mask_of(completed, waiting_for_cutover, cutting_over, revert_window);
}  // namespace masks

}  // namespace rollout
