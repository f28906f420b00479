// What a run asks, before it asks: for each subject, level and edition the sources of its test cases. From options and
// from what the testee offers; `examine` runs it, and `list suites`, `export suite` print it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "list_sources.hpp"
#include "rule_vocabulary.hpp"
#include "test_case.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

struct Suite;

/// What a run is to ask.
struct PlanOptions {
    AnyEdition edition = Edition::b2;
    const Subject* subject = &projection;
    const Suite* suite = nullptr;  // absent: the default run
    unsigned extra_states = 0;
    std::optional<analysis::Level> level;   // absent: both, as far as they are offered
    std::size_t length_max = longest_list;  // of the lists of the parts sizes and random
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
    std::string left_out;             // what the testee does not offer, one sentence; empty: nothing
    std::string problem;              // why there is no plan; empty: there is one
};

/// A suite that a testee can be run through. A new one needs a row of the table.
struct Suite {
    std::string_view name;
    std::string_view holds;
    std::string_view claims;  // of a testee that passes
    bool is_complete;         // a pass may say conformant
    bool has_long_lists;      // a bound on their length limits the verdict
    /// Appends the parts of the run. Requires: the options are those of a projection.
    void (*add_parts)(Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary);
    /// The same of a rule file; null: the suite is of built-in editions alone.
    void (*add_parts_of_rule)(Plan& plan, const PlanOptions& options, const RuleVocabulary& vocabulary) = nullptr;
};

/// Returns the suites, the default run first.
std::span<const Suite> suites();

/// Returns the suite of that name; a null pointer if there is none.
const Suite* find_suite(std::string_view name);

/// Returns whether the edition relates rows by their places: of such rows there is no finite machine.
bool reads_places(Edition edition);

/// Returns why no list of that level can be asked; empty: it can.
std::string problem_of_level(analysis::Level level, bool is_offered);

/// Returns the parts of the run that `options` ask for, of what is offered; of a built-in edition, or of a rule file.
Plan plan_of(const PlanOptions& options, const Vocabulary& vocabulary);
Plan plan_of(const PlanOptions& options, const RuleVocabulary& vocabulary);
/// The same of what a testee offers, or what is wrong with its offer; and of one that offers everything.
std::variant<Plan, std::string> plan_of(const PlanOptions& options, const Offer& offer);
Plan plan_of(const PlanOptions& options);

}  // namespace rollout::oracle
