// Every situation that a protocol can reach, breadth first, so that the first trace found is a shortest one.
#pragma once

#include <functional>
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

struct Question {
    Protocol protocol;
    std::vector<Situation> initial = {};  // empty: parent pending over pending rows
    std::vector<Property> asked;
    std::vector<std::pair<Property, Goal>> goals = {};
    std::size_t memory_bytes_max = std::size_t{2} << 30;
    std::function<void(std::size_t more)> progress = [](std::size_t) {};  // situations looked at since the last call
};

/// A way to break a property: the situation it begins in, its steps in order, and what is wrong at its end.
struct Trace {
    Property property;
    Situation initial;
    std::vector<Step> steps;
    std::string end;
};

struct Answer {
    std::size_t situations = 0;
    std::size_t steps = 0;
    std::vector<Trace> traces = {};  // at most one a property, a shortest
};

/// Explores. Throws MemoryExhausted.
Answer explore(const Question& question);

}  // namespace rollout::model
