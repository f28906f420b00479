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
    std::array<OperationLetters, latches.size()> operations;  // by latch
    bool combine_shifts = false;  // a twin's combine moves the right word's facts one place up

    /// Returns the subject that the linked library ships for `edition`.
    static Subject shipped(Edition edition) {
        const Rules shipped_rules = rollout::rules(edition);
        return {
            .edition = edition,
            .rules_in_order = {shipped_rules.in_order.begin(), shipped_rules.in_order.end()},
            .otherwise = shipped_rules.otherwise,
            .children = child_letters(edition),
            .operations = {operation_letters(edition, Latch::unreleased), operation_letters(edition, Latch::released)}};
    }

    Rules rules() const { return {rules_in_order, otherwise}; }

    /// The subject's combine, in either reading.
    template <class Word>
    Word combine(const Word& left, const Word& right) const {
        return joined(left, combine_shifts ? shifted_up(right) : right);
    }

    facts_of_a_list::Facts letter(Child child) const { return letter_in(children, child); }

    /// Returns every fact that some list can have.
    facts_of_a_list::Facts reachable() const {
        using namespace facts_of_a_list;
        Facts facts = 0;
        for (const auto& by_flags : children) {
            for (const Facts letter : by_flags) {
                facts |= letter;
            }
        }
        return rollout::with(facts, pausing_before_a_hold,
                             rollout::meets(facts, failed_pausing) && rollout::meets(facts, holds));
    }
};

}  // namespace rollout::proofs
