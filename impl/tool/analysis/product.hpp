// Two machines over the same letters, run side by side: whether they answer alike on every word, and for each way in
// which they do not the shortest word. `diff` and `learn` ask it.
#pragma once

#include "alphabet.hpp"
#include "machine.hpp"

namespace rollout::analysis {

/// A kind of difference: the outputs of the one and of the other, and a shortest word after which they give them.
struct KindOfDifference {
    std::uint32_t left;
    std::uint32_t right;
    Word word;
};

struct Product {
    std::size_t pairs;                    // how many pairs of states can be reached
    std::vector<KindOfDifference> kinds;  // every one that some word shows, shortest words first
};

/// Requires: machines over the same letters. Ensures: complete; no kind if and only if the machines agree on every
/// word.
Product product(const Machine& left, const Machine& right);

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
/// (BUILD-1 on) it says nothing but what their children say; row_differences searches them.
Differences differences(Edition earlier, Edition later);

}  // namespace rollout::analysis
