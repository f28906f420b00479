// The shortest rollout on which a projection differs from the reference.
#pragma once

#include "exhaustive.hpp"

namespace rollout::tests {

struct Difference {
    std::vector<Operation> rollout;
    reference::Decision expected;
    State got;
};

/// Returns the first difference between `projection` (edition, operations -> state) and the reference among all lists
/// of at most `length_max` operations, shorter lists first, or nothing.
std::optional<Difference> shortest_witness(Edition edition, auto projection, std::size_t length_max) {
    std::optional<Difference> found;
    for_each_list(length_max, [&](std::span<const Operation> list) {
        const reference::Decision expected = reference::decide(edition, list);
        const State got = projection(edition, list);
        if (got != expected.state) {
            found = Difference{{list.begin(), list.end()}, expected, got};
        }
        return !found;
    });
    return found;
}

}  // namespace rollout::tests
