#include "plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "list_sources.hpp"
#include "row_source.hpp"
#include "spec_sources.hpp"
#include "subject_cases.hpp"
#include "token_source.hpp"

namespace rollout::conformance {
namespace {

using analysis::Level;

constexpr std::uint64_t random_rollouts = 2'000;
constexpr std::uint64_t random_row_lists = 5'000;

Guarantee guarantee_of(const Vocabulary& vocabulary) {
    return {.theorem =
                "A deterministic implementation that tells at most m classes of lists apart, and answers a complete "
                "suite for m right, answers every list of every length right (Vasilevskii 1973, Chow 1978; proof: "
                "spec/conformance.md)",
            .assumptions = {"the testee is deterministic, and nothing of one case remains for the next",
                            "it tells at most m classes of lists apart",
                            "it treats every other unknown state and policy as the two that are asked"},
            .scope = vocabulary.left_out()};
}

/// Adds the complete suites of the level, one for each latch where operations have one.
void plan_complete(Plan& plan, const ExamineOptions& options, const Vocabulary& vocabulary, unsigned extra_states) {
    for (const Latch latch : latches) {
        if (plan.level == Level::children && latch == Latch::released) {
            continue;
        }
        auto made = complete_source(options.edition, plan.level, latch, vocabulary, extra_states);
        if (const auto* problem = std::get_if<std::string>(&made)) {
            plan.problem = *problem;
            return;
        }
        plan.sources.push_back(std::get<CaseSource>(std::move(made)));
    }
    plan.guarantee = guarantee_of(vocabulary);
}

bool rows_have_no_machine(Edition edition) { return edition >= Edition::finalizers; }

/// The cases of another subject: those of its parts.
Plan plan_of(Subject subject, const ExamineOptions& options, const Vocabulary& vocabulary) {
    Plan plan;
    if (!options.suite.empty()) {
        plan.problem = fmt::format("--suite {}: suites are of the subject projection", options.suite);
        return plan;
    }
    const Words words{{vocabulary.offered_states().begin(), vocabulary.offered_states().end()},
                      {vocabulary.offered_policies().begin(), vocabulary.offered_policies().end()}};
    for (SubjectPart& part : parts_of(subject, options.edition, options.seed, words)) {
        plan.sources.push_back({.name = part.name(), .adds = part.adds(), .size = part.size(), .at = {}});
        plan.sources.back().at = [part = std::move(part)](std::uint64_t number) { return part.at(number); };
    }
    return plan;
}

}  // namespace

Level level_without_a_wish(Edition edition, const Vocabulary& vocabulary) {
    return rows_have_no_machine(edition) || !vocabulary.offers(Level::operations) ? Level::children : Level::operations;
}

std::string problem_of_level(Level level, Edition edition, const Vocabulary& vocabulary) {
    if (!vocabulary.offers(level)) {
        return fmt::format("--level {}: the testee does not offer it", analysis::name(level));
    }
    if (level == Level::operations && rows_have_no_machine(edition)) {
        return fmt::format(
            "--level operations: rows of edition {} have no finite machine; children have one, and the "
            "default run of test asks rows beside them",
            name(edition));
    }
    return "";
}

Plan plan_of(const ExamineOptions& options, const Vocabulary& vocabulary) {
    const Edition edition = options.edition;
    if (const auto subject = subject_named(options.subject)) {
        return plan_of(*subject, options, vocabulary);
    }
    Plan plan;
    if (options.extra_states > 0 && options.suite != "complete") {
        plan.problem = "--extra-states: only --suite complete has more classes";
        return plan;
    }
    plan.level = options.level.value_or(level_without_a_wish(edition, vocabulary));
    if (!vocabulary.offers(plan.level)) {
        plan.problem = problem_of_level(plan.level, edition, vocabulary);
    } else if (options.suite == "smoke") {
        plan.sources = {smoke_source(edition, vocabulary)};
    } else if (options.suite == "tokens" && !vocabulary.offers(Level::operations)) {
        plan.problem = "--suite tokens: its words are those of operations, which the testee does not offer";
    } else if (options.suite == "tokens") {
        plan.sources = {token_source(edition, vocabulary)};
    } else if (options.suite == "regressions") {
        plan.sources = {regression_source(edition, vocabulary)};
    } else if (options.suite == "complete" && !problem_of_level(plan.level, edition, vocabulary).empty()) {
        plan.problem = problem_of_level(plan.level, edition, vocabulary);
    } else if (options.suite == "complete") {
        plan_complete(plan, options, vocabulary, options.extra_states);
    } else {
        const Level asked = plan.level;
        plan.level = rows_have_no_machine(edition) ? Level::children : asked;
        plan_complete(plan, options, vocabulary, 0);
        plan.sources.push_back(smoke_source(edition, vocabulary));
        plan.sources.push_back(regression_source(edition, vocabulary));
        plan.sources.push_back(random_source(edition, plan.level, vocabulary, options.seed, random_rollouts));
        if (rows_have_no_machine(edition) && vocabulary.offers(Level::operations)) {
            plan.sources.push_back(row_source(edition, vocabulary, options.seed, random_row_lists));
        }
        plan.sources.push_back(asked_again(plan.sources, options.seed));
    }
    std::erase_if(plan.sources, [](const CaseSource& source) { return source.size == 0; });
    return plan;
}

}  // namespace rollout::conformance
