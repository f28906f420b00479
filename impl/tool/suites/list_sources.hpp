// Cases that are lists of letters: complete suites, and rollouts that their theorem is silent about.
#pragma once

#include <variant>

#include "source.hpp"
#include "suite.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

/// The words of an alphabet as test cases.
class ListCases {
public:
    explicit ListCases(analysis::Alphabet alphabet);

    const analysis::Alphabet& alphabet() const { return alphabet_; }

    /// Returns the rollout that the word is.
    Rollout rollout(std::span<const std::uint32_t> word) const;
    /// Returns the case that asks for the word; without an ID, what is asked is its ID.
    TestCase at(std::span<const std::uint32_t> word, std::string id = "") const;

private:
    analysis::Alphabet alphabet_;
    std::vector<WrittenRow> rows_;  // a letter each, or
    std::vector<WrittenChild> children_;
};

/// Returns the complete suite of `edition` over the letters that are offered, for implementations with up to
/// `extra_states` more classes than the edition has; a message if 64 bits can't count its cases. Cost: that of the
/// minimal machine.
std::variant<Source, std::string> complete_source(Edition edition, analysis::Level level, Latch latch,
                                                  const Vocabulary& vocabulary, unsigned extra_states,
                                                  analysis::Method method = analysis::Method::hsi);

inline constexpr std::size_t random_length_max = 1000;

/// Returns the list of that number among the random ones of a seed; longer ones end at `elements_max`.
analysis::Word random_word(const analysis::Alphabet& alphabet, std::uint64_t seed, std::uint64_t number,
                           std::size_t elements_max = random_length_max);

/// Returns `size` rollouts of up to `elements_max` elements, many of them failed or settled; the same for the same seed
/// on every machine.
Source random_source(Edition edition, analysis::Level level, const Vocabulary& vocabulary, std::uint64_t seed,
                     std::uint64_t size, std::size_t elements_max = random_length_max);

/// Returns the cases of `sources` once more, in an order that the seed gives.
Source asked_again(std::vector<Source> sources, std::uint64_t seed);

}  // namespace rollout::oracle
