// Cases that the specification gives: one or two a clause, and the defects that later editions correct.
#pragma once

#include "source.hpp"
#include "spec.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

/// Returns the cases of a first look: for each clause of the base and the rollout two shortest lists that are answered
/// otherwise without it, where two exist and where one level can say them; and the case lines of the other clauses that
/// a testee can be asked about.
Source smoke_source(Edition edition, const Vocabulary& vocabulary);

/// Returns the case lines of spec/evidence/regressions.md that a testee can be asked about.
Source regression_source(Edition edition, const Vocabulary& vocabulary);

/// Returns the case lines of one clause, regression or finding of spec/ that a projection can be asked about.
std::vector<TestCase> cases_of(const Section& section, Edition edition, const Vocabulary& vocabulary);

}  // namespace rollout::oracle
