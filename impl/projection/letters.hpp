// One child's facts, as a table: what the fold reads, and what the proofs reason about.
#pragma once

#include <array>

#include <rollout/vocabulary/child.hpp>

#include "facts.hpp"

namespace rollout {

/// Facts by state and continue flag.
using ChildLetters = std::array<std::array<facts_of_a_list::Facts, 2>, state_count>;
/// Facts by state and policy.
using OperationLetters = std::array<std::array<facts_of_a_list::Facts, policy_count>, state_count>;

/// Returns the shipped tables of `edition`; all zero if it is not built.
const ChildLetters& child_letters(Edition edition) noexcept;
const OperationLetters& operation_letters(Edition edition) noexcept;

}  // namespace rollout
