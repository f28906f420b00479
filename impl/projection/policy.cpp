#include <rollout/parse.hpp>

#include "flags.hpp"

namespace rollout {

Policy parse_policy(std::optional<std::string_view> stored) noexcept {
    if (!stored) {
        return policy_default;  // [POLICY-1]
    }
    for (const PolicyFacts& candidate : policies) {
        if (*stored == candidate.word) {
            return candidate.policy;
        }
    }
    return Policy::unknown;  // [POLICY-2]; also what the word "unknown" itself is
}

Operation parse_row(const Row& row) noexcept { return {parse_state(row.state), parse_policy(row.on_failure)}; }

Child child_of(Edition edition, Operation operation, Latch latch) noexcept {
    return with_flags(edition, operation, latch);
}

}  // namespace rollout
