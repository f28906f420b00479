// From a word to a policy, from a policy to the flags: spec/rules/policies.md.
#pragma once

#include <optional>

#include <rollout/reference/token.hpp>
#include <rollout/vocabulary/child.hpp>

namespace rollout::reference {

/// Returns the policy that a word names, in either reading. Total.
constexpr auto policy_named(const auto& stored) {
    const auto named = [&](Policy policy, const auto& otherwise) {
        return choose(stored == word(policy), lift(stored, policy), otherwise);
    };
    const auto unknown = lift(stored, Policy::unknown);  // [POLICY-2]
    return named(Policy::halt, named(Policy::continue_, named(Policy::pause, unknown)));
}

/// Returns the policy of what is stored, a word or none, in either reading. Total.
constexpr auto policy_stored(const auto& stored) {
    return choose_lazily(
        is_present(stored), [&] { return policy_named(*stored); },
        [&] { return lift(stored, policy_default); });  // [POLICY-1]
}
constexpr Policy parse_policy(std::optional<std::string_view> stored) { return policy_stored(stored); }

/// Returns the operation that `row` spells.
constexpr Operation operation(const Row& row) { return {parse_state(row.state), parse_policy(row.on_failure)}; }

/// Returns the continue flag of a child under `policy`, in either reading.
constexpr auto continue_flag(Edition edition, const auto& policy, Latch latch) {
    const auto says_continue = policy == Policy::continue_;
    const auto says_pause = policy == Policy::pause;
    const bool pause_is_released = edition >= Edition::pause && latch == Latch::released;
    return says_continue || (says_pause && pause_is_released);  // [POLICY-3] [POLICY-4]
}

/// Returns the pause flag of a child under `policy`, in either reading.
constexpr auto pause_flag(Edition edition, const auto& policy, Latch latch) {
    const bool pause_is_not_released = edition >= Edition::pause && latch == Latch::unreleased;
    return policy == Policy::pause && pause_is_not_released;  // [POLICY-4]
}

/// Returns the child that `operation` is to the rule of `edition`.
constexpr Child child(Edition edition, Operation operation, Latch latch) {
    return {.state = operation.state,
            .continue_on_failure = continue_flag(edition, operation.on_failure, latch),
            .pause_on_failure = pause_flag(edition, operation.on_failure, latch)};
}

}  // namespace rollout::reference
