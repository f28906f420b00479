// What a run asks, before it asks.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "size_source.hpp"
#include "source.hpp"
#include "vocabulary.hpp"

namespace rollout::conformance {

/// What a run is to ask.
struct PlanOptions {
    Edition edition = Edition::b2;
    const Subject* subject = &oracle::projection;
    std::string suite;  // a name of suites.hpp; empty: the default run
    unsigned extra_states = 0;
    std::optional<analysis::Level> level;              // absent: both, as far as they are offered
    std::size_t length_max = conformance::length_max;  // of the lists of the parts sizes and random
    std::uint64_t seed = 337;
};

/// What the suite guarantees, if it is complete.
struct Guarantee {
    std::string theorem;                   // one sentence
    std::vector<std::string> assumptions;  // one sentence each
    std::string scope;                     // what was left out because the testee does not offer it; empty: nothing
};

/// A part of a run, made when its turn comes: some take a second to be made.
using PlannedPart = std::function<Source()>;

/// The parts of a run, before it.
struct Plan {
    std::vector<PlannedPart> parts;  // one may turn out to have no case
    std::optional<Guarantee> guarantee;
    std::string level;                // "operations", "children", "both"; empty for other subjects
    std::vector<std::string> limits;  // what a verdict is about, a few words each; empty: everything
    std::string problem;              // why there is no plan; empty: there is one
};

/// Returns whether the edition relates rows by their places: of such rows there is no finite machine.
bool reads_places(Edition edition);

/// Returns why no list of that level can be asked; empty: it can.
std::string problem_of_level(analysis::Level level, const Vocabulary& vocabulary);

/// Returns the parts of the run that `options` ask for, of what is offered.
Plan plan_of(const PlanOptions& options, const Vocabulary& vocabulary);

}  // namespace rollout::conformance
