#include "plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "list_sources.hpp"
#include "row_source.hpp"
#include "spec_sources.hpp"
#include "token_source.hpp"

namespace rollout::conformance {
namespace {

using analysis::Level;

constexpr std::uint64_t random_rollouts = 2'000;
constexpr std::uint64_t random_row_lists = 5'000;

Guarantee guarantee_of(Edition edition, std::size_t classes, unsigned extra_states, const Vocabulary& vocabulary) {
    const std::size_t classes_max = classes + extra_states;
    return {.theorem = fmt::format(
                "A deterministic implementation of {} that tells at most {} classes of lists apart, and answers every "
                "case of a complete suite for n + K = {} + {} classes right, answers every list of every length right "
                "(Vasilevskii 1973, Chow 1978; proof: spec/conformance.md)",
                name(edition), classes_max, classes, extra_states),
            .assumptions = {"the testee is deterministic, and nothing of one case remains for the next",
                            fmt::format("it tells at most {} classes of lists apart", classes_max),
                            "it treats every other unknown state and policy as the two that are asked"},
            .classes = classes,
            .classes_max = classes_max,
            .scope = vocabulary.left_out()};
}

/// Adds the complete suites of the level, one for each latch where operations have one.
void plan_complete(Plan& plan, const ExamineOptions& options, const Vocabulary& vocabulary, unsigned extra_states) {
    std::size_t classes = 0;
    for (const Latch latch : latches) {
        if (plan.level == Level::children && latch == Latch::released) {
            continue;
        }
        auto made = complete_source(options.edition, plan.level, latch, vocabulary, extra_states);
        if (const auto* problem = std::get_if<std::string>(&made)) {
            plan.problem = *problem;
            return;
        }
        auto& complete = std::get<CompleteSource>(made);
        classes = std::max(classes, complete.classes);
        plan.sources.push_back(std::move(complete.source));
    }
    plan.guarantee = guarantee_of(options.edition, classes, extra_states, vocabulary);
}

bool rows_have_no_machine(Edition edition) { return edition >= Edition::finalizers; }

}  // namespace

Plan plan_of(const ExamineOptions& options, const Vocabulary& vocabulary) {
    const Edition edition = options.edition;
    Plan plan;
    plan.level = options.level.value_or(
        rows_have_no_machine(edition) || !vocabulary.offers(Level::operations) ? Level::children : Level::operations);
    if (!vocabulary.offers(plan.level)) {
        plan.problem = fmt::format("--level {}: the testee does not offer it", analysis::name(plan.level));
    } else if (options.suite == "smoke") {
        plan.sources = {smoke_source(edition, vocabulary)};
    } else if (options.suite == "tokens") {
        plan.sources = {token_source(edition, vocabulary)};
    } else if (options.suite == "regressions") {
        plan.sources = {regression_source(edition, vocabulary)};
    } else if (options.suite == "complete" && plan.level == Level::operations && rows_have_no_machine(edition)) {
        plan.problem = fmt::format(
            "--level operations: rows of edition {} have no finite machine; a complete suite is "
            "there for children, and the default run asks rows beside it",
            name(edition));
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
