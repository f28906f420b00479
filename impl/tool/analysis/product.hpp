// Two machines over the same letters, run side by side.
#pragma once

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

}  // namespace rollout::analysis
