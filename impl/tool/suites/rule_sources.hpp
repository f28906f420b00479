// Test cases of a rule file. The right answer of each is the ladder's, by its definition.
#pragma once

#include "lists.hpp"
#include "rule_vocabulary.hpp"

namespace rollout::oracle {

/// The lists over the letters of one level that the testee offers. The latch changes nothing for children.
class RuleLists : public Lists {
public:
    RuleLists(const RuleVocabulary& vocabulary, analysis::Level level, bool is_released = false);

    analysis::Level level() const override { return level_; }
    bool is_released() const override { return is_released_; }
    std::size_t letter_count() const override { return letters_.size(); }
    std::string letter_text(std::uint32_t letter) const override;
    std::string text(std::span<const std::uint32_t> word) const override;
    using Lists::at;
    TestCase at(std::span<const std::uint32_t> word, std::string id) const override;
    analysis::Machine machine() const override;
    std::vector<std::string> answers() const override { return rule_->rule().names.states; }
    const std::vector<rules::WrittenElement>& letters() const { return letters_; }

private:
    std::vector<std::uint32_t> filling(std::mt19937_64& random) const override;
    rules::WrittenList list(std::span<const std::uint32_t> word) const;

    LoadedRule rule_;
    analysis::Level level_;
    bool is_released_;
    std::vector<rules::WrittenElement> letters_;
};

/// How many states a machine may have whose states are told apart, word by word: 500 MB at most.
inline constexpr std::size_t told_apart_max = 2'000;

/// Returns why the rule has no suites, vectors and machine files, and cannot be learned; empty: it has.
std::string problem_of_size(const LoadedRule& rule);

/// Returns the lists of each level and latch that are asked.
std::vector<std::shared_ptr<const RuleLists>> lists_of(const RuleVocabulary& vocabulary);

/// Returns a shortest list for each live rung, and the file's case lines.
Source rule_smoke_source(const RuleVocabulary& vocabulary);

/// Returns cases in which a word that is read wrongly changes the answer: look-alikes of states and of policy words,
/// absent and null policies, and other systems' words.
Source rule_token_source(const RuleVocabulary& vocabulary);

/// Returns lists of lengths at and around the powers of 2 and of 10, up to `length`, in which one element decides, at
/// either end or in the middle.
Source rule_size_source(const RuleVocabulary& vocabulary, std::size_t length);

}  // namespace rollout::oracle
