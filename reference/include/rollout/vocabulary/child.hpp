// What a projection reads, at three levels: rows as a store or a wire spells them, operations (words resolved), and
// children (policies resolved to flags). Each list is in (created_at, id) order.
#pragma once

#include <optional>
#include <string_view>

#include <rollout/vocabulary/policy.hpp>
#include <rollout/vocabulary/state.hpp>

namespace rollout {

/// One operation as text.
struct Row {
    std::string_view state;                                     // a token, any bytes
    std::optional<std::string_view> on_failure = std::nullopt;  // absent: the default (POLICY-1)
};

/// One operation, its words resolved.
struct Operation {
    State state;
    Policy on_failure = policy_default;

    friend constexpr bool operator==(Operation, Operation) = default;
};

/// One child as the rule sees it: the policy is a flag, computed by the caller.
struct Child {
    State state;
    bool continue_on_failure = false;

    friend constexpr bool operator==(Child, Child) = default;
};

}  // namespace rollout
