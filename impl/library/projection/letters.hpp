// One child's facts, as a table: what the fold reads, and what the proofs reason about.
#pragma once

#include <array>

#include <rollout/vocabulary/child.hpp>

#include "facts.hpp"

namespace rollout {

/// Facts by state and combination of flags (flags_of).
using ChildLetters = std::array<std::array<facts_of_a_list::Facts, flags_count>, state_count>;
/// Facts by state and policy.
using OperationLetters = std::array<std::array<facts_of_a_list::Facts, policy_count>, state_count>;

/// Returns the shipped tables of `edition`.
const ChildLetters& child_letters(Edition edition) noexcept;
const OperationLetters& operation_letters(Edition edition, Latch latch) noexcept;

constexpr facts_of_a_list::Facts letter_in(const ChildLetters& letters, const Child& child) {
    return letters[static_cast<std::size_t>(child.state)][flags_of(child)];
}
constexpr facts_of_a_list::Facts letter_in(const OperationLetters& letters, Operation operation) {
    return letters[static_cast<std::size_t>(operation.state)][static_cast<std::size_t>(operation.on_failure)];
}

}  // namespace rollout
