// From a stored word to a policy, in either reading.
#pragma once

#include <span>

#include <rollout/vocabulary/policy.hpp>
#include <rollout/vocabulary/reading.hpp>

namespace rollout {

/// Returns the policy of the first of `table` whose word `stored` is, byte by byte [POLICY-2]. The word "unknown" is
/// unknown like any other.
constexpr auto policy_in(std::span<const PolicyFacts> table, const auto& stored) {
    auto policy = lift(stored, Policy::unknown);
    for (auto candidate = table.rbegin(); candidate != table.rend(); ++candidate) {
        policy = choose(stored == candidate->word, lift(stored, candidate->policy), policy);
    }
    return policy;
}

/// Returns the policy of what is stored, a word or none.
constexpr auto policy_of_stored(std::span<const PolicyFacts> table, const auto& stored) {
    return choose_lazily(
        is_present(stored), [&] { return policy_in(table, *stored); },
        [&] { return lift(stored, policy_default); });  // [POLICY-1]
}

}  // namespace rollout
