// Test cases that the specification gives: rollouts that need one clause, one or two a clause, and the defects that
// later editions correct.
#pragma once

#include <optional>
#include <vector>

#include <rollout/reference/clause.hpp>

#include "alphabet.hpp"
#include "spec.hpp"
#include "test_case.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

/// Returns the answer of the ladders of `edition` with that clause left out; nothing if no clause is left to answer.
std::optional<State> answer_without(reference::Clause clause, Edition edition, std::span<const Child> children);

/// Returns the clauses of the ladders of `edition`, base first, in order.
std::vector<reference::Clause> ladder_clauses(Edition edition);

/// Returns the first `count` lists over one letter of each class of `alphabet`, shortest first, of up to three letters,
/// that need the clause; fewer where there are fewer.
std::vector<analysis::Word> isolating(reference::Clause clause, const analysis::Alphabet& alphabet, std::size_t count);

/// Returns the cases of a first look: for each clause of the base and the rollout two shortest lists that are answered
/// otherwise without it, where two exist and where one level can say them; and the case lines of the other clauses that
/// a testee can be asked about.
Source smoke_source(Edition edition, const Vocabulary& vocabulary);

/// Returns the case lines of spec/evidence/regressions.md that a testee can be asked about.
Source regression_source(Edition edition, const Vocabulary& vocabulary);

/// Returns the case lines of one clause, regression or finding of spec/ that a projection can be asked about.
std::vector<TestCase> cases_of(const Section& section, Edition edition, const Vocabulary& vocabulary);

}  // namespace rollout::oracle
