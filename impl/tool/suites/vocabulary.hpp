// The part of the vocabulary that a testee offers. What it does not offer it is not asked; words that the
// edition does not know are asked all the same, for whoever meets them must not be led astray.
#pragma once

#include <set>
#include <string>
#include <variant>

#include "alphabet.hpp"
#include "reply.hpp"
#include "test_case.hpp"

namespace rollout::oracle {

class Vocabulary {
public:
    /// The whole vocabulary.
    Vocabulary();

    /// Returns what `offer` names, or what is wrong with it: a name that there is not, the default policy left out.
    static std::variant<Vocabulary, std::string> of(Edition edition, const Offer& offer);

    bool is_whole() const { return left_out().empty(); }
    bool offers(analysis::Level level) const { return levels_.contains(level); }
    bool offers(analysis::Level level, analysis::Letter letter) const;
    /// Returns whether every element of the list is offered, in the level that the list has.
    bool offers(const Rollout& rollout) const;

    /// Returns the letters of `alphabet` that are offered.
    analysis::Alphabet part_of(analysis::Alphabet alphabet) const;

    const std::set<State>& offered_states() const { return states_; }
    const std::set<Policy>& offered_policies() const { return policies_; }

    /// Returns this vocabulary, of lists of that level alone.
    Vocabulary of_level(analysis::Level level) const;

    /// Whether every state arrives by its canonical token: others are asked of policies alone.
    bool is_canonical() const { return words_.contains(Words::canonical); }

    /// Returns what is left out, one sentence; empty if nothing is.
    std::string left_out() const;
    /// Returns the same in a few words each, for the first line of a verdict: `4 of 19 states`, `canonical words`.
    std::vector<std::string> limits(Edition edition) const;

    /// What can be said of the texts that arrive.
    enum class Words { canonical, without_nul };

private:
    std::set<State> states_;
    std::set<Policy> policies_;
    std::size_t flags_;  // a bit a flag
    std::set<analysis::Level> levels_;
    std::set<Words> words_;
};

}  // namespace rollout::oracle
