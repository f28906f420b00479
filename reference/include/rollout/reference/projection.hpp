// The reference projection: the judge of every other one. Same names and signatures as rollout::project; `decide` says
// which clause decided, `explain` also which ones did not. Requires of each: built(edition). Cost: a dozen passes.
#pragma once

#include <rollout/reference/children.hpp>
#include <rollout/reference/policy.hpp>
#include <rollout/reference/rollout.hpp>

namespace rollout::reference {

/// Returns the decision of `edition` over a list of either reading.
template <ChildList List>
constexpr auto decide(Edition edition, const List& list) {
    return with_rollout(edition, list, [&](const auto& rungs) { return decide(list, rungs); });
}

constexpr auto list_of(std::span<const Child> children) {
    constexpr auto itself = [](const Child& child) { return child; };
    return Children<Child, decltype(itself)>{children, itself};
}
constexpr auto list_of(std::span<const Operation> operations) {
    constexpr auto as_child = [](const Operation& operation) { return child(operation); };
    return Children<Operation, decltype(as_child)>{operations, as_child};
}
constexpr auto list_of(std::span<const Row> rows) {
    constexpr auto as_child = [](const Row& row) { return child(operation(row)); };
    return Children<Row, decltype(as_child)>{rows, as_child};
}

/// Returns the decision of `edition` over `children`, operations or rows.
template <class Element>
constexpr Decision decide(Edition edition, std::span<const Element> elements) {
    return decide(edition, list_of(elements));
}

constexpr State project(Edition edition, std::span<const Child> children) { return decide(edition, children).state; }
constexpr State project(Edition edition, std::span<const Operation> operations) {
    return decide(edition, operations).state;
}
constexpr State project(Edition edition, std::span<const Row> rows) { return decide(edition, rows).state; }

/// The clauses considered, in order; the last one of the ladder that decided holds.
struct Explanation {
    std::vector<Step> base;
    std::vector<Step> rollout;
};

template <class Element>
Explanation explain(Edition edition, std::span<const Element> elements) {
    const auto list = list_of(elements);
    return {steps(base(list)), with_rollout(edition, list, [](const auto& rungs) { return steps(rungs); })};
}

}  // namespace rollout::reference
