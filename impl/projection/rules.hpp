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

/// What holds of facts that no rule matches, the empty list's among them.
inline constexpr State answer_of_no_rule = State::pending;

/// Returns the shipped rules of `edition`, first match first; none if it is not built.
std::span<const Rule> rules(Edition edition) noexcept;

/// A word of facts in either reading: machine words run, bit-vectors are proved.
constexpr bool meets(facts_of_a_list::Facts facts, facts_of_a_list::Facts mask) { return (facts & mask) != 0; }
constexpr State choose(bool holds, State answer, State otherwise) { return holds ? answer : otherwise; }
constexpr State lift(facts_of_a_list::Facts, State state) { return state; }

/// Returns the answer of the first of `rules` that matches `facts`. Last rule first, so that nothing branches on data.
template <class Word>
constexpr auto answer_of(std::span<const Rule> rules, const Word& facts) {
    auto answer = lift(facts, answer_of_no_rule);
    for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule) {
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
