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
    const auto alphabet = all_operations();
    const auto found =
        analysis::shortest(std::span<const Operation>(alphabet), length_max, [&](std::span<const Operation> list) {
            return projection(edition, list) != reference::project(edition, list);
        });
    if (!found) {
        return std::nullopt;
    }
    const std::span<const Operation> list(*found);
    return Difference{*found, reference::decide(edition, list), projection(edition, list)};
}

}  // namespace rollout::tests
