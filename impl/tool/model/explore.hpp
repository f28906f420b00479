// Every situation that a protocol can reach, breadth first, so that the first trace found is a shortest one.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <vector>

#include "steps.hpp"

namespace rollout::model {

/// The situations do not fit into the memory that was allowed.
struct MemoryExhausted : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Which situation a rollout shall come to from every situation, by which steps.
enum class Goal : std::uint8_t { parent_is_terminal, everything_completed, no_stop_is_pending };

/// Returns the goal that is to be reached from everywhere, if the property is of that kind.
constexpr std::optional<Goal> goal_of(Property property) {
    switch (property) {
        case Property::no_wedge_under_one_policy:
        case Property::no_wedge_under_mixed_policies:
            return Goal::parent_is_terminal;
        case Property::nothing_failing_completes:
            return Goal::everything_completed;
        case Property::stop_is_resolved:
        case Property::stop_reaches_undriven_rows:
            return Goal::no_stop_is_pending;
        case Property::operation_failure_persisted:
        case Property::side_effects_follow_projection:
        case Property::guard_admits_the_hold:
        case Property::crash_keeps_the_failure:
        case Property::terminal_stays_terminal:
        case Property::terminal_is_never_reopened:
        case Property::no_lost_update:
        case Property::no_write_over_an_unseen_one:
        case Property::quiet_parent_is_the_projection:
        case Property::no_start_under_a_terminal_parent:
        case Property::no_start_under_a_terminal_projection:
        case Property::no_start_beside_a_hard_failure:
        case Property::completed_operations_ran:
        case Property::error_text_is_of_a_failure:
        case Property::authorised_writers_are_not_refused:
            break;
    }
    return std::nullopt;
}

struct Exploration {
    Protocol protocol;
    std::vector<Situation> initial = {};  // empty: parent pending over pending rows
    std::vector<Property> asked;
    std::vector<std::pair<Property, Goal>> goals = {};
    std::size_t memory_bytes_max = std::size_t{2} << 30;
    std::function<void(std::size_t more)> progress = [](std::size_t) {};  // situations looked at since the last call
};

/// A way to break a property: the situation it begins in, its steps in order, and what is wrong at its end. Where a
/// goal is out of reach from there on, also how it may go on: until nothing can happen, or to where it was before.
struct Trace {
    Property property;
    Situation initial = {};
    std::vector<Step> steps = {};
    std::string end = {};
    std::vector<Step> goes_on = {};
    bool is_stuck = false;  // nothing can happen any more
};

struct Explored {
    std::size_t situations = 0;
    std::size_t steps = 0;
    std::vector<Trace> traces = {};  // at most one a property, a shortest
};

/// Explores. Throws MemoryExhausted.
Explored explore(const Exploration& exploration);

}  // namespace rollout::model
