// Rollouts that need one clause: without it they would be answered otherwise.
#pragma once

#include <optional>
#include <vector>

#include <rollout/reference/clause.hpp>

#include "alphabet.hpp"

namespace rollout::oracle {

/// Returns the answer of the ladders of `edition` with that clause left out; nothing if no clause is left to answer.
std::optional<State> answer_without(reference::Clause clause, Edition edition, std::span<const Child> children);

/// Returns the clauses of the ladders of `edition`, base first, in order.
std::vector<reference::Clause> ladder_clauses(Edition edition);

/// Returns the first `count` lists over one letter of each class of `alphabet`, shortest first, of up to three letters,
/// that need the clause; fewer where there are fewer.
std::vector<analysis::Word> isolating(reference::Clause clause, const analysis::Alphabet& alphabet, std::size_t count);

}  // namespace rollout::oracle
