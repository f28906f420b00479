// The operator's write, which has too many inputs to be asked all of them.
#pragma once

#include <vector>

#include "question_space.hpp"

namespace rollout::oracle {

/// Returns its sources: one by class, one of random inputs. `words`: the edition's. Cost: classes are found by asking
/// the reference.
std::vector<Source> operator_sources(Edition edition, const Words& words, std::uint64_t seed);

}  // namespace rollout::oracle
