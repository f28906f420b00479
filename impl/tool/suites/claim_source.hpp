// The decisions of claim, and the label that mirrors one, whose inputs have no end: lists of rows of any length.
// Classes of rows are found by asking the reference, and each class is asked; longer lists are random. So no
// completeness is claimed.
#pragma once

#include <vector>

#include "question_space.hpp"

namespace rollout::oracle {

/// Returns the sources of `claim`, `cutover` or `label`. Cost: classes are found by asking the reference, up to about a
/// second.
std::vector<Source> claim_sources(Decision decision, Edition edition, const Words& words, std::uint64_t seed);

}  // namespace rollout::oracle
