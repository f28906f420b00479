// What a run asks, before it asks.
#pragma once

#include "case_source.hpp"
#include "examine.hpp"

namespace rollout::conformance {

/// The parts of a run, before it.
struct Plan {
    std::vector<CaseSource> sources;
    std::optional<Guarantee> guarantee;
    analysis::Level level = analysis::Level::operations;
    std::string problem;  // why there is no plan; empty: there is one
};

/// Returns the level that is asked without a wish: operations, but children where rows have no finite machine, or the
/// testee reads no operations.
analysis::Level level_without_a_wish(Edition edition, const Vocabulary& vocabulary);

/// Returns why no machine of that level can be asked; empty: it can.
std::string problem_of_level(analysis::Level level, Edition edition, const Vocabulary& vocabulary);

/// Returns the parts of the run that `options` ask for, of what is offered.
Plan plan_of(const ExamineOptions& options, const Vocabulary& vocabulary);

}  // namespace rollout::conformance
