// What a lemma is about: the shipped tables and the shipped combine, or a twin of them with one thing broken.
#pragma once

#include <vector>

#include "letters.hpp"
#include "rules.hpp"

namespace rollout::proofs {

constexpr facts_of_a_list::Facts shifted_up(facts_of_a_list::Facts facts) { return facts << 1; }

struct Subject {
    Edition edition;
    std::vector<Rule> rules_in_order;
    State otherwise;
    ChildLetters children;
    OperationLetters operations;
    bool combine_shifts = false;  // a twin's combine moves the right word's facts one place up

    /// Returns the subject that the linked library ships for `edition`.
    static Subject shipped(Edition edition) {
        const Rules shipped_rules = rollout::rules(edition);
        return {.edition = edition,
                .rules_in_order = {shipped_rules.in_order.begin(), shipped_rules.in_order.end()},
                .otherwise = shipped_rules.otherwise,
                .children = child_letters(edition),
                .operations = operation_letters(edition)};
    }

    Rules rules() const { return {rules_in_order, otherwise}; }

    /// The subject's combine, in either reading.
    template <class Word>
    Word combine(const Word& left, const Word& right) const {
        return union_of(left, combine_shifts ? shifted_up(right) : right);
    }

    facts_of_a_list::Facts letter(Child child) const {
        return children[static_cast<std::size_t>(child.state)][child.continue_on_failure ? 1 : 0];
    }

    /// Returns every fact that some letter has.
    facts_of_a_list::Facts reachable() const {
        facts_of_a_list::Facts facts = 0;
        for (const auto& by_flag : children) {
            facts |= by_flag[0] | by_flag[1];
        }
        return facts;
    }
};

}  // namespace rollout::proofs
