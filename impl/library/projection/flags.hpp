// From a policy to the flags that the rule reads.
#pragma once

#include <rollout/vocabulary/child.hpp>

namespace rollout {

/// Ensures: POLICY-3, POLICY-4. Every policy that sets no flag fails closed, the unknown one included.
constexpr Child with_flags(Edition edition, Operation operation, Latch latch) {
    Child child{operation.state};
    switch (operation.on_failure) {
        case Policy::continue_:
            child.continue_on_failure = true;
            break;
        case Policy::pause:
            if (edition >= Edition::pause) {
                (latch == Latch::released ? child.continue_on_failure : child.pause_on_failure) = true;
            }
            break;
        case Policy::halt:
        case Policy::unknown:
            break;
    }
    return child;
}

}  // namespace rollout
