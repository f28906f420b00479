// The reference projection: the judge of every other one. Same names and signatures as rollout::project; `decide` says
// which clause decided, `explain` also which ones did not. Cost: two dozen passes.
#pragma once

#include <rollout/reference/build.hpp>
#include <rollout/reference/children.hpp>
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
constexpr auto list_of(Edition edition, std::span<const Operation> operations, Latch latch) {
    const auto as_child = [=](const Operation& operation) { return child(edition, operation, latch); };
    return Children<Operation, decltype(as_child)>{operations, as_child};
}

/// Returns the decision of `edition` over children, operations, placed operations or rows.
constexpr Decision decide(Edition edition, std::span<const Child> children) {
    return decide(edition, list_of(children));
}
constexpr Decision decide(Edition edition, std::span<const Operation> operations, Latch latch = Latch::unreleased) {
    return decide(edition, list_of(edition, operations, latch));
}
inline Decision decide(Edition edition, std::span<const PlacedOperation> rows, Latch latch = Latch::unreleased) {
    return decide(edition, std::span<const Child>(reference::build(edition, rows, latch)));
}
inline Decision decide(Edition edition, std::span<const Row> rows, Latch latch = Latch::unreleased) {
    return decide(edition, std::span<const Child>(reference::build(edition, rows, latch)));
}

constexpr State project(Edition edition, std::span<const Child> children) { return decide(edition, children).state; }
constexpr State project(Edition edition, std::span<const Operation> operations, Latch latch = Latch::unreleased) {
    return decide(edition, operations, latch).state;
}
inline State project(Edition edition, std::span<const PlacedOperation> rows, Latch latch = Latch::unreleased) {
    return decide(edition, rows, latch).state;
}
inline State project(Edition edition, std::span<const Row> rows, Latch latch = Latch::unreleased) {
    return decide(edition, rows, latch).state;
}

/// Returns the base projection of children, blind to policies.
constexpr State base(Edition edition, std::span<const Child> children) {
    const auto list = list_of(children);
    return with_base(edition, list, [&](const auto& rungs) { return decide(list, rungs).state; });
}

/// The clauses considered, in order; the last one of the ladder that decided holds.
struct Explanation {
    std::vector<Step> base;
    std::vector<Step> rollout;
};

inline Explanation explain(Edition edition, std::span<const Child> children) {
    const auto list = list_of(children);
    const auto take = [](const auto& rungs) { return steps(rungs); };
    return {with_base(edition, list, take), with_rollout(edition, list, take)};
}

}  // namespace rollout::reference
