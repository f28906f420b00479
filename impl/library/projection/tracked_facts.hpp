// What a tracker makes of its counts and positions, in either reading. Sound because each count is, after any change,
// the number of children that have the fact (L4-*-recount).
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <type_traits>

#include "rules.hpp"

namespace rollout {

/// A number of children: as many as a list can have.
using FactCount = std::size_t;

/// How many facts one child can have: all but the one about order.
inline constexpr std::size_t counted_fact_count = std::countr_zero(facts_of_a_list::pausing_before_a_hold);

/// How many children have each fact, and the facts that some child has.
template <class Count = FactCount>
struct TrackedFacts {
    std::array<Count, counted_fact_count> counts{};
    facts_of_a_list::Facts seen = 0;
};

/// Returns the number of the fact that a letter has of its state, of which it has one.
constexpr std::size_t fact_of_state(facts_of_a_list::Facts letter) {
    return static_cast<std::size_t>(std::countr_zero(letter));
}

/// Returns the word with the fact of that number as `truth` says.
constexpr facts_of_a_list::Facts exchanged(facts_of_a_list::Facts facts, std::size_t number, bool truth) {
    return (facts & ~(1U << number)) | static_cast<facts_of_a_list::Facts>(truth) << number;
}

/// Returns how many children have a fact, of one child that has it or not.
constexpr auto count_of(const auto& has) {
    if constexpr (std::same_as<std::decay_t<decltype(has)>, bool>) {
        return has ? FactCount{1} : FactCount{0};
    } else {
        return has;
    }
}

/// Returns the number of children that have a fact after one child that had it, or not, has it, or not.
constexpr auto recounted(const auto& count, const auto& had, const auto& has) { return count - had + has; }

/// Recounts one fact of one child.
constexpr void recount(auto& tracked, std::size_t number, const auto& had, const auto& has) {
    auto& count = tracked.counts[number];
    count = static_cast<std::decay_t<decltype(count)>>(recounted(count, had, has));
    tracked.seen = exchanged(tracked.seen, number, count != FactCount{0});
}

/// Recounts a child that goes from one letter to another, each fact by `recount_one`. It has one fact of its state, and
/// may have the two of holding: so four counts change, and no branch is needed.
constexpr void recount_child(auto recount_one, const auto& from, const auto& to) {
    using namespace facts_of_a_list;
    recount_one(fact_of_state(from), FactCount{1}, FactCount{0});
    recount_one(fact_of_state(to), FactCount{0}, FactCount{1});
    for (const Facts fact : {holds, holds_started}) {
        recount_one(fact_of_state(fact), count_of(meets(from, fact)), count_of(meets(to, fact)));
    }
}

/// Returns whether some position of one set stands before some position of another, by the first of the one and the
/// last of the other.
constexpr auto some_before(const auto& first, const auto& last) { return first < last; }

/// Returns the facts of the list: those that some child has, and whether the first child that pauses stands before the
/// last that holds. At machine types neither is asked for where there is none.
constexpr auto with_order(const auto& seen, const auto& first_pausing, const auto& last_holding) {
    using namespace facts_of_a_list;
    return with(seen, pausing_before_a_hold,
                meets(seen, failed_pausing) && meets(seen, holds) && some_before(first_pausing(), last_holding()));
}

}  // namespace rollout
