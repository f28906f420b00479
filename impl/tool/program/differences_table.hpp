// Differences of editions as a table.
#pragma once

#include "differences.hpp"
#include "table.hpp"

namespace rollout::oracle {

/// Returns a table without rows.
Table differences_table();

/// Adds a row a kind: the rollout, and what each of the two editions says.
void add_differences(Table& table, Edition before, Edition after, const analysis::Differences& found);

}  // namespace rollout::oracle
