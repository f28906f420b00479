// From a policy to the flags that the rule reads.
#pragma once

#include <rollout/vocabulary/child.hpp>

namespace rollout {

/// Ensures: POLICY-3. Every policy but `continue` fails closed, the unknown one included.
constexpr Child with_flags(Operation operation) {
    return {.state = operation.state, .continue_on_failure = operation.on_failure == Policy::continue_};
}

}  // namespace rollout
