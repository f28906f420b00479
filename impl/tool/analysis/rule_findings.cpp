// Findings about the rule: sentences that one would expect to hold. For each one and each edition the shortest rollout
// that refutes it.
#include <rollout/predicates.hpp>
#include <rollout/project.hpp>
#include <rollout/vocabulary/text.hpp>

#include "facts.hpp"
#include "findings.hpp"
#include "shortest.hpp"

namespace rollout::analysis {
namespace {

bool some(std::span<const Operation> list, auto predicate) {
    return std::any_of(list.begin(), list.end(), [&](Operation operation) { return predicate(operation.state); });
}

/// Returns a shortest list of operations that breaks a property, and what is said of it.
std::optional<Witness> shortest_operations(Edition edition, auto breaks, auto says) {
    const auto alphabet = all_operations();
    const auto found = shortest(std::span<const Operation>(alphabet), finding_length_max, breaks);
    if (!found) {
        return std::nullopt;
    }
    const std::span<const Operation> list(*found);
    return Witness{*found, project(edition, list), says(list)};
}

/// Says what the parent is.
auto parent_of(Edition edition) {
    return [=](std::span<const Operation> list) { return std::string(token(project(edition, list))); };
}

std::optional<Witness> terminal_over_a_live_child(Edition edition) {
    return shortest_operations(
        edition,
        [=](std::span<const Operation> list) {
            return terminal(project(edition, list)) && some(list, [](State state) { return !terminal(state); }) &&
                   !some(list, [](State state) { return state == State::failed; });
        },
        parent_of(edition));
}

/// Returns the list after its running child at `index` has completed.
std::vector<Operation> after_completing(std::span<const Operation> list, std::size_t index) {
    std::vector<Operation> after(list.begin(), list.end());
    after[index].state = State::completed;
    return after;
}

/// Returns the index of a running child whose completion takes the parent from running back to pending.
std::optional<std::size_t> falls_back(Edition edition, std::span<const Operation> list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].state == State::running && project(edition, list) == State::running &&
            project(edition, std::span<const Operation>(after_completing(list, i))) == State::pending) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<Witness> falls_back_to_pending(Edition edition) {
    return shortest_operations(
        edition, [=](std::span<const Operation> list) { return falls_back(edition, list).has_value(); },
        [=](std::span<const Operation> list) {
            return "running; then " + text_of(after_completing(list, *falls_back(edition, list))) + ": pending";
        });
}

std::optional<Witness> pending_over_a_child_past_pending(Edition edition) {
    return shortest_operations(
        edition,
        [=](std::span<const Operation> list) {
            return project(edition, list) == State::pending && some(list, [](State state) {
                       return state != State::pending && state != State::unrecognized && !terminal(state);
                   });
        },
        parent_of(edition));
}

std::optional<Witness> live_over_terminal_children(Edition edition) {
    return shortest_operations(
        edition,
        [=](std::span<const Operation> list) {
            return !list.empty() && !terminal(project(edition, list)) &&
                   !some(list, [](State state) { return !terminal(state); });
        },
        parent_of(edition));
}

std::optional<Witness> held_by_a_resumable_child_unnoticed(Edition edition) {
    const auto alphabet = one_child_a_letter(edition);
    const auto holds = [=](Child child) { return (letter(edition, child).facts & facts_of_a_list::holds) != 0; };
    const auto found = shortest(std::span<const Child>(alphabet), finding_length_max, [&](std::span<const Child> list) {
        const bool a_stopped_child_holds = std::any_of(
            list.begin(), list.end(), [&](Child child) { return holds(child) && child.state == State::stopped; });
        const bool only_stopped_children_hold = std::all_of(
            list.begin(), list.end(), [&](Child child) { return !holds(child) || child.state == State::stopped; });
        const bool some_failed =
            std::any_of(list.begin(), list.end(), [](Child child) { return child.state == State::failed; });
        return some_failed && a_stopped_child_holds && only_stopped_children_hold &&
               !terminal(project(edition, list)) && !held_by_a_resumable_child(edition, summarize(edition, list));
    });
    if (!found) {
        return std::nullopt;
    }
    const State answer = project(edition, std::span<const Child>(*found));
    return Witness{*found, answer, std::string(token(answer)) + ", not held by PRED-4"};
}

}  // namespace

std::vector<Finding> rule_findings() {
    return {{"F-1", terminal_over_a_live_child},
            {"F-2", falls_back_to_pending},
            {"F-3", pending_over_a_child_past_pending},
            {"F-4", live_over_terminal_children},
            {"F-5", held_by_a_resumable_child_unnoticed}};
}

}  // namespace rollout::analysis
