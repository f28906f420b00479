// Learns an unknown Moore machine by asking for its output after words. Method: L* (Angluin 1987), in which a
// counterexample adds one suffix, found by a binary search (Rivest and Schapire 1993); equality is asked by a complete
// suite.
#pragma once

#include <functional>
#include <variant>

#include "suite.hpp"

namespace rollout::analysis {

/// Returns the output after each word; fewer outputs than words if the unknown can no longer be asked.
using Ask = std::function<std::vector<std::uint32_t>(const std::vector<Word>&)>;

struct LearnerBounds {
    std::size_t letter_count;
    unsigned extra_states = 0;     // of the complete suite: how many more states the unknown may have than were found
    std::size_t states_max = 500;  // gives up beyond
};

struct Learned {
    Machine machine;
    std::uint64_t asked;  // words
};

enum class NotLearned {
    unanswered,         // `ask` returned too little
    too_many_states,    // more than states_max
    suite_too_large,    // 64 bits can't count it
    not_deterministic,  // a word had two outputs
};

/// Returns the minimal machine of what `ask` answers. `hints` are words that are asked of each hypothesis first: they
/// find what a suite for few states does not. Ensures: if that is a machine with at most `extra_states` more states
/// than were found, the answer is exact.
std::variant<Learned, NotLearned> learn(const LearnerBounds& bounds, const std::vector<Word>& hints, const Ask& ask);

}  // namespace rollout::analysis
