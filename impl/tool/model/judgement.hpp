// Which protocols are explored for an edition, and what is found of each property. What is left out is said in
// spec/rules/lifecycle.md.
#pragma once

#include "explore.hpp"

namespace rollout::model {

/// Which steps an exploration has, beside those of drivers and of the operator; the mildest first.
enum class Mode : std::uint8_t { nothing_fails, failures, faults, stops, stops_and_faults };

struct ModeFacts {
    Mode mode;
    std::string_view name;
};
inline constexpr std::array modes{
    ModeFacts{Mode::nothing_fails, "nothing fails"},
    ModeFacts{Mode::failures, "engines fail"},
    ModeFacts{Mode::faults, "faults"},
    ModeFacts{Mode::stops, "stops"},
    ModeFacts{Mode::stops_and_faults, "stops and faults"},
};
constexpr std::string_view name(Mode mode) { return modes[static_cast<std::size_t>(mode)].name; }

/// Returns a policy of each class that `edition` tells apart: two are of one class if neither a projection nor a claim
/// ever answers one otherwise than the other.
std::vector<Policy> policy_classes(Edition edition);

/// One exploration of a plan.
struct Planned {
    Mode mode;
    Exploration exploration;
};

/// Returns the explorations of `edition` with up to that many operations that the properties need, the small ones
/// first.
std::vector<Planned> plan(Edition edition, std::size_t operations, const std::vector<Property>& asked);

struct JudgeOptions {
    Edition edition = Edition::b2;
    std::size_t operations = 3;
    std::vector<Property> asked;  // empty: all
    unsigned jobs = 0;            // explorations at a time; 0: one a core
    std::size_t memory_bytes_max = std::size_t{4} << 30;
    /// Called now and then, by one thread at a time.
    std::function<void(std::size_t situations, std::size_t explored, std::size_t explorations)> progress =
        [](std::size_t, std::size_t, std::size_t) {};
};

/// What was found of one property.
struct Outcome {
    Property property;
    std::optional<Trace> trace = std::nullopt;  // if it is violated: a shortest one of the mildest mode that has one
    Protocol protocol = {};                     // of the trace
    Mode mode = {};                             // of the trace
};

struct Judgement {
    Edition edition;
    std::size_t operations;
    std::size_t situations = 0;
    std::size_t steps = 0;
    std::size_t explorations = 0;
    std::vector<Outcome> outcomes;

    bool every_property_holds() const;
};

/// Explores, and returns what was found of each property asked. Throws MemoryExhausted.
Judgement judge(const JudgeOptions& options);

/// The same from the situations of one exploration only. Throws MemoryExhausted.
Judgement judge_from(Exploration exploration, const std::vector<Property>& asked);

/// Returns the protocol in words: "2 operations, continue continue, rolling, grouped writes".
std::string told(const Protocol& protocol);

/// Returns the trace, a line a step: where it begins, the steps, where it ends and what is wrong there.
std::vector<std::string> told(const Outcome& outcome);

/// Returns what is stored after each line of the trace: `parent running over running:continue pending`.
std::vector<std::string> situations(const Outcome& outcome);

}  // namespace rollout::model
