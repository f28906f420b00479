// The decision over facts, as data. Departs from the reference: no question is asked of a child; an ordered list of
// rules is matched against the facts, the first that matches answers. Sound by L1 and L2.
#pragma once

#include <span>

#include <rollout/vocabulary/state.hpp>

#include "facts.hpp"

namespace rollout {

/// Matches facts that meet `some` and do not meet `none`.
struct Rule {
    facts_of_a_list::Facts some;
    facts_of_a_list::Facts none;
    State answer;
};

/// The first rule that matches answers; `otherwise` answers for facts that none matches, the empty list's among them.
struct Rules {
    std::span<const Rule> in_order;
    State otherwise;
};

/// Returns the shipped rules of `edition`; none, and `unrecognized`, if it is not built.
Rules rules(Edition edition) noexcept;

/// A word of facts in either reading: machine words run, bit-vectors are proved.
constexpr bool meets(facts_of_a_list::Facts facts, facts_of_a_list::Facts mask) { return (facts & mask) != 0; }
constexpr State choose(bool holds, State answer, State otherwise) { return holds ? answer : otherwise; }
constexpr State lift(facts_of_a_list::Facts, State state) { return state; }

/// Returns what `rules` answer to `facts`. Last rule first, so that nothing branches on data.
template <class Word>
constexpr auto answer_of(const Rules& rules, const Word& facts) {
    auto answer = lift(facts, rules.otherwise);
    for (auto rule = rules.in_order.rbegin(); rule != rules.in_order.rend(); ++rule) {
        answer = choose(meets(facts, rule->some) && !meets(facts, rule->none), lift(facts, rule->answer), answer);
    }
    return answer;
}

/// Returns the facts of two lists, one after the other.
template <class Word>
constexpr Word union_of(const Word& left, const Word& right) {
    return left | right;
}

}  // namespace rollout
