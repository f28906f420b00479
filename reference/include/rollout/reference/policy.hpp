// From a word to a policy, from a policy to a flag: spec/policies.md.
#pragma once

#include <optional>

#include <rollout/reference/token.hpp>
#include <rollout/vocabulary/child.hpp>

namespace rollout::reference {

/// Returns the policy that the stored word names. Total.
constexpr Policy parse_policy(std::optional<std::string_view> stored) {
    if (!stored) {
        return policy_default;  // [POLICY-1]
    }
    if (*stored == word(Policy::halt)) return Policy::halt;
    if (*stored == word(Policy::continue_)) return Policy::continue_;
    if (*stored == word(Policy::pause)) return Policy::pause;
    return Policy::unknown;  // [POLICY-2]
}

/// Returns the operation that `row` spells.
constexpr Operation operation(const Row& row) { return {parse_state(row.state), parse_policy(row.on_failure)}; }

/// Returns whether a failure under `policy` lets the rollout go on, in either reading.
constexpr auto may_continue(const auto& policy) { return policy == Policy::continue_; }  // [POLICY-3]

/// Returns the child that `operation` is to the rule.
constexpr Child child(Operation operation) { return {operation.state, may_continue(operation.on_failure)}; }

}  // namespace rollout::reference
