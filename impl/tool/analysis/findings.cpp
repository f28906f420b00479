#include "findings.hpp"

#include <array>

#include <rollout/predicates.hpp>
#include <rollout/project.hpp>
#include <rollout/vocabulary/text.hpp>

#include "facts.hpp"
#include "shortest.hpp"

namespace rollout::analysis {

std::string Witness::text() const {
    return std::visit([](const auto& elements) { return text_of(elements); }, rollout);
}

std::vector<Finding> findings(std::string_view id) {
    std::vector<Finding> all = rule_findings();
    for (Finding& finding : reader_findings()) {
        all.push_back(std::move(finding));
    }
    std::erase_if(all, [&](const Finding& finding) { return !id.empty() && finding.id != id; });
    return all;
}

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

namespace {

/// An implementation whose surfaces read words in different ways.
struct Readers {
    State (*base)(Edition, std::string_view) = parse_state;  // of the base
    State (*over)(Edition, std::string_view) = parse_state;  // of the test whether a child is over
    Policy (*policy)(std::optional<std::string_view>) = parse_policy;
};

/// Returns the projection by an implementation that reads so and otherwise follows the edition.
State project_by(const Readers& readers, Edition edition, std::span<const Row> rows) {
    using namespace facts_of_a_list;
    Summary seen;
    for (const Row& row : rows) {
        const Policy policy = readers.policy(row.on_failure);
        const auto facts_by = [&](auto reader) {
            return letter(edition, Operation{reader(edition, row.state), policy}).facts;
        };
        seen = combine(seen, {(facts_by(readers.base) & every_state) | (facts_by(readers.over) & ~every_state)});
    }
    return finish(edition, seen);
}

/// Words as stores have them, the odd ones among the plain.
std::vector<Row> rows_in_use() {
    std::vector<Row> rows;
    for (const std::string_view state :
         {"pending", "running", "completed", "failed", "stopped", "cancelled", "STATE_FAILED", "STATE_COMPLETE",
          "state_failed", "complete", "FAILED", "nonsense", "\u017Ftopped", ""}) {
        for (const auto& policy :
             std::initializer_list<std::optional<std::string_view>>{std::nullopt, "continue", "pause", "Continue"}) {
            rows.push_back({.state = state, .on_failure = policy});
        }
    }
    return rows;
}

/// Returns the search for a shortest rollout on which the readers answer otherwise than the specification.
auto disagreement(Readers readers) {
    return [readers](Edition edition) -> std::optional<Witness> {
        static const std::vector<Row> alphabet = rows_in_use();
        const auto found = shortest(std::span<const Row>(alphabet), finding_length_max, [&](std::span<const Row> rows) {
            return project_by(readers, edition, rows) != project(edition, rows);
        });
        if (!found) {
            return std::nullopt;
        }
        const std::span<const Row> rows(*found);
        const State answer = project(edition, rows);
        return Witness{*found, answer,
                       "it says " + std::string(token(project_by(readers, edition, rows))) + ", the specification " +
                           std::string(token(answer))};
    };
}

State without_dropping_the_prefix(Edition edition, std::string_view word) {
    // A word that means something only without its prefix means nothing to this reader.
    const bool has_prefix = parse_state(std::string(state_prefix) + std::string(word)) == State::unrecognized;
    return has_prefix ? State::unrecognized : parse_state(edition, word);
}
State without_complete(Edition edition, std::string_view word) {
    const bool is_the_alias = word.ends_with("complete") || word.ends_with("COMPLETE");
    return is_the_alias ? State::unrecognized : parse_state(edition, word);
}
State unknown_is_running(Edition edition, std::string_view word) {
    const State state = parse_state(edition, word);
    return state == State::unrecognized ? State::running : state;
}
State in_upper_case_of_unicode(Edition edition, std::string_view word) {
    // The two letters beyond ASCII whose upper case is in ASCII.
    constexpr std::array<std::pair<std::string_view, char>, 2> letters{{{"\u017F", 'S'}, {"\u0131", 'I'}}};
    std::string upper(word);
    for (const auto& [letter, capital] : letters) {
        for (std::size_t at = upper.find(letter); at != std::string::npos; at = upper.find(letter)) {
            upper.replace(at, letter.size(), 1, capital);
        }
    }
    return parse_state(edition, upper);
}
Policy ignoring_case(std::optional<std::string_view> stored) {
    if (!stored) {
        return parse_policy(stored);
    }
    std::string lower(*stored);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; });
    return parse_policy(std::string_view(lower));
}

}  // namespace

std::vector<Finding> reader_findings() {
    return {{"F-6", disagreement(Readers{.base = without_dropping_the_prefix})},
            {"F-7", disagreement(Readers{.over = without_complete})},
            {"F-8", disagreement(Readers{.base = unknown_is_running, .over = unknown_is_running})},
            {"F-9", disagreement(Readers{.base = in_upper_case_of_unicode, .over = in_upper_case_of_unicode})},
            {"F-10", disagreement(Readers{.policy = ignoring_case})}};
}

}  // namespace rollout::analysis
