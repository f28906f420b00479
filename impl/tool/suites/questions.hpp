// Questions to guard, writers and claim in lists that are counted and can be entered anywhere, and what they cover.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <rollout/vocabulary/policy.hpp>

#include "question_space.hpp"
#include "subject.hpp"

namespace rollout::conformance {

/// The states and policies that are asked about: a part of the vocabulary.
struct Words {
    std::vector<State> states;
    std::vector<Policy> policies;

    /// Returns all of it, what is not recognized included.
    static Words whole();
    /// Returns the part that `edition` has.
    Words of(Edition edition) const;
    bool has(State state) const;
    bool has(Policy policy) const;
};

/// A list of questions to decisions of one subject.
struct Questions {
    std::string name;
    std::string adds;  // what passing it says, one sentence
    std::uint64_t size = 0;
    std::function<oracle::Question(std::uint64_t number)> at;  // Requires: number < size
};

/// Returns the values of a state axis that are asked about.
std::vector<std::size_t> values_of(const std::vector<State>& states);

/// Returns every input of a decision of guard or writer, its states being those that are asked about. Requires: the
/// decision has no rows.
Space every_input(Decision decision, const Words& words);

/// Returns the lists of the operator's write, which has too many inputs to be asked all of them. `words`: the
/// edition's.
std::vector<Questions> operator_questions(Edition edition, const Words& words, std::uint64_t seed);

/// Returns the lists of `claim` or `cutover`, whose inputs have no end.
std::vector<Questions> claim_questions(Decision decision, Edition edition, const Words& words, std::uint64_t seed);

/// Returns one list of what a space of classes has and what it leaves out.
Questions by_class(std::string name, std::string adds, Space some, LeftOut left_out);

/// How often a value that stands for no class is asked.
inline constexpr std::uint64_t times_left_out = 16;
/// How many questions a list of random ones has.
inline constexpr std::uint64_t random_questions = 20'000;

}  // namespace rollout::conformance
