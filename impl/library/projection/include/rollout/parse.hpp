// From text to states and policies. Every function is total, allocates nothing and throws nothing.
#pragma once

#include <rollout/vocabulary/child.hpp>

namespace rollout {

/// Returns the state that `token` names in the whole vocabulary, `State::unrecognized` for any other bytes.
/// Ensures: TOKEN-1 to TOKEN-4. Cost: one hash of three machine words, and one comparison.
State parse_state(std::string_view token) noexcept;

/// Returns the state that `token` names in `edition`. Ensures: TOKEN-1 to TOKEN-5.
State parse_state(Edition edition, std::string_view token) noexcept;

/// Returns the policy that the stored word names; absent means the default. Ensures: POLICY-1, POLICY-2.
Policy parse_policy(std::optional<std::string_view> stored) noexcept;

/// Returns the operation that `row` spells; its place is left aside.
Operation parse_row(const Row& row) noexcept;

/// Returns the child that `operation` is to the rule of `edition`. Ensures: POLICY-3, POLICY-4.
Child child_of(Edition edition, Operation operation, Latch latch = Latch::unreleased) noexcept;

}  // namespace rollout
