// How two editions differ: each kind of difference with a shortest rollout that shows it.
#pragma once

#include <string>
#include <vector>

#include <rollout/vocabulary/state.hpp>

namespace rollout::analysis {

/// One rollout that two editions answer differently.
struct Difference {
    std::string rollout;  // operations, `released` before them if the latch is set, or children with flags
    State before;         // the answer of the one edition
    State after;          // the answer of the other
};

/// How long the rollouts are that `differences` looks at.
inline constexpr std::size_t difference_length_max = 3;

/// Returns one difference for each pair of answers that some rollout of up to that length has, shortest first. It looks
/// at operations with either latch and, where an edition has flags that no operation has, at children.
std::vector<Difference> differences(Edition earlier, Edition later);

}  // namespace rollout::analysis
