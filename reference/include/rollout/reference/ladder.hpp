// A ladder: clauses in spec order, the first that holds decides. One ladder has two readings. Over a list of children
// each condition is a bool and the answer a state; over a symbolic list (proofs/) each condition is a formula and the
// answer a term.
#pragma once

#include <concepts>
#include <tuple>
#include <vector>

#include <rollout/reference/clause.hpp>
#include <rollout/vocabulary/state.hpp>

namespace rollout::reference {

/// What was decided, and by which clause.
struct Decision {
    State state;
    Clause clause;

    friend constexpr bool operator==(Decision, Decision) = default;
};

/// A child list answers questions about its children in its own kind of truth (`empty`, `any`, `all`, `any_before`,
/// `always`), lifts an answer into its own kind of decision, and chooses between two of them.
template <class List>
concept ChildList = requires(const List& list) {
    { list.empty() } -> std::same_as<typename List::Truth>;
    { list.always() } -> std::same_as<typename List::Truth>;
    { list.decision(Clause::BASE_0, State::pending) } -> std::same_as<typename List::Decided>;
    {
        list.choose(list.always(), list.decision(Clause::BASE_0, State::pending),
                    list.decision(Clause::BASE_0, State::pending))
        } -> std::same_as<typename List::Decided>;
};

/// One clause of a ladder.
template <class Truth, class Decided>
struct Rung {
    Clause clause;
    Truth holds;
    Decided answer;
};

/// Builds the rungs of one ladder over `children`: `rung(CLAUSE, condition, answer)` and, as the last one,
/// `otherwise(CLAUSE, answer)`.
template <ChildList List>
struct Ladder {
    const List& children;

    constexpr auto rung(Clause clause, typename List::Truth holds, State answer) const {
        return Rung<typename List::Truth, typename List::Decided>{clause, holds, children.decision(clause, answer)};
    }
    /// The answer is another ladder's whole decision, its clause included.
    constexpr auto rung(Clause clause, typename List::Truth holds, typename List::Decided answer) const {
        return Rung<typename List::Truth, typename List::Decided>{clause, holds, answer};
    }
    constexpr auto otherwise(Clause clause, auto answer) const { return rung(clause, children.always(), answer); }
};
template <class List>
Ladder(const List&) -> Ladder<List>;

/// Returns the answer of the first rung that holds. Requires: the last one holds always.
template <ChildList List, class First, class... Later>
constexpr auto first_that_holds(const List& children, const First& first, const Later&... later) {
    if constexpr (sizeof...(later) == 0) {
        return first.answer;
    } else {
        return children.choose(first.holds, first.answer, first_that_holds(children, later...));
    }
}

template <ChildList List, class... Rungs>
constexpr auto decide(const List& children, const std::tuple<Rungs...>& rungs) {
    return std::apply([&](const auto&... rung) { return first_that_holds(children, rung...); }, rungs);
}

/// One clause as an explanation shows it.
struct Step {
    Clause clause;
    bool holds;
};

/// Returns the clauses from the first to the one that decides.
template <class... Rungs>
std::vector<Step> steps(const std::tuple<Rungs...>& rungs) {
    std::vector<Step> taken;
    const auto take = [&](const auto& rung) {
        if (taken.empty() || !taken.back().holds) {
            taken.push_back({rung.clause, rung.holds});
        }
    };
    std::apply([&](const auto&... rung) { (take(rung), ...); }, rungs);
    return taken;
}

}  // namespace rollout::reference
