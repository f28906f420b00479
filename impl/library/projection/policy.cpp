#include <rollout/parse.hpp>

#include "flags.hpp"
#include "policy_words.hpp"

namespace rollout {

Policy parse_policy(std::optional<std::string_view> stored) noexcept {
    return stored ? policy_in(policies, *stored) : policy_default;  // [POLICY-1]
}

Operation parse_row(const Row& row) noexcept { return {parse_state(row.state), parse_policy(row.on_failure)}; }

Child child_of(Edition edition, Operation operation, Latch latch) noexcept {
    return with_flags(edition, operation, latch);
}

}  // namespace rollout
