// Failures by their cause: which clause the testee misses, shown by a shortest rollout.
#pragma once

#include "judge.hpp"

namespace rollout::conformance {

/// Returns the causes of the failures that `judge` has seen, most cases first. Asks the testee further cases.
std::vector<Cause> causes_of(Judge& judge, Edition edition);

/// Returns the fewest cases of `request` with which a new testee still breaks the protocol in that way; all of them if
/// a new one does not. `breaks` says whether a request does. Requires: `request` has a case.
std::vector<TestCase> fewest_that_break(std::vector<TestCase> request,
                                        const std::function<bool(const std::vector<TestCase>&)>& breaks);

}  // namespace rollout::conformance
