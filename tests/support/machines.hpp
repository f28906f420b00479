// Machines for tests: those of the editions beside the reference, and random ones.
#pragma once

#include <algorithm>
#include <random>
#include <set>

#include <rollout/reference/projection.hpp>

#include "alphabet.hpp"
#include "bounds.hpp"
#include "product.hpp"

namespace rollout::tests {

using analysis::Alphabet;
using analysis::Level;
using analysis::Machine;
using analysis::Word;

/// The editions that a test asks: with small bounds, those whose machines are made in no time.
inline std::vector<Edition> tested_editions() {
    std::vector<Edition> tested;
    for (const EditionFacts& facts : editions) {
        if (whole_bounds() || facts.edition <= Edition::pause) {
            tested.push_back(facts.edition);
        }
    }
    return tested;
}

/// Returns the three alphabets of an edition: operations under either latch, and children.
inline std::vector<Alphabet> alphabets_of(Edition edition) {
    std::vector<Alphabet> alphabets;
    for (const Latch latch : latches) {
        alphabets.push_back(analysis::whole_alphabet(edition, Level::operations, latch));
    }
    alphabets.push_back(analysis::whole_alphabet(edition, Level::children));
    return alphabets;
}

/// Returns what the reference says of the list, each letter asked as what it is on its level.
inline State by_reference(const Alphabet& alphabet, std::span<const std::uint32_t> word) {
    std::vector<Operation> operations;
    std::vector<Child> children;
    for (const std::uint32_t letter : word) {
        operations.push_back(alphabet.letters[letter].operation());
        children.push_back(alphabet.letters[letter].child());
    }
    return alphabet.level == Level::operations
               ? reference::project(alphabet.edition, std::span<const Operation>(operations), alphabet.latch)
               : reference::project(alphabet.edition, std::span<const Child>(children));
}

inline Word joined(Word left, std::span<const std::uint32_t> right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

inline std::uint32_t output_after(const Machine& machine, std::span<const std::uint32_t> word) {
    return machine.outputs[machine.after(0, word)];
}

inline bool agree(const Machine& left, const Machine& right) { return analysis::product(left, right).kinds.empty(); }

/// Returns the machine of an edition over one letter of each class.
inline Machine over_classes(const Machine& machine) {
    return analysis::restricted(machine, analysis::letter_classes(machine).first_letter);
}

inline std::uint32_t below(std::mt19937_64& random, std::size_t bound) {
    return static_cast<std::uint32_t>(random() % bound);
}

inline Machine random_machine(std::mt19937_64& random, std::size_t states, std::size_t letters, std::size_t outputs) {
    Machine machine{letters, {}, {}};
    for (std::size_t state = 0; state < states; ++state) {
        machine.outputs.push_back(below(random, outputs));
        for (std::size_t letter = 0; letter < letters; ++letter) {
            machine.steps.push_back(below(random, states));
        }
    }
    return machine;
}

/// Returns a minimal machine of exactly that size.
inline Machine random_minimal_machine(std::mt19937_64& random, std::size_t states, std::size_t letters,
                                      std::size_t outputs) {
    while (true) {
        Machine machine = analysis::minimized(random_machine(random, states, letters, outputs));
        if (machine.size() == states) {
            return machine;
        }
    }
}

}  // namespace rollout::tests
