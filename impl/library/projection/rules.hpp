// The decision over facts, as data. Departs from the reference: no question is asked of a child; an ordered list of
// rules is matched against the facts, the first that matches answers. Sound by L1 and L2.
#pragma once

#include <span>

#include <rollout/vocabulary/reading.hpp>
#include <rollout/vocabulary/state.hpp>

#include "facts.hpp"

namespace rollout {

/// Matches facts that hold all of `all` and nothing of `none`.
struct Rule {
    facts_of_a_list::Facts all;
    facts_of_a_list::Facts none;
    State answer;
};

/// The first rule that matches answers; `otherwise` answers for facts that none matches, the empty list's among them.
struct Rules {
    std::span<const Rule> in_order;
    State otherwise;
};

/// Returns the shipped rules of `edition`.
Rules rules(Edition edition) noexcept;

/// Returns whether lists of `edition` can differ in nothing but order: then union alone does not combine.
constexpr bool ordered(Edition edition) { return edition >= Edition::pause; }

/// A word of facts in either reading: machine words run, bit-vectors are proved.
constexpr bool meets(facts_of_a_list::Facts facts, facts_of_a_list::Facts mask) { return (facts & mask) != 0; }
constexpr bool matches(facts_of_a_list::Facts facts, const Rule& rule) {
    return (facts & (rule.all | rule.none)) == rule.all;
}
constexpr State lift(facts_of_a_list::Facts, State state) { return state; }
constexpr facts_of_a_list::Facts with(facts_of_a_list::Facts facts, facts_of_a_list::Facts fact, bool holds) {
    return facts | (holds ? fact : 0);
}

/// Returns what `rules` answer to `facts`. Last rule first, so that nothing branches on data.
template <class Word>
constexpr auto answer_of(const Rules& rules, const Word& facts) {
    auto answer = lift(facts, rules.otherwise);
    for (auto rule = rules.in_order.rbegin(); rule != rules.in_order.rend(); ++rule) {
        answer = choose(matches(facts, *rule), lift(facts, rule->answer), answer);
    }
    return answer;
}

/// Returns the facts of two lists, one after the other.
template <class Word>
constexpr Word joined(const Word& left, const Word& right) {
    using namespace facts_of_a_list;
    return with(left | right, pausing_before_a_hold, meets(left, failed_pausing) && meets(right, holds));
}

/// Returns the facts of a list and of one more element at its end. What no letter can pause needs union alone.
template <bool in_order, class Word>
constexpr Word extended(const Word& facts, const Word& letter) {
    if constexpr (in_order) {
        return joined(facts, letter);
    } else {
        return facts | letter;
    }
}

}  // namespace rollout
