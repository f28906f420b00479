// Two rules side by side, over all words that either knows: every kind of difference, each with a shortest list. Words
// are compared byte by byte, so a state is the same in both if it has the same name.
#pragma once

#include "loaded.hpp"

namespace rollout::rules {

/// One kind of difference: two answers, and a shortest list that has them.
struct Difference {
    std::string list;  // as people write it: `released: failed:pause running`
    std::string before;
    std::string after;
    std::string clause_before;
    std::string clause_after;
    std::string case_line;  // that states the later answer, for `cases` of the later file
};

/// Returns one difference for each pair of answers that some list of any length has: of rows under either latch, in
/// words; where a caller gives flags, then of children with any flags. None if and only if the rules agree.
std::vector<Difference> differences(const Loaded& before, const Loaded& after);

}  // namespace rollout::rules
