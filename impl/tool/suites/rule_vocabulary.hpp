// The part of a rule file's vocabulary that a testee offers. What it does not offer it is not asked; words that the
// file does not list are asked all the same.
#pragma once

#include <set>

#include "alphabet.hpp"
#include "any_edition.hpp"
#include "reply.hpp"

namespace rollout::oracle {

class RuleVocabulary {
public:
    /// Has the whole vocabulary. Rows are asked, and children where the file has `given` flags, which no row has.
    explicit RuleVocabulary(LoadedRule rule);

    /// Returns what `offer` names, or what is wrong with it: a name that the file does not have.
    static std::variant<RuleVocabulary, std::string> of(LoadedRule rule, const Offer& offer);

    const LoadedRule& rule() const { return rule_; }

    /// Returns whether lists of that level can be asked, and whether they are without a wish.
    bool offers(analysis::Level level) const { return offered_levels_.contains(level); }
    bool asks(analysis::Level level) const { return asked_levels_.contains(level); }
    /// Returns this vocabulary, of lists of that level alone. Requires: it is offered.
    RuleVocabulary of_level(analysis::Level level) const;

    /// Returns whether every element of the list is offered, and its level asked.
    bool offers(const rules::WrittenList& list) const;

    /// Returns one letter for each state and for a word that is none, times the flags, or times the policy words, one
    /// that is none, and no word at all.
    std::vector<rules::WrittenElement> letters(analysis::Level level) const;

    /// Returns the policy words that are offered.
    const std::set<std::string>& words() const { return words_; }
    const std::set<std::string>& states() const { return states_; }

    /// Returns what is left out, one sentence; empty if nothing is.
    std::string left_out() const;
    /// Returns the same in a few words each: `4 of 19 states`.
    std::vector<std::string> limits() const;

private:
    LoadedRule rule_;
    std::set<std::string> states_;
    std::set<std::string> words_;
    std::set<std::string> flags_;
    std::set<analysis::Level> offered_levels_;
    std::set<analysis::Level> asked_levels_;
    std::set<analysis::Level> levels_of_rule_;  // that are asked of who offers everything
    bool is_canonical_ = false;                 // every word arrives by its own bytes
    bool is_without_nul_ = false;
};

}  // namespace rollout::oracle
