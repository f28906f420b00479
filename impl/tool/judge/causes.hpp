// Failures by their cause, shown by a shortest rollout. A failed test case is shrunk by asking the testee about smaller
// ones; the clause is the one that decides the reference's answer to what is left.
#pragma once

#include "judge.hpp"

namespace rollout::oracle {

/// Returns the causes of the failures that `judge` has seen, most cases first. Asks the testee further cases.
std::vector<Cause> causes_of(Judge& judge, const AnyEdition& edition);

/// Returns the fewest cases of `request` with which a new testee still breaks the protocol in that way; all of them if
/// a new one does not. `breaks` says whether a request does. Requires: `request` has a case.
std::vector<TestCase> fewest_that_break(std::vector<TestCase> request,
                                        const std::function<bool(const std::vector<TestCase>&)>& breaks);

/// Returns a case that asks for part of a rollout, with plainer policies and flags where they do not matter, for which
/// both the edition and the testee answer as they did: `expected` and `said`. No element of it can be left out; if
/// one or two elements suffice, it has no more. `judge` asks the testee. Returns nothing if the testee no longer
/// answers so.
std::optional<TestCase> shrunk(Judge& judge, const AnyEdition& edition, const Input& input, const std::string& expected,
                               const std::string& said);

}  // namespace rollout::oracle
