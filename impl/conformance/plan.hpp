// What a run asks, before it asks.
#pragma once

#include "case_source.hpp"
#include "examine.hpp"

namespace rollout::conformance {

/// A part of a run, made when its turn comes: some take a second to be made.
using PlannedPart = std::function<CaseSource()>;

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
Plan plan_of(const ExamineOptions& options, const Vocabulary& vocabulary);

}  // namespace rollout::conformance
