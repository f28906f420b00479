// Properties that the projection does not have, and readers that disagree with it: for each finding of
// spec/evidence/findings.md the search for its shortest witness.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::analysis {

/// A rollout that breaks the property of a finding.
struct Witness {
    std::variant<std::vector<Operation>, std::vector<Child>, std::vector<Row>> rollout;
    State answer;      // of the specification
    std::string says;  // what is answered, and what was to be expected

    std::string text() const;
};

struct Finding {
    std::string id;
    /// Returns a shortest witness in that edition, if one of at most three children exists.
    std::function<std::optional<Witness>(Edition edition)> witness;
};

/// Returns every finding, in the order of spec/evidence/findings.md; if an ID is given, only the one of that ID, if
/// there is one.
std::vector<Finding> findings(std::string_view id = "");

// The parts of `findings`: properties of the rule, and readers of words.
std::vector<Finding> rule_findings();
std::vector<Finding> reader_findings();

inline constexpr std::size_t finding_length_max = 3;

}  // namespace rollout::analysis
