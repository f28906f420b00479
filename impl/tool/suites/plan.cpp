#include "plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "decision_sources.hpp"
#include "list_sources.hpp"
#include "row_source.hpp"
#include "rule_sources.hpp"
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
Guarantee guarantee_of(bool has_rows_with_places, std::string left_out, bool is_default) {
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
    if (has_rows_with_places) {
        guarantee.assumptions.push_back(fmt::format(
            "rows have no finite machine: the theorem is about rows without a place and about children, and "
            "for other relations of rows than those that were asked nothing follows (probed by {})",
            is_default ? "rows, random rows" : "rows"));
    }
    return guarantee;
}

/// Adds complete suites of these lists.
void plan_complete(Plan& plan, const PlanOptions& options, const std::vector<std::shared_ptr<const Lists>>& every) {
    for (const std::shared_ptr<const Lists>& lists : every) {
        const auto make = [=] { return complete_source(lists, options.extra_states); };
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

/// Returns the lists of what is offered, of a built-in edition or of a rule file.
std::vector<std::shared_ptr<const Lists>> every_list(const auto&... offered) {
    const auto lists = lists_of(offered...);
    return {lists.begin(), lists.end()};
}

/// Adds the parts of a default run: some, then long lists, complete suites, and all but the long lists once more, which
/// would take as long as the rest together.
void plan_and_ask_again(Plan& plan, const PlanOptions& options, PlannedPart sizes,
                        const std::vector<std::shared_ptr<const Lists>>& every) {
    std::vector<PlannedPart> again = plan.parts;
    plan.parts.push_back(made_once(std::move(sizes)));
    const std::size_t asked_before = plan.parts.size();
    plan_complete(plan, options, every);
    again.insert(again.end(), plan.parts.begin() + static_cast<std::ptrdiff_t>(asked_before), plan.parts.end());
    plan.parts.push_back(made_once([=] {
        std::vector<Source> sources;
        for (const PlannedPart& part : again) {
            sources.push_back(part());
        }
        return asked_again(std::move(sources), options.seed);
    }));
}

/// The default run: what is soonest asked comes first.
void plan_default(Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
    const Edition edition = options.edition.built_in();
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
    plan_and_ask_again(
        plan, options, [=] { return size_source(edition, vocabulary, options.length_max); },
        every_list(edition, vocabulary));
}

/// The same of a rule file.
void plan_default_of_rule(Plan& plan, const PlanOptions& options, const RuleVocabulary& vocabulary) {
    const auto add = [&](PlannedPart make) { plan.parts.push_back(made_once(std::move(make))); };
    add([=] { return rule_smoke_source(vocabulary); });
    add([=] { return rule_token_source(vocabulary); });
    for (const analysis::LevelFacts& facts : analysis::levels) {
        if (vocabulary.asks(facts.level)) {
            add([=, level = facts.level] {
                return random_source(every_list(vocabulary.of_level(level)), options.seed, random_rollouts,
                                     std::min(random_length_max, options.length_max));
            });
        }
    }
    plan_and_ask_again(
        plan, options, [=] { return rule_size_source(vocabulary, options.length_max); }, every_list(vocabulary));
}

/// Appends a part that costs little to make.
void add(Plan& plan, const Source& source) {
    plan.parts.push_back([=] { return source; });
}

constexpr std::array table{
    Suite{"default", "complete K=0, smoke, regressions, tokens, rows, random rollouts, all of that again, and sizes",
          "conformant: right on lists of every length, with up to as many classes as the edition has", true, true,
          plan_default, plan_default_of_rule},
    Suite{"complete",
          "tokens, rows, every step of the edition's machine, K further letters, and what tells its states apart",
          "conformant: right on lists of every length, with up to K more classes (--extra-states K)", true, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              const Edition edition = options.edition.built_in();
              add(plan, token_source(edition, vocabulary));
              add(plan, row_source(edition, vocabulary));
              plan_complete(plan, options, every_list(edition, vocabulary));
          },
          [](Plan& plan, const PlanOptions& options, const RuleVocabulary& vocabulary) {
              add(plan, rule_token_source(vocabulary));
              plan_complete(plan, options, every_list(vocabulary));
          }},
    Suite{"smoke", "two rollouts that need each clause, and the case lines of the specification",
          "without a clause left out", false, false,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, smoke_source(options.edition.built_in(), vocabulary));
          },
          [](Plan& plan, const PlanOptions&, const RuleVocabulary& vocabulary) {
              add(plan, rule_smoke_source(vocabulary));
          }},
    Suite{"tokens", "absent, null and every kind of text as a policy, and spellings of states, where they decide",
          "reading words as they should be", false, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, token_source(options.edition.built_in(), vocabulary));
          },
          [](Plan& plan, const PlanOptions&, const RuleVocabulary& vocabulary) {
              add(plan, rule_token_source(vocabulary));
          }},
    Suite{"rows", "relations of rows by key and deployment, kinds, starts, and orders of rows with a place",
          "relating rows as the builder does", false, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, row_source(options.edition.built_in(), vocabulary));
          }},
    Suite{"sizes", "lists around powers of 2 and of 10, up to 100,001 elements", "right on long lists, as far as asked",
          false, true,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, size_source(options.edition.built_in(), vocabulary, options.length_max));
          },
          [](Plan& plan, const PlanOptions& options, const RuleVocabulary& vocabulary) {
              add(plan, rule_size_source(vocabulary, options.length_max));
          }},
    Suite{"regressions", "the defects that later editions correct", "without any of them", false, false,
          [](Plan& plan, const PlanOptions& options, const Vocabulary& vocabulary) {
              add(plan, regression_source(options.edition.built_in(), vocabulary));
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
    for (Source& source : decision_sources(*options.subject, options.edition.built_in(), options.seed, words)) {
        plan.parts.push_back([source = std::move(source)] { return source; });
    }
    if (decisions_of(*options.subject, options.edition.built_in()).empty()) {
        plan.problem =
            fmt::format("--subject {}: edition {} says nothing of it", options.subject->name, options.edition.name());
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

std::string problem_of_level(Level level, bool is_offered) {
    return is_offered ? "" : fmt::format("--level {}: the testee does not offer it", analysis::name(level));
}

namespace {

/// Returns a plan without parts: its problem, if the options have one.
Plan begun_plan(const PlanOptions& options, const Suite& suite, bool offers_the_level) {
    Plan plan;
    if (options.extra_states > 0 && (&suite == &table.front() || !suite.is_complete)) {
        plan.problem = "--extra-states: only --suite complete has more classes";
    } else if (options.level) {
        plan.problem = problem_of_level(*options.level, offers_the_level);
    }
    return plan;
}

/// Adds what the whole run says, behind its parts.
void finish(Plan& plan, const PlanOptions& options, const Suite& suite, bool has_rows_with_places,
            const std::string& left_out) {
    if (suite.is_complete) {
        plan.guarantee = guarantee_of(has_rows_with_places, left_out, &suite == &table.front());
    }
    if (options.length_max < longest_list && suite.has_long_lists) {
        plan.limits.push_back(fmt::format("lists of up to {} elements", options.length_max));
    }
}

std::string level_text(bool has_operations, bool has_children) {
    return has_operations && has_children
               ? "both"
               : std::string(analysis::name(has_children ? Level::children : Level::operations));
}

}  // namespace

Plan plan_of(const PlanOptions& options, const Vocabulary& offered) {
    if (!options.subject->is_projection()) {
        return plan_of_decisions(options, offered);
    }
    const Suite& suite = options.suite == nullptr ? table.front() : *options.suite;
    Plan plan = begun_plan(options, suite, options.level && offered.offers(*options.level));
    if (!plan.problem.empty()) {
        return plan;
    }
    const Edition edition = options.edition.built_in();
    const Vocabulary vocabulary = options.level ? offered.of_level(*options.level) : offered;
    plan.level = level_text(vocabulary.offers(Level::operations), vocabulary.offers(Level::children));
    plan.limits = vocabulary.limits(edition);
    suite.add_parts(plan, options, vocabulary);
    finish(plan, options, suite, reads_places(edition) && vocabulary.offers(Level::operations), offered.left_out());
    return plan;
}

Plan plan_of(const PlanOptions& options, const RuleVocabulary& offered) {
    const Suite& suite = options.suite == nullptr ? table.front() : *options.suite;
    Plan plan = begun_plan(options, suite, options.level && offered.offers(*options.level));
    if (!options.subject->is_projection()) {
        plan.problem = fmt::format("--subject {}: a rule file says nothing of it", options.subject->name);
    } else if (suite.add_parts_of_rule == nullptr) {
        plan.problem = fmt::format("--suite {}: only built-in editions have such cases", suite.name);
    } else if (plan.problem.empty()) {
        plan.problem = problem_of_size(offered.rule());
    }
    if (!plan.problem.empty()) {
        return plan;
    }
    const RuleVocabulary vocabulary = options.level ? offered.of_level(*options.level) : offered;
    plan.level = level_text(vocabulary.asks(Level::operations), vocabulary.asks(Level::children));
    plan.limits = vocabulary.limits();
    suite.add_parts_of_rule(plan, options, vocabulary);
    finish(plan, options, suite, false, offered.left_out());
    return plan;
}

std::variant<Plan, std::string> plan_of(const PlanOptions& options, const Offer& offer) {
    const auto planned = [&](const auto& offered) -> std::variant<Plan, std::string> {
        if (const auto* problem = std::get_if<std::string>(&offered)) {
            return *problem;
        }
        Plan plan = plan_of(options, std::get<0>(offered));
        plan.left_out = std::get<0>(offered).left_out();
        return plan;
    };
    return options.edition.file() ? planned(RuleVocabulary::of(options.edition.file(), offer))
                                  : planned(Vocabulary::of(options.edition.built_in(), offer));
}

Plan plan_of(const PlanOptions& options) {
    return options.edition.file() ? plan_of(options, RuleVocabulary(options.edition.file()))
                                  : plan_of(options, Vocabulary());
}

}  // namespace rollout::oracle
