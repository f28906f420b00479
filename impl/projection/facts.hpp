// The bits of a summary: each says that some child of the list is like that. Spec: spec/quotient.md.
#pragma once

#include <cstdint>

namespace rollout::facts_of_a_list {

using Facts = std::uint32_t;

inline constexpr Facts failed_halting = 1U << 0;     // failed, may not continue
inline constexpr Facts failed_continuing = 1U << 1;  // failed, may continue; b1 does not tell it from the one before
inline constexpr Facts failed_retryable = 1U << 2;
inline constexpr Facts cancelled = 1U << 3;
inline constexpr Facts stopped = 1U << 4;
inline constexpr Facts reverted = 1U << 5;
inline constexpr Facts completed = 1U << 6;
inline constexpr Facts recovering = 1U << 7;
inline constexpr Facts cutting_over = 1U << 8;
inline constexpr Facts waiting_for_cutover = 1U << 9;
inline constexpr Facts waiting_for_deploy = 1U << 10;
inline constexpr Facts revert_window = 1U << 11;
inline constexpr Facts running = 1U << 12;
inline constexpr Facts other = 1U << 13;  // any state that no rule names: live, and told apart from no other such state

inline constexpr int fact_count = 14;
inline constexpr Facts every_fact = (1U << fact_count) - 1;
inline constexpr Facts live = failed_retryable | recovering | cutting_over | waiting_for_cutover | waiting_for_deploy |
                              revert_window | running | other;

}  // namespace rollout::facts_of_a_list
