// Every way to compute a projection that this project ships, behind one question. Engine 0 is the reference; a
// differential test asks the others and compares. C++ needs no library here, so that sanitizers see all of it.
#pragma once

#include <rollout.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

namespace rollout::tests {

/// The editions whose rule this version holds, oldest first.
inline constexpr auto built_editions = [] {
    constexpr auto is_built = [](const EditionFacts& facts) { return facts.built; };
    std::array<Edition, std::count_if(editions.begin(), editions.end(), is_built)> made{};
    auto next = made.begin();
    for (const EditionFacts& facts : editions) {
        if (facts.built) {
            *next++ = facts.edition;
        }
    }
    return made;
}();

/// Returns the projection of `rows` by the C interface.
inline State project_by_c(Edition edition, std::span<const Row> rows) {
    std::vector<rollout_text> policies(rows.size());
    std::vector<rollout_row> given(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        given[i] = {{rows[i].state.data(), rows[i].state.size()}, nullptr};
        if (rows[i].on_failure) {
            policies[i] = {rows[i].on_failure->data(), rows[i].on_failure->size()};
            given[i].on_failure = &policies[i];
        }
    }
    return State(rollout_project_rows(static_cast<rollout_edition>(edition), given.data(), given.size()));
}

struct Engine {
    std::string_view name;
    State (*project)(Edition edition, std::span<const Operation> operations);
};

inline constexpr std::size_t operations_max = 64;  // the longest list that the engines copy

inline constexpr std::array engines{
    Engine{"reference", [](Edition edition,
                           std::span<const Operation> operations) { return reference::project(edition, operations); }},
    Engine{"project operations",
           [](Edition edition, std::span<const Operation> operations) { return project(edition, operations); }},
    Engine{"project children",
           [](Edition edition, std::span<const Operation> operations) {
               std::array<Child, operations_max> children{};
               for (std::size_t i = 0; i < operations.size(); ++i) {
                   children[i] = child_of(operations[i]);
               }
               return project(edition, std::span<const Child>(children.data(), operations.size()));
           }},
    Engine{"merge of two halves",
           [](Edition edition, std::span<const Operation> operations) {
               const std::size_t half = operations.size() / 2;
               return finish(edition, combine(summarize(edition, operations.first(half)),
                                              summarize(edition, operations.subspan(half))));
           }},
    Engine{"C interface, operations",
           [](Edition edition, std::span<const Operation> operations) {
               std::array<rollout_operation, operations_max> given{};
               for (std::size_t i = 0; i < operations.size(); ++i) {
                   given[i] = {static_cast<rollout_state>(operations[i].state),
                               static_cast<rollout_policy>(operations[i].on_failure)};
               }
               return State(
                   rollout_project_operations(static_cast<rollout_edition>(edition), given.data(), operations.size()));
           }},
    Engine{"C interface, fold",
           [](Edition edition, std::span<const Operation> operations) {
               const auto code = static_cast<rollout_edition>(edition);
               rollout_summary seen = 0;
               for (const Operation& operation : operations) {
                   const Child child = child_of(operation);
                   seen = rollout_combine(
                       seen, rollout_letter_of_child(code, {static_cast<rollout_state>(child.state),
                                                            static_cast<std::uint8_t>(child.continue_on_failure)}));
               }
               return State(rollout_finish(code, seen));
           }},
};

/// Returns the first engine that does not answer as the reference does, or a null pointer.
inline const Engine* first_that_differs(Edition edition, std::span<const Operation> operations) {
    const State expected = engines[0].project(edition, operations);
    for (const Engine& engine : engines) {
        if (engine.project(edition, operations) != expected) {
            return &engine;
        }
    }
    return nullptr;
}

}  // namespace rollout::tests
