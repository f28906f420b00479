// From a rollout that a testee answers wrongly to a shortest one that it answers wrongly in the same way.
#pragma once

#include "judge.hpp"

namespace rollout::conformance {

/// Returns a case that asks for part of `rollout`, with plainer policies and flags where they do not matter, for which
/// both the reference and the testee answer as they did: `expected` and `said`. No element of it can be left out; if
/// one or two elements suffice, it has no more. `judge` asks the testee. Returns nothing if the testee no longer
/// answers so.
std::optional<TestCase> shrunk(Judge& judge, Edition edition, const Rollout& rollout, const std::string& expected,
                               const std::string& said);

}  // namespace rollout::conformance
