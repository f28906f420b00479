// The bits of a summary: each says that some child of the list is like that. Spec: impl/library/projection/README.md.
#pragma once

#include <cstdint>

namespace rollout::facts_of_a_list {

using Facts = std::uint32_t;

// What some child is, as the rules tell states apart: every child is exactly one of these.
inline constexpr Facts failed_halting = 1U << 0;     // failed, with neither or both of the edition's flags
inline constexpr Facts failed_continuing = 1U << 1;  // failed, with the continue flag alone
inline constexpr Facts failed_pausing = 1U << 2;     // failed, with the pause flag alone
inline constexpr Facts failed_retryable = 1U << 3;
inline constexpr Facts cancelled = 1U << 4;
inline constexpr Facts stopped = 1U << 5;
inline constexpr Facts reverting = 1U << 6;
inline constexpr Facts reverted = 1U << 7;
inline constexpr Facts completed = 1U << 8;
inline constexpr Facts recovering = 1U << 9;
inline constexpr Facts cutting_over = 1U << 10;
inline constexpr Facts waiting_for_cutover = 1U << 11;
inline constexpr Facts waiting_for_deploy = 1U << 12;
inline constexpr Facts revert_window = 1U << 13;
inline constexpr Facts running = 1U << 14;
inline constexpr Facts seen_as_pending = 1U << 15;  // told from `other` from edition settled on
inline constexpr Facts catching_up = 1U << 16;
inline constexpr Facts checksumming = 1U << 17;
inline constexpr Facts post_checksum = 1U << 18;
inline constexpr Facts other = 1U << 19;  // any state that no rule names: told apart from no other such state

// What some child does to a rollout that has a failure.
inline constexpr Facts holds = 1U << 20;          // keeps it open
inline constexpr Facts holds_started = 1U << 21;  // keeps it open, and is past pending

// The one fact about order, set by `combine` alone: a failed_pausing child stands before one that holds.
inline constexpr Facts pausing_before_a_hold = 1U << 22;

inline constexpr Facts every_state = holds - 1;
inline constexpr Facts every_fact = 2 * pausing_before_a_hold - 1;

}  // namespace rollout::facts_of_a_list
