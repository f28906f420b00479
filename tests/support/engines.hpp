// Every way to compute a projection that this project ships, behind one question at each level. Engine 0 is the
// reference; a differential test asks the others and compares. C++ needs no library here, so that sanitizers see all of
// it.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>
#include <rollout/tracker.hpp>

#include "c_interface.hpp"

namespace rollout::tests {

/// What an operation projection is asked, and what a projection of children is asked.
struct OperationEngine {
    std::string_view name;
    State (*project)(Edition edition, std::span<const Operation> operations, Latch latch);
};
struct ChildEngine {
    std::string_view name;
    State (*project)(Edition edition, std::span<const Child> children);
};

inline constexpr std::size_t elements_max = 64;  // the longest list that the engines copy

/// A list of at most elements_max elements made of another's, without allocation.
template <class Made, class Element>
struct Converted {
    std::array<Made, elements_max> made;
    std::size_t size;

    Converted(std::span<const Element> elements, auto convert) : made{}, size(elements.size()) {
        std::transform(elements.begin(), elements.end(), made.begin(), convert);
    }
    std::span<const Made> list() const { return {made.data(), size}; }
};

inline constexpr std::array child_engines{
    ChildEngine{"reference",
                [](Edition edition, std::span<const Child> children) { return reference::project(edition, children); }},
    ChildEngine{"project children",
                [](Edition edition, std::span<const Child> children) { return project(edition, children); }},
    ChildEngine{"merge of two halves",
                [](Edition edition, std::span<const Child> children) {
                    const std::size_t half = children.size() / 2;
                    return finish(edition, combine(summarize(edition, children.first(half)),
                                                   summarize(edition, children.subspan(half))));
                }},
    ChildEngine{"tracker, made whole",
                [](Edition edition, std::span<const Child> children) { return Tracker(edition, children).state(); }},
    ChildEngine{"tracker, child by child",
                [](Edition edition, std::span<const Child> children) {
                    // From a list whose every fact must go, last child first.
                    const Converted<Child, Child> wrong(children, [](Child) {
                        return Child{State::failed, false, true, false, false};
                    });
                    Tracker tracker(edition, wrong.list());
                    for (std::size_t i = children.size(); i > 0; --i) {
                        tracker.set(i - 1, children[i - 1]);
                    }
                    return tracker.state();
                }},
    ChildEngine{"C interface, children",
                [](Edition edition, std::span<const Child> children) {
                    const Converted<rollout_child, Child> given(children,
                                                                [](const Child& child) { return code(child); });
                    return State(rollout_project_children(code(edition), given.made.data(), given.size));
                }},
    ChildEngine{"C interface, fold",
                [](Edition edition, std::span<const Child> children) {
                    rollout_summary seen = 0;
                    for (const Child& child : children) {
                        seen = rollout_combine(seen, rollout_letter_of_child(code(edition), code(child)));
                    }
                    return State(rollout_finish(code(edition), seen));
                }},
};

inline constexpr std::array operation_engines{
    OperationEngine{"reference", [](Edition edition, std::span<const Operation> operations,
                                    Latch latch) { return reference::project(edition, operations, latch); }},
    OperationEngine{"project operations", [](Edition edition, std::span<const Operation> operations,
                                             Latch latch) { return project(edition, operations, latch); }},
    OperationEngine{"project children",
                    [](Edition edition, std::span<const Operation> operations, Latch latch) {
                        const Converted<Child, Operation> given(
                            operations, [=](Operation operation) { return child_of(edition, operation, latch); });
                        return project(edition, given.list());
                    }},
    OperationEngine{"project placed operations",
                    [](Edition edition, std::span<const Operation> operations, Latch latch) {
                        const Converted<PlacedOperation, Operation> given(
                            operations, [](Operation operation) { return PlacedOperation{operation}; });
                        return project(edition, given.list(), latch);
                    }},
    OperationEngine{"merge of two halves",
                    [](Edition edition, std::span<const Operation> operations, Latch latch) {
                        const std::size_t half = operations.size() / 2;
                        return finish(edition, combine(summarize(edition, operations.first(half), latch),
                                                       summarize(edition, operations.subspan(half), latch)));
                    }},
    OperationEngine{"C interface, operations",
                    [](Edition edition, std::span<const Operation> operations, Latch latch) {
                        const Converted<rollout_operation, Operation> given(
                            operations, [](const Operation& operation) { return code(operation); });
                        return State(
                            rollout_project_operations(code(edition), given.made.data(), given.size, code(latch)));
                    }},
    OperationEngine{"C interface, fold",
                    [](Edition edition, std::span<const Operation> operations, Latch latch) {
                        rollout_summary seen = 0;
                        for (const Operation& operation : operations) {
                            seen = rollout_combine(
                                seen, rollout_letter_of_operation(code(edition), code(operation), code(latch)));
                        }
                        return State(rollout_finish(code(edition), seen));
                    }},
};

/// Returns the first engine that does not answer as the first one, the reference, does; a null pointer if none.
auto first_that_differs(const auto& engines, Edition edition, auto list, auto... latch) {
    const State expected = engines.front().project(edition, list, latch...);
    const auto found = std::find_if(engines.begin() + 1, engines.end(), [&](const auto& engine) {
        return engine.project(edition, list, latch...) != expected;
    });
    return found == engines.end() ? nullptr : &*found;
}

}  // namespace rollout::tests
