// Test cases that are lists of letters: complete suites, rollouts that their theorem is silent about, and long lists,
// where whoever reads pages, cuts off, or counts in 8 or 16 bits is found.
#pragma once

#include "lists.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

/// The words of an alphabet as test cases.
class ListCases : public Lists {
public:
    explicit ListCases(analysis::Alphabet alphabet);

    const analysis::Alphabet& alphabet() const { return alphabet_; }
    /// Returns the rollout that the word is.
    Rollout rollout(std::span<const std::uint32_t> word) const;

    analysis::Level level() const override { return alphabet_.level; }
    bool is_released() const override { return alphabet_.latch == Latch::released; }
    std::size_t letter_count() const override { return alphabet_.letters.size(); }
    std::string letter_text(std::uint32_t letter) const override;
    std::string text(std::span<const std::uint32_t> word) const override;
    using Lists::at;
    TestCase at(std::span<const std::uint32_t> word, std::string id) const override;
    analysis::Machine machine() const override;
    std::vector<std::string> answers() const override;

private:
    /// Most of them are failed or settled.
    std::vector<std::uint32_t> filling(std::mt19937_64& random) const override;

    analysis::Alphabet alphabet_;
    std::vector<WrittenRow> rows_;  // a letter each, or
    std::vector<WrittenChild> children_;
};

/// Returns the lists of what is offered, level by level: of operations under each latch.
std::vector<std::shared_ptr<const ListCases>> lists_of(Edition edition, const Vocabulary& vocabulary);

/// Returns the complete suite of a built-in edition over the letters that are offered (lists.hpp).
std::variant<Source, std::string> complete_source(Edition edition, analysis::Level level, Latch latch,
                                                  const Vocabulary& vocabulary, unsigned extra_states,
                                                  analysis::Method method = analysis::Method::hsi);

/// Returns random rollouts of a built-in edition (lists.hpp), of operations under both latches.
Source random_source(Edition edition, analysis::Level level, const Vocabulary& vocabulary, std::uint64_t seed,
                     std::uint64_t size, std::size_t elements_max = random_length_max);

/// The longest list that is asked without a wish for less.
inline constexpr std::size_t longest_list = 100'001;

/// Returns lists of lengths at and around the powers of 2 and of 10, up to `length`, in which the last or the middle
/// element decides, or one state is there as often as a power of 2; where order decides, also positions. Cost: about
/// 70 MB of cases in all, made one at a time.
Source size_source(Edition edition, const Vocabulary& vocabulary, std::size_t length = longest_list);

}  // namespace rollout::oracle
