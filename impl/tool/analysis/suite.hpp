// Complete test suites of a machine: whoever passes one is the machine, within a stated bound. Theorem and proof:
// spec/guides/conformance.md.
#pragma once

#include <optional>

#include "machine.hpp"

namespace rollout::analysis {

enum class Method {
    w,    // every separating word after every state
    hsi,  // after each state its identifiers
};

/// The words u w, in a fixed order, none twice but for rare ones: u is an access word with at most extra_states + 1
/// letters behind it, w a word that identifies the state where u leads. A deterministic machine over the same letters,
/// with at most extra_states more states than this one, whose output after each of these words is right, has the right
/// output after every word (Vasilevskii 1973, Chow 1978; harmonised identifiers: Petrenko 1991).
class CompleteSuite {
public:
    /// Requires: `machine` is minimal.
    CompleteSuite(Machine machine, unsigned extra_states, Method method = Method::hsi);

    /// Returns how many words there are; nothing if 64 bits can't count them.
    std::optional<std::uint64_t> size() const { return size_; }

    /// Returns the word of that number. Requires: size() is known and `number` below it. Cost: a binary search a
    /// letter.
    Word word(std::uint64_t number) const;

    const Machine& machine() const { return machine_; }

private:
    /// How many words go on from each state with that many letters still to choose, all in all and, before each letter,
    /// by smaller ones.
    struct Count {
        std::vector<std::uint64_t> all;
        std::vector<std::vector<std::uint64_t>> before;
    };

    std::vector<std::uint32_t> endings(std::uint32_t state, std::size_t length) const;
    bool fill_counts();

    Machine machine_;
    std::size_t length_max_;  // of what is chosen behind an access word
    std::vector<Word> access_;
    std::vector<Word> words_;
    std::vector<std::vector<std::uint32_t>> identifiers_;
    std::vector<std::vector<Count>> counts_;  // [letters behind the access word][letters still to choose]
    std::optional<std::uint64_t> size_;
};

}  // namespace rollout::analysis
