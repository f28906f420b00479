// Moore machines: a state, one output a state, one step a letter. Every edition is one, and a small one: its summaries,
// those told apart that some list behind them tells apart. Theory: Moore 1956; Hopcroft, Motwani, Ullman, chapter 4.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <rollout/summary.hpp>

namespace rollout::analysis {

/// Letters in order; of what alphabet, the machine does not know.
using Word = std::vector<std::uint32_t>;

/// A complete deterministic machine. Its initial state is 0. Outputs are numbers: of an edition's machine, of a State.
struct Machine {
    std::size_t letter_count = 0;
    std::vector<std::uint32_t> outputs;  // one a state
    std::vector<std::uint32_t> steps;    // row by row: a state's steps, one a letter

    std::size_t size() const { return outputs.size(); }
    std::uint32_t step(std::uint32_t state, std::uint32_t letter) const { return steps[state * letter_count + letter]; }
    std::uint32_t after(std::uint32_t state, std::span<const std::uint32_t> word) const {
        for (const std::uint32_t letter : word) {
            state = step(state, letter);
        }
        return state;
    }

    friend bool operator==(const Machine&, const Machine&) = default;
};

/// Returns the minimal machine of `edition` over letters with these summaries: a list of them leads to a state whose
/// output is the projection of the list. Ensures: states are numbered as a breadth-first search in order of letters
/// finds them, so equal machines are equal values. Cost: the summaries that can be reached, times the different
/// letters, times the length of the longest word that is needed to tell two states apart; finalizers: seconds.
Machine minimal_machine(Edition edition, std::span<const Summary> letters);

/// Returns the minimal machine with the behaviour of `machine`, numbered as above. Cost: a pass over the steps where
/// none leads to a lower state, else a pass for each letter that it takes to tell two states apart.
Machine minimized(const Machine& machine);

/// Returns the machine over some letters of `machine`, in that order, minimal and numbered as above.
Machine restricted(const Machine& machine, std::span<const std::uint32_t> letters);

/// Letters that no state tells apart are one class. Classes are numbered by their first letter.
struct LetterClasses {
    std::vector<std::uint32_t> of_letter;
    std::vector<std::uint32_t> first_letter;  // one a class
};
LetterClasses letter_classes(const Machine& machine);

/// Returns a shortest word to each state, the first one in order of letters. Requires: every state can be reached.
/// Ensures: the words but the empty one extend one another by a letter: a tree.
std::vector<Word> access_words(const Machine& machine);

/// What tells the states of a minimal machine apart, by the output after the whole word alone.
struct Separation {
    std::vector<Word> words;                               // the empty word is the first
    std::vector<std::vector<std::uint32_t>> word_of_pair;  // [i][j] for j < i: a word that tells them apart
    std::vector<std::vector<std::uint32_t>> identifiers;   // the words that each state needs, the empty one among them
};

/// Returns few words that tell every two states apart, and for each pair one of them: two states always have a word
/// in common that tells them apart (a harmonised family of state identifiers). Requires: `machine` is minimal.
Separation separation(const Machine& machine);

}  // namespace rollout::analysis
