// Test cases that are lists of letters: complete suites, rollouts that their theorem is silent about, and long lists,
// where whoever reads pages, cuts off, or counts in 8 or 16 bits is found.
#pragma once

#include <variant>

#include "suite.hpp"
#include "test_case.hpp"
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

/// The longest list that is asked without a wish for less.
inline constexpr std::size_t longest_list = 100'001;

/// Returns lists of lengths at and around the powers of 2 and of 10, up to `length`, in which the last or the middle
/// element decides, or one state is there as often as a power of 2; where order decides, also positions. Cost: about
/// 70 MB of cases in all, made one at a time.
Source size_source(Edition edition, const Vocabulary& vocabulary, std::size_t length = longest_list);

}  // namespace rollout::oracle
