// The decision of a target, whose input is a list of rows: every list of up to two, and longer ones by chosen states
// and at random. So no completeness is claimed beyond two.
#pragma once

#include <vector>

#include "question_space.hpp"

namespace rollout::oracle {

/// Returns the sources of `target`.
std::vector<Source> target_sources(Edition edition, const Words& words, std::uint64_t seed);

}  // namespace rollout::oracle
