// The test cases of the subjects that are asked for decisions, source by source: what the specification lists, every
// input where the inputs are few, and where they are many a chosen part of them that claims no completeness.
#pragma once

#include <cstdint>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

#include "question_space.hpp"

namespace rollout::oracle {

/// Returns the decisions of `subject` that `edition` has: those that some case line of spec/ asks there.
std::vector<Decision> decisions_of(const Subject& subject, Edition edition);

/// Returns the sources of `subject` in `edition`, the case lines of spec/ first; no empty one. What is outside the
/// vocabulary is in none. Random sources follow from `seed`. Cost: classes are found by asking the reference: up to
/// about a second for claims.
std::vector<Source> decision_sources(const Subject& subject, Edition edition, std::uint64_t seed,
                                     const Words& words = Words::whole());

/// Returns the sources of the subject `operator`: one by class, one of random inputs. `words`: the edition's. Cost:
/// classes are found by asking the reference.
std::vector<Source> operator_sources(Edition edition, const Words& words, std::uint64_t seed);

}  // namespace rollout::oracle
