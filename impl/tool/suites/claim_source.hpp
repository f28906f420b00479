// The decisions of claim, whose inputs have no end.
#pragma once

#include <vector>

#include "question_space.hpp"

namespace rollout::oracle {

/// Returns the sources of `claim` or `cutover`. Cost: classes are found by asking the reference, up to about a second.
std::vector<Source> claim_sources(Decision decision, Edition edition, const Words& words, std::uint64_t seed);

}  // namespace rollout::oracle
