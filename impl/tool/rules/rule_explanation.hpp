// Why a rule answers as it does: how each word is read, and rung by rung which decides.
#pragma once

#include "rule.hpp"

namespace rollout::rules {

/// Returns a line for each element, how its words are read and which flags it has (of a long list the first and the
/// last elements); then the ladders, each with its state, and under it a line a rung, in order, up to the one that
/// decides: whether it holds, its predicate, and of the one that holds the reason that the file gives.
std::string explanation(const Rule& rule, const WrittenList& list);

}  // namespace rollout::rules
