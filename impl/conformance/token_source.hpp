// Spellings of states and policies, right ones and look-alikes, each in a rollout whose answer shows what was read.
#pragma once

#include "case_source.hpp"
#include "vocabulary.hpp"

namespace rollout::conformance {

/// Returns, for every spelling of a state or policy that some rollout of two can tell from what it might be taken for,
/// the shortest such rollout. Derived from the vocabulary and the words of spec/tokens.md and spec/policies.md.
CaseSource token_source(Edition edition, const Vocabulary& vocabulary);

/// Returns inputs for which the protocol asks nothing of a testee: what it answers is worth knowing, and not judged.
/// Their `expected` is empty.
CaseSource informational_source();

}  // namespace rollout::conformance
