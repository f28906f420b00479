// Where two editions answer otherwise of rows with a place, which no finite machine reads: a search over short lists.
#pragma once

#include "rollout.hpp"

namespace rollout::oracle {

struct RowDifference {
    Rollout rollout;  // a shortest one
    State before;
    State after;
};

/// How long the lists are that are searched.
inline constexpr std::size_t differing_rows_max = 3;

/// Returns one difference for each pair of answers that a list of up to `differing_rows_max` rows has, over eight
/// states, three policies of failed rows, and six places: none, not started, work and finalizer of one scope, two
/// steps. Nothing where neither edition reads places. Cost: some 200,000 lists, less than a second.
std::vector<RowDifference> row_differences(Edition before, Edition after);

}  // namespace rollout::oracle
