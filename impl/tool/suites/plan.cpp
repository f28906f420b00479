#include "plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "decision_sources.hpp"
#include "list_sources.hpp"
#include "row_source.hpp"
#include "spec_sources.hpp"
#include "token_source.hpp"

namespace rollout::oracle {
namespace {

using analysis::Level;

constexpr std::uint64_t random_rollouts = 2'000;
constexpr std::uint64_t random_row_lists = 2'000;

/// Returns the part, made once.
PlannedPart made_once(PlannedPart make) {
    return [make = std::move(make), made = std::make_shared<std::optional<Source>>()] {
        if (!*made) {
            *made = make();
        }
        return **made;
    };
}

/// What is assumed, each with the parts of this run that probe it.
Guarantee guarantee_of(const PlanOptions& options, const Vocabulary& vocabulary, std::string left_out,
                       bool is_default) {
    Guarantee guarantee{
        .theorem =
            "A deterministic implementation that tells at most m classes of lists apart, and answers a complete "
            "suite for m right, answers every list of every length right (Vasilevskii 1973, Chow 1978; proof: "
            "spec/guides/conformance.md)",
        .assumptions = {fmt::format("the testee is deterministic, and nothing of one case remains for the next (probed "
                                    "by {})",
                                    is_default ? "asked again" : "nothing in this suite"),
                        fmt::format("it tells at most m classes of lists apart (probed by {})",
                                    is_default ? "sizes, random" : "nothing in this suite"),
                        "it reads every other word as those that were asked: no other spelling of a state or a policy "
                        "is a word to it (probed by tokens)"},
        .scope = std::move(left_out)};
    if (reads_places(options.edition) && vocabulary.offers(Level::operations)) {
        guarantee.assumptions.push_back(fmt::format(
            "rows have no finite machine: the theorem is about rows without a place and about children, and "
            "for other relations of rows than those that were asked nothing follows (probed by {})",
            is_default ? "rows, random rows" : "rows"));
    }
    return guarantee;
}

/// Adds the complete suites of what is offered: of operations one for each latch.
void plan_complete(Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
    for (const analysis::LevelFacts& facts : analysis::levels) {
        for (const Latch latch : latches) {
            if (!vocabulary.offers(facts.level) || (facts.level == Level::children && latch == Latch::released)) {
                continue;
            }
            const auto make = [=, level = facts.level] {
                return complete_source(options.edition, level, latch, vocabulary, options.extra_states);
            };
            if (options.extra_states == 0) {
                plan.parts.push_back(made_once([=] { return std::get<Source>(make()); }));
                continue;
            }
            auto made = make();
            if (const auto* problem = std::get_if<std::string>(&made)) {
                plan.problem = *problem;
                return;
            }
            plan.parts.push_back([source = std::get<Source>(std::move(made))] { return source; });
        }
    }
}

/// The default run: what is soonest asked comes first.
void plan_default(Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
    const Edition edition = options.edition;
    const auto add = [&](PlannedPart make) { plan.parts.push_back(made_once(std::move(make))); };
    add([=] { return smoke_source(edition, vocabulary); });
    add([=] { return regression_source(edition, vocabulary); });
    add([=] { return token_source(edition, vocabulary); });
    add([=] { return row_source(edition, vocabulary); });
    if (reads_places(edition)) {
        add([=] { return random_row_source(edition, vocabulary, options.seed, random_row_lists); });
    }
    for (const analysis::LevelFacts& facts : analysis::levels) {
        if (vocabulary.offers(facts.level)) {
            add([=, level = facts.level] {
                return random_source(edition, level, vocabulary, options.seed, random_rollouts,
                                     std::min(random_length_max, options.length_max));
            });
        }
    }
    std::vector<PlannedPart> again = plan.parts;
    add([=] { return size_source(edition, vocabulary, options.length_max); });
    const std::size_t asked_before = plan.parts.size();
    plan_complete(plan, options, vocabulary);
    again.insert(again.end(), plan.parts.begin() + static_cast<std::ptrdiff_t>(asked_before), plan.parts.end());
    // All but the long lists, which take as long as the rest together.
    add([=] {
        std::vector<Source> sources;
        for (const PlannedPart& part : again) {
            sources.push_back(part());
        }
        return asked_again(std::move(sources), options.seed);
    });
}

/// Appends a part that costs little to make.
void add(Plan& plan, const Source& source) {
    plan.parts.push_back([=] { return source; });
}

constexpr std::array table{
    Suite{"default", "complete K=0, smoke, regressions, tokens, rows, random rollouts, all of that again, and sizes",
          "conformant: right on lists of every length, with up to as many classes as the edition has", true, true,
          plan_default},
    Suite{"complete",
          "tokens, rows, every step of the edition's machine, K further letters, and what tells its states apart",
          "conformant: right on lists of every length, with up to K more classes (--extra-states K)", true, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, token_source(options.edition, vocabulary));
              add(plan, row_source(options.edition, vocabulary));
              plan_complete(plan, options, vocabulary);
          }},
    Suite{"smoke", "two rollouts that need each clause, and the case lines of the specification",
          "without a clause left out", false, false,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, smoke_source(options.edition, vocabulary));
          }},
    Suite{"tokens", "absent, null and every kind of text as a policy, and spellings of states, where they decide",
          "reading words as they should be", false, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, token_source(options.edition, vocabulary));
          }},
    Suite{"rows", "relations of rows by key and deployment, kinds, starts, and orders of rows with a place",
          "relating rows as the builder does", false, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, row_source(options.edition, vocabulary));
          }},
    Suite{"sizes", "lists around powers of 2 and of 10, up to 100,001 elements", "right on long lists, as far as asked",
          false, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, size_source(options.edition, vocabulary, options.length_max));
          }},
    Suite{"regressions", "the defects that later editions correct", "without any of them", false, false,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, regression_source(options.edition, vocabulary));
          }},
};

/// The parts of a subject that is asked for decisions.
Plan plan_of_decisions(const PlanOptions& options, const Vocabulary& vocabulary) {
    Plan plan;
    if (options.suite != nullptr) {
        plan.problem = fmt::format("--suite {}: suites are of the subject projection", options.suite->name);
        return plan;
    }
    if (options.level) {
        plan.problem = "--level: levels are of the subject projection";
        return plan;
    }
    const Words words{{vocabulary.offered_states().begin(), vocabulary.offered_states().end()},
                      {vocabulary.offered_policies().begin(), vocabulary.offered_policies().end()}};
    for (Source& source : decision_sources(*options.subject, options.edition, options.seed, words)) {
        plan.parts.push_back([source = std::move(source)] { return source; });
    }
    if (decisions_of(*options.subject, options.edition).empty()) {
        plan.problem =
            fmt::format("--subject {}: edition {} says nothing of it", options.subject->name, name(options.edition));
    }
    return plan;
}

}  // namespace

std::span<const Suite> suites() { return table; }

const Suite* find_suite(std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Suite& suite) { return suite.name == name; });
    return found == table.end() ? nullptr : &*found;
}

bool reads_places(Edition edition) { return edition >= Edition::finalizers; }

std::string problem_of_level(Level level, const Vocabulary& vocabulary) {
    return vocabulary.offers(level) ? ""
                                    : fmt::format("--level {}: the testee does not offer it", analysis::name(level));
}

Plan plan_of(const PlanOptions& options, const Vocabulary& offered) {
    if (!options.subject->is_projection()) {
        return plan_of_decisions(options, offered);
    }
    const Suite& suite = options.suite == nullptr ? table.front() : *options.suite;
    const bool is_default = &suite == &table.front();
    Plan plan;
    if (options.extra_states > 0 && (is_default || !suite.is_complete)) {
        plan.problem = "--extra-states: only --suite complete has more classes";
    } else if (options.level) {
        plan.problem = problem_of_level(*options.level, offered);
    }
    if (!plan.problem.empty()) {
        return plan;
    }
    const Vocabulary vocabulary = options.level ? offered.of_level(*options.level) : offered;
    plan.level = !vocabulary.offers(Level::children)     ? analysis::name(Level::operations)
                 : !vocabulary.offers(Level::operations) ? analysis::name(Level::children)
                                                         : "both";
    plan.limits = vocabulary.limits(options.edition);
    suite.add_parts(plan, options, vocabulary);
    if (suite.is_complete) {
        plan.guarantee = guarantee_of(options, vocabulary, offered.left_out(), is_default);
    }
    if (options.length_max < longest_list && suite.has_long_lists) {
        plan.limits.push_back(fmt::format("lists of up to {} elements", options.length_max));
    }
    return plan;
}

}  // namespace rollout::oracle
