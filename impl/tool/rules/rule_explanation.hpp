// Why a rule answers as it does: how each word is read, and rung by rung which decides.
#pragma once

#include "rule.hpp"

namespace rollout::rules {

/// Returns how the element of that place is read: `failed, policy pause: flag pause`.
std::string element_reading(const Rule& rule, const WrittenList& list, std::size_t at);

/// Returns lines of text, in three parts:
/// - each element, how its words are read, and its flags; a long list has its first and last elements only
/// - the base ladder, if the rule has one: its answer, and each rung up to the one that holds, with its predicate
/// - the ladder, in the same way. The rung that holds has the reason that the file gives.
std::string explanation(const Rule& rule, const WrittenList& list);

}  // namespace rollout::rules
