// How two editions differ: every kind of difference with a shortest rollout that shows it.
#pragma once

#include "alphabet.hpp"

namespace rollout::analysis {

/// One kind of difference.
struct Difference {
    Level level;
    Latch latch;
    std::vector<Letter> list;  // a shortest one
    std::string rollout;       // as people write it
    State before;              // the answer of the one edition
    State after;               // the answer of the other
};

struct Differences {
    std::vector<Difference> kinds;
    std::size_t pairs;  // of states of the two machines, over children, that some list reaches
};

/// Returns one difference for each pair of answers that some list of any length has, from the product of the minimal
/// machines: of operations under either latch, then of children with flags that no policy sets. Of rows with a place
/// (BUILD-1 on) it says nothing but what their children say.
Differences differences(Edition earlier, Edition later);

}  // namespace rollout::analysis
