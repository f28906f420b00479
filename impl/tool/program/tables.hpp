// Tables that more than one verb prints, or that take more than a few lines to make.
#pragma once

#include <optional>
#include <set>
#include <string>

#include <rollout/vocabulary/edition.hpp>

#include "comparison.hpp"
#include "product.hpp"
#include "row_differences.hpp"
#include "table.hpp"

namespace rollout::oracle {

/// Returns a table without rows.
Table differences_table();

/// Adds a row a kind: the rollout, and what each of the two editions says.
void add_differences(Table& table, Edition before, Edition after, const analysis::Differences& found);
void add_differences(Table& table, Edition before, Edition after, const std::vector<RowDifference>& found);

/// Returns a row a kind: the list, and each answer with the rung that decides.
Table differences_table(const std::vector<rules::Difference>& found);

/// Returns a table without rows.
Table rungs_table();

/// Adds a row for each rung of the rule whose ID is one of `ids`. `word` names the rule on the command line: the rungs
/// of a built-in edition are clauses, and have their sentence.
void add_rungs(Table& table, const std::string& word, const rules::Rule& rule, const std::set<std::string>& ids);

/// Returns the sentence of a clause; empty if there is none with that ID.
std::string sentence_of(const std::string& clause);

/// Returns a row for each sentence: lemmas that say the same of several editions share one. Without an edition: of all.
/// Reads the evidence that the program was built with (proofs/evidence.csv).
Table evidence_table(std::optional<Edition> edition);

/// Returns a row for each edition: how many test cases its complete suites and its default run have. Without an
/// edition: of all. Cost: seconds.
Table sizes_table(std::optional<Edition> edition);

}  // namespace rollout::oracle
