// Goal: the text of spec/ is what the code does. Method: every case line of every clause and regression is one test an
// edition, run against the reference (answer, deciding clause and explanation), the implementation, and the C
// interface.

#include <iostream>

#include <rollout/predicates.hpp>
#include <rollout/project.hpp>
#include <rollout/reference/predicates.hpp>
#include <rollout/surfaces.hpp>
#include <rollout/vocabulary/text.hpp>

#include "scenario.hpp"
#include "spec.hpp"
#include "support/c_interface.hpp"
#include "support/gtest.hpp"
#include "support/lifecycle.hpp"
#include "support/run_tests.hpp"

namespace rollout::tests {
namespace {

using oracle::CaseLine;
using oracle::Section;
using oracle::WrittenChild;
using oracle::WrittenRow;

void expect_decision(const CaseLine& line, const reference::Decision& decision, State by_cpp, State by_c) {
    EXPECT_EQ(token(decision.state), line.expected);
    if (!line.decided_by.empty()) {
        EXPECT_EQ(reference::id(decision.clause), line.decided_by);
    }
    EXPECT_EQ(token(by_cpp), line.expected);
    EXPECT_EQ(rollout_state_token(code(by_c)), line.expected);
}

std::vector<Child> children_of(const CaseLine& line) {
    std::vector<Child> children;
    for (const WrittenChild& child : std::get<std::vector<WrittenChild>>(line.rollout.elements)) {
        children.push_back(child.child());
    }
    return children;
}

/// Returns the rows, their words resolved. They point into the line.
std::vector<PlacedOperation> placed_of(const CaseLine& line) {
    std::vector<PlacedOperation> placed;
    for (const WrittenRow& row : std::get<std::vector<WrittenRow>>(line.rollout.elements)) {
        placed.push_back(row.resolved());
    }
    return placed;
}

/// Expects clauses of which only the last one holds.
void expect_steps(const std::vector<reference::Step>& steps) {
    ASSERT_FALSE(steps.empty());
    for (const reference::Step& step : steps) {
        EXPECT_EQ(step.holds, &step == &steps.back()) << reference::id(step.clause);
    }
}

/// Expects the clauses up to the one that decides, which is the base's where the rollout is as the base.
void expect_explanation(Edition edition, std::span<const Child> children, reference::Clause decides) {
    const reference::Explanation explanation = reference::explain(edition, children);
    ASSERT_NO_FATAL_FAILURE(expect_steps(explanation.base));
    ASSERT_NO_FATAL_FAILURE(expect_steps(explanation.rollout));
    const reference::Clause last = explanation.rollout.back().clause;
    const bool as_the_base = last == reference::Clause::ROLL_1 || last == reference::Clause::ROLL_2;
    EXPECT_EQ(as_the_base ? explanation.base.back().clause : last, decides);
}

/// Expects that a latch which is left out is unreleased.
template <class Element>
void expect_unreleased(Edition edition, const std::vector<Element>& elements) {
    const std::span<const Element> list(elements);
    const reference::Decision unreleased = reference::decide(edition, list, Latch::unreleased);
    EXPECT_EQ(reference::decide(edition, list), unreleased);
    EXPECT_EQ(reference::project(edition, list), unreleased.state);
    EXPECT_EQ(project(edition, list), unreleased.state);
}
void expect_unreleased(Edition edition, const std::vector<Row>& rows) {
    std::vector<Operation> operations;
    std::vector<PlacedOperation> placed;
    for (const Row& row : rows) {
        operations.push_back(reference::operation(row));
        placed.push_back({operations.back(), row.placement});
    }
    expect_unreleased<Row>(edition, rows);
    expect_unreleased<PlacedOperation>(edition, placed);
    expect_unreleased<Operation>(edition, operations);
}

void run_rollout(const CaseLine& line, Edition edition) {
    if (line.rollout.is_of_children()) {
        const std::vector<Child> children = children_of(line);
        const std::span<const Child> list(children);
        std::vector<rollout_child> given;
        for (const Child& child : children) {
            given.push_back(code(child));
        }
        const auto by_c = State(rollout_project_children(code(edition), given.data(), given.size()));
        const reference::Decision decision = reference::decide(edition, list);
        expect_decision(line, decision, project(edition, list), by_c);
        expect_explanation(edition, list, decision.clause);
        return;
    }
    const std::vector<Row> rows = oracle::rows_of(std::get<std::vector<WrittenRow>>(line.rollout.elements));
    const std::span<const Row> list(rows);
    const reference::Decision decision = reference::decide(edition, list, line.latch);
    EXPECT_EQ(reference::project(edition, list, line.latch), decision.state);
    expect_decision(line, decision, project(edition, list, line.latch), project_by_c(edition, list, line.latch));
    expect_explanation(edition, reference::build(edition, list, line.latch), decision.clause);
    expect_unreleased(edition, rows);
    const std::vector<PlacedOperation> placed = placed_of(line);
    EXPECT_EQ(token(project(edition, std::span<const PlacedOperation>(placed), line.latch)), line.expected);
}

void run_build(const CaseLine& line, Edition edition) {
    const std::vector<PlacedOperation> placed = placed_of(line);
    const std::vector<Row> rows = oracle::rows_of(std::get<std::vector<WrittenRow>>(line.rollout.elements));
    const std::string expected = text_of(line.expected_children);
    EXPECT_EQ(text_of(reference::build(edition, std::span<const Row>(rows), line.latch)), expected);
    EXPECT_EQ(text_of(build(edition, std::span<const Row>(rows), line.latch)), expected);
    EXPECT_EQ(text_of(build(edition, std::span<const PlacedOperation>(placed), line.latch)), expected);
    EXPECT_EQ(text_of(build_by_c(edition, rows, line.latch)), expected);
}

void run_covers(const CaseLine& line) {
    EXPECT_EQ(reference::covers(*line.texts[0], *line.texts[1]) ? "yes" : "no", line.expected);
    EXPECT_EQ(covers(*line.texts[0], *line.texts[1]) ? "yes" : "no", line.expected);
}

void run_token(const CaseLine& line, Edition edition) {
    EXPECT_EQ(token(reference::parse_state(edition, *line.texts[0])), line.expected);
    EXPECT_EQ(token(parse_state(edition, *line.texts[0])), line.expected);
}

void run_policy(const CaseLine& line) {
    EXPECT_EQ(word(reference::parse_policy(line.texts[0])), line.expected);
    EXPECT_EQ(word(parse_policy(line.texts[0])), line.expected);
}

void run_running_family(const CaseLine& line, Edition edition) {
    const State state = parse_state(*line.texts[0]);
    EXPECT_EQ(reference::in_running_family(edition, state) ? "yes" : "no", line.expected);
    EXPECT_EQ(in_running_family(edition, state) ? "yes" : "no", line.expected);
}

void run_held(const CaseLine& line, Edition edition) {
    const std::vector<Child> children = children_of(line);
    const std::span<const Child> list(children);
    const Summary summary = summarize(edition, list);
    EXPECT_EQ(reference::held_by_a_resumable_child(edition, list) ? "yes" : "no", line.expected);
    EXPECT_EQ(held_by_a_resumable_child(edition, summary) ? "yes" : "no", line.expected);
    EXPECT_EQ(rollout_held_by_a_resumable_child(code(edition), summary.facts) == 1 ? "yes" : "no", line.expected);
}

constexpr oracle::Deciders by_c_interface{
    .guard = guard_by_c,
    .operator_write = operator_write_by_c,
    .local_guard_admits = local_guard_admits_by_c,
    .lands = lands_by_c,
    .local_source = local_source_by_c,
    .side_effects = side_effects_by_c,
    .row_state = row_state_by_c,
    .stop_is_resolved = stop_is_resolved_by_c,
    .claim = claim_by_c,
    .may_cut_over = may_cut_over_by_c,
    // Surfaces are not in the C interface.
    .target_state = target_state,
    .conclusion = conclusion,
    .conclusion_of_both = conclusion_of_both,
    .label = label,
};

void run_decide(const CaseLine& line, Edition edition) {
    const oracle::Question& question = *line.question;
    EXPECT_EQ(answer(edition, question, oracle::by_reference), line.expected);
    if (!line.decided_by.empty()) {
        EXPECT_EQ(reference::id(deciding_clause(edition, question)), line.decided_by);
    }
    EXPECT_EQ(answer(edition, question, oracle::by_library), line.expected);
    EXPECT_EQ(answer(edition, question, by_c_interface), line.expected);
    if (question.reads_the_latch()) {
        EXPECT_EQ(differs_on_claims(edition, question.placed(), question.claim_input()), "");
    }
}

void run_life(const CaseLine& line, Edition edition) {
    const bool holds = model::holds_from(edition, line.situation, *model::property_named(*line.texts.front()));
    EXPECT_EQ(holds ? "holds" : "violated", line.expected);
}

class CaseTest : public testing::Test {
public:
    CaseTest(const CaseLine& line, Edition edition) : line_(line), edition_(edition) {}

    void TestBody() override {
        SCOPED_TRACE("spec/" + line_.file + ":" + std::to_string(line_.line) + ": " + line_.source);
        switch (line_.kind) {
            case CaseLine::Kind::rollout:
                return run_rollout(line_, edition_);
            case CaseLine::Kind::build:
                return run_build(line_, edition_);
            case CaseLine::Kind::token:
                return run_token(line_, edition_);
            case CaseLine::Kind::policy:
                return run_policy(line_);
            case CaseLine::Kind::covers:
                return run_covers(line_);
            case CaseLine::Kind::running_family:
                return run_running_family(line_, edition_);
            case CaseLine::Kind::held:
                return run_held(line_, edition_);
            case CaseLine::Kind::decide:
                return run_decide(line_, edition_);
            case CaseLine::Kind::life:
                return run_life(line_, edition_);
        }
    }

private:
    const CaseLine& line_;
    Edition edition_;
};

void register_cases(const Section& section) {
    for (std::size_t i = 0; i < section.cases.size(); ++i) {
        const CaseLine& line = section.cases[i];
        for (const EditionFacts& facts : editions) {
            if (line.editions.contains(facts.edition)) {
                const std::string name = "case_" + std::to_string(i + 1) + "_" + std::string(facts.name);
                testing::RegisterTest(section.id.c_str(), name.c_str(), nullptr, nullptr, line.file.c_str(), line.line,
                                      [&line, &facts]() -> CaseTest* { return new CaseTest(line, facts.edition); });
            }
        }
    }
}

}  // namespace
}  // namespace rollout::tests

// Cases are read by the library that they ask: one that reads no states reads no cases, which is red and no crash.
int main(int argc, char** argv) try {
    for (const auto* kind :
         {&rollout::oracle::clauses(), &rollout::oracle::regressions(), &rollout::oracle::findings()}) {
        for (const auto& section : *kind) {
            rollout::tests::register_cases(section);
        }
    }
    return rollout::tests::run_tests(argc, argv);
} catch (const rollout::oracle::SpecError& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
