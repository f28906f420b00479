// From a case back to the rollout that it asks for, and to other rollouts of its kind.
#pragma once

#include <variant>

#include <rollout/reference/projection.hpp>

#include "case.hpp"
#include "rollout_line.hpp"

namespace rollout::conformance {

/// A list at one of three levels, under a latch.
struct Rollout {
    std::variant<std::vector<Operation>, std::vector<Child>, std::vector<PlacedOperation>> elements;
    Latch latch = Latch::unreleased;
    std::shared_ptr<const oracle::RolloutLine> text = nullptr;  // what places point into
};

/// Returns the rollout that the input of a projection's case spells; nothing if it is none (the tokens suite has words
/// that are lost by reading, the informational one is malformed).
std::optional<Rollout> rollout_of(const Case& asked);

/// Returns the case that asks for `rollout`, with the reference's answer.
Case case_of(Edition edition, const Rollout& rollout);

/// Returns the reference's decision.
reference::Decision decision_of(Edition edition, const Rollout& rollout);

/// Returns the children that the rollout is to the rule.
std::vector<Child> children_of(Edition edition, const Rollout& rollout);

}  // namespace rollout::conformance
