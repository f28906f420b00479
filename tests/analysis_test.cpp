// Goal: findings, regressions and differences say what the code does. Method: each finding's witness is asked again by
// the reference; pages and searches name the same editions; each regression speaks of every edition, and its origin
// does not give the wrong answer.

#include <regex>
#include <set>

#include <rollout/predicates.hpp>
#include <rollout/reference/predicates.hpp>
#include <rollout/vocabulary/text.hpp>

#include "findings.hpp"
#include "product.hpp"
#include "shortest.hpp"
#include "spec.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

TEST(Findings, ThePageAndTheSearchesNameTheSameFindings) {
    std::vector<std::string> of_page;
    std::vector<std::string> of_code;
    for (const oracle::Section& finding : oracle::findings()) {
        if (finding.cases.empty()) {  // those of the protocol are cases, which the clause test runs
            of_page.push_back(finding.id);
        }
        EXPECT_FALSE(finding.sentence.empty() || finding.why.empty() || finding.fixed_rule.empty()) << finding.id;
    }
    for (const analysis::Finding& finding : analysis::findings()) {
        of_code.push_back(finding.id);
    }
    EXPECT_EQ(of_page, of_code);
    EXPECT_GE(of_page.size(), 10U);
}

TEST(Findings, EachHasAWitnessInExactlyItsEditions) {
    for (const analysis::Finding& finding : analysis::findings()) {
        const oracle::Section* page = oracle::find_section(finding.id);
        ASSERT_NE(page, nullptr) << finding.id;
        for (const EditionFacts& edition : editions) {
            const auto witness = finding.witness(edition.edition);
            EXPECT_EQ(witness.has_value(), page->editions.contains(edition.edition))
                << finding.id << " in " << edition.name;
            if (witness) {
                const State answer = std::visit(
                    [&]<class Element>(const std::vector<Element>& elements) {
                        return reference::project(edition.edition, std::span<const Element>(elements));
                    },
                    witness->rollout);
                EXPECT_EQ(witness->answer, answer) << finding.id << " in " << edition.name << ": " << witness->text();
                EXPECT_NE(witness->says.find(token(answer)), std::string::npos) << witness->says;
            }
        }
    }
}

bool is_of_the_protocol(const oracle::Section& finding) {
    return std::any_of(finding.cases.begin(), finding.cases.end(),
                       [](const oracle::CaseLine& line) { return line.kind == oracle::CaseLine::Kind::life; });
}

/// Returns the states of the rows of a line, in order.
std::vector<std::string> states_of(const oracle::CaseLine& line) {
    std::vector<std::string> states_read;
    for (const oracle::WrittenRow& row :
         line.question ? line.question->rows : std::get<std::vector<oracle::WrittenRow>>(line.rollout.elements)) {
        states_read.push_back(row.state);
    }
    return states_read;
}

// The clause test runs their cases. Two lines make a pair: one question that two editions answer in two ways, or one
// list of rows of which two decisions of one edition do not agree. F-32 is about one answer.
TEST(Findings, OfClaimsAndSurfacesArePairsThatDiffer) {
    std::size_t pairs = 0;
    for (const oracle::Section& finding : oracle::findings()) {
        if (finding.cases.empty() || is_of_the_protocol(finding) || finding.id == "F-32") {
            continue;
        }
        ASSERT_EQ(finding.cases.size() % 2, 0U) << finding.id;
        for (std::size_t i = 0; i < finding.cases.size(); i += 2, ++pairs) {
            const oracle::CaseLine& one = finding.cases[i];
            const oracle::CaseLine& other = finding.cases[i + 1];
            const bool is_one_question = one.text_of_input() == other.text_of_input();
            EXPECT_NE(is_one_question, one.editions.contains(other.editions.first)) << other.source;
            EXPECT_EQ(states_of(one), states_of(other)) << other.source;
            EXPECT_NE(one.expected, other.expected) << other.source;
        }
    }
    EXPECT_GE(pairs, 15U);
}

TEST(Findings, OfTheProtocolAreViolatedInExactlyTheirEditions) {
    std::size_t of_the_protocol = 0;
    for (const oracle::Section& finding : oracle::findings()) {
        if (!finding.cases.empty() && !is_of_the_protocol(finding)) {
            continue;
        }
        of_the_protocol += finding.cases.empty() ? 0 : 1;
        for (const EditionFacts& edition : editions) {
            std::set<std::string> said;
            for (const oracle::CaseLine& line : finding.cases) {
                if (line.editions.contains(edition.edition)) {
                    said.insert(line.expected);
                }
            }
            if (!finding.cases.empty()) {
                const std::string expected = finding.editions.contains(edition.edition) ? "violated" : "holds";
                EXPECT_EQ(said, std::set{expected}) << finding.id << " in " << edition.name;
            }
        }
    }
    EXPECT_GE(of_the_protocol, 14U);
}

State answer_of_the_reference(Edition edition, std::initializer_list<Child> children) {
    return reference::project(edition, std::span<const Child>(children.begin(), children.size()));
}

// The properties of semantics, each broken on a rollout written here by hand and asked of the reference.
TEST(Findings, TheReferenceBreaksTheProperties) {
    for (const EditionFacts& facts : editions) {
        const Edition edition = facts.edition;
        for (const State over : {State::stopped, State::cancelled, State::reverted}) {
            EXPECT_EQ(answer_of_the_reference(edition, {{State::running}, {over}}), over);
        }
        EXPECT_EQ(answer_of_the_reference(edition, {{State::running}, {State::pending}}), State::running);
        EXPECT_EQ(answer_of_the_reference(edition, {{State::completed}, {State::pending}}), State::pending);
        EXPECT_EQ(answer_of_the_reference(edition, {{State::resuming}}), State::pending);
        const State live = answer_of_the_reference(edition, {{State::failed, true}, {State::stopped}});
        EXPECT_EQ(live, edition < Edition::settled ? State::failed : State::running_degraded);
    }
    const std::array unnoticed{Child{State::pending, false, false, true}, Child{State::failed, true},
                               Child{State::stopped}};
    for (const EditionFacts& facts : editions_from(Edition::finalizers)) {
        EXPECT_EQ(reference::project(facts.edition, unnoticed), State::running_degraded);
        EXPECT_FALSE(reference::held_by_a_resumable_child(facts.edition, unnoticed));
    }
}

// The fixed rules that findings propose, on every short rollout.

TEST(Findings, TheFixedRuleOfF2AndF3HasBothProperties) {
    const std::vector<Operation> alphabet = analysis::all_operations();
    for (const EditionFacts& facts : editions) {
        const auto known_past_pending = [&](Operation operation) {
            return operation.state != State::pending && operation.state != State::unrecognized &&
                   recognizes(facts.edition, operation.state);
        };
        const auto fixed = [&](std::span<const Operation> list) {
            const reference::Decision decision = reference::decide(facts.edition, list);
            const bool begun = std::any_of(list.begin(), list.end(), known_past_pending);
            return decision.clause == reference::Clause::BASE_18 && begun ? State::running : decision.state;
        };
        analysis::any_list(std::span<const Operation>(alphabet), 2, [&](std::span<const Operation> list) {
            EXPECT_FALSE(fixed(list) == State::pending && std::any_of(list.begin(), list.end(), known_past_pending))
                << text_of(list);
            for (std::size_t i = 0; i < list.size(); ++i) {
                std::vector<Operation> after(list.begin(), list.end());
                after[i].state = State::completed;
                EXPECT_FALSE(list[i].state == State::running && fixed(list) == State::running &&
                             fixed(after) == State::pending)
                    << text_of(list);
            }
            return testing::Test::HasFailure();
        });
    }
}

TEST(Findings, TheFixedRuleOfF5SaysYesWherePred4DoesAndWhereStoppedChildrenAloneHold) {
    const Edition edition = newest_edition;
    const std::vector<Child> alphabet = analysis::one_child_a_letter(edition);
    const auto holds = [](Child child) { return reference::HoldingInFinalizers::holds(child); };
    std::size_t more = 0;
    analysis::any_list(std::span<const Child>(alphabet), 3, [&](std::span<const Child> list) {
        const auto all = [&](auto predicate) { return std::all_of(list.begin(), list.end(), predicate); };
        const bool live = !terminal(reference::project(edition, list));
        const bool some_holds = !all([&](Child child) { return !holds(child); });
        const bool fixed =
            live && some_holds && all([&](Child child) { return !holds(child) || terminal(child.state); });
        const bool stopped_alone_hold =
            live && some_holds && all([&](Child child) { return !holds(child) || child.state == State::stopped; });
        const bool pred_4 = reference::held_by_a_resumable_child(edition, list);
        EXPECT_EQ(fixed, stopped_alone_hold) << text_of(list);
        EXPECT_TRUE(fixed || !pred_4) << text_of(list);
        more += fixed && !pred_4 ? 1 : 0;
        return testing::Test::HasFailure();
    });
    EXPECT_GT(more, 0U);
}

TEST(Cases, ThatWouldMeanSomethingElseAreRefused) {
    for (const char* line :
         {"b2 failed -> failed", "b2: failed", "b9: failed -> failed", "b2: failed+nonsense -> failed",
          "b2: failed+continue pending:halt -> running", "b2: token a b -> unrecognized", "b2: covers \"a\" -> no",
          "b2: policy absent halt -> halt", "settled: held failed:continue stopped -> yes",
          "finalizers: build [{\"state\":\"failed\"}] -> failed:pause", "finalizers: build [{\"stat\":1}] -> failed",
          "finalizers: rows nonsense -> failed", "pause released: failed+pause running -> paused",
          "pause released: token failed -> failed", "pause released: held failed -> no",
          "b2: failed -> failed by ROLL-3 x", "b2: \"failed -> failed"}) {
        EXPECT_THROW(oracle::read_case_line(line, "page.md", 1), oracle::SpecError) << line;
    }
}

TEST(Cases, OfDecisionsThatAreMisspeltAreRefused) {
    for (const char* line : {"b2: decide nothing stored=failed -> yes",
                             "b2: decide guard stord=failed -> write",
                             "b2: decide guard stored=faild -> write",
                             "b2: decide guard stored -> write",
                             "b2: decide guard stored=failed stored=failed -> write",
                             "b2: decide guard reopen=maybe -> write",
                             "b2: decide guard  stored=failed -> write",
                             "b2: decide guard stored=\"failed -> write",
                             "b2: decide guard stored=\"failed\"x -> write",
                             "b2: decide operator reading=row -> refuse",
                             "b2: decide lands own=failed -> yes",
                             "b2: decide claim at=1 -> none",
                             "b2: decide claim rows=pending -> start",
                             "b2: decide claim rows=pending at=0 -> start",
                             "b2: decide claim rows=pending at=2 -> start",
                             "b2: decide claim rows=pending at=1x -> start",
                             "b2: decide claim rows=[{\"stat\":1}] at=1 -> start",
                             "b2: decide claim rows=[ at=1 -> start",
                             "b2: decide claim rows=[] at=1 -> none",
                             "b2: decide lands read=failed stored=failed -> yes by WRITE-7",
                             "b2: decide guard stored=failed -> refuse by GUARD-1 x",
                             "pause released: decide guard stored=failed -> refuse"}) {
        EXPECT_THROW(oracle::read_case_line(line, "page.md", 1), oracle::SpecError) << line;
    }
}

TEST(Cases, OfDecisionsSayWhichTextIsWrongAndWhere) {
    try {
        oracle::read_case_line("b2: decide local_guard stored=faild -> no", "page.md", 7);
        FAIL() << "was read";
    } catch (const oracle::SpecError& error) {
        EXPECT_STREQ(error.what(), "spec/page.md:7: 'faild' is no value of stored");
    }
}

TEST(Cases, OfDecisionsHaveTheDefaultsOfTheLifecycle) {
    const oracle::CaseLine line =
        oracle::read_case_line("pause released: decide claim rows=pending at=1 -> start", "page.md", 1);
    ASSERT_TRUE(line.question.has_value());
    EXPECT_EQ(line.question->claim.latch, Latch::released);
    EXPECT_EQ(line.question->claim_input().cutover, Cutover::rolling);
    EXPECT_TRUE(line.question->claim.retries_are_left);
    EXPECT_EQ(line.question->index, 0U);
    const oracle::CaseLine other = oracle::read_case_line(
        R"(b2: decide cutover rows=[{"state":"failed","key":"a ] b"},{"state":"pending"}] at=2 cutover="barrier" -> no)",
        "page.md", 1);
    EXPECT_EQ(other.question->claim_input().cutover, Cutover::barrier);
    EXPECT_EQ(other.question->placed().front().placement.key, "a ] b");
    EXPECT_EQ(other.expected, "no");
}

TEST(Regressions, EachSpeaksOnceOfEveryEditionWithOneInputAndIsRightAtItsOrigin) {
    std::set<std::string> numbers;
    for (const oracle::Section& regression : oracle::regressions()) {
        EXPECT_FALSE(regression.sentence.empty()) << regression.id;
        numbers.insert(regression.id.substr(4, regression.id.find('-', 4) - 4));
        std::vector<std::string> expected;
        for (const EditionFacts& edition : editions) {
            for (const oracle::CaseLine& line : regression.cases) {
                if (line.editions.contains(edition.edition)) {
                    expected.push_back(line.expected);
                    EXPECT_EQ(line.decided_by.empty(), line.kind == oracle::CaseLine::Kind::life) << line.source;
                }
                EXPECT_EQ(line.text_of_input(), regression.cases.front().text_of_input()) << regression.id;
            }
        }
        ASSERT_EQ(expected.size(), editions.size()) << regression.id;
        ASSERT_TRUE(regression.origin.has_value()) << regression.id;
        const auto origin = static_cast<std::size_t>(*regression.origin);
        ASSERT_GT(origin, 0U);
        EXPECT_NE(expected[origin], regression.wrong_answer) << regression.id;
        const bool of_the_rule = !std::regex_match(
            regression.id, std::regex("REG-(9|14|15|16)-.*"));  // spec/evidence/regressions.md says why
        EXPECT_EQ(expected[origin - 1] == regression.wrong_answer, of_the_rule) << regression.id;
    }
    for (int number = 1; number <= 18; ++number) {
        EXPECT_EQ(numbers.erase(std::to_string(number)), 1U) << number;
    }
    EXPECT_EQ(numbers, std::set<std::string>{});
}

TEST(Differences, AreThoseOfTheEditions) {
    const auto kinds = [](Edition earlier, Edition later) {
        std::set<std::string> found;
        for (const analysis::Difference& difference : analysis::differences(earlier, later).kinds) {
            found.insert(std::string(token(difference.before)) + " -> " + std::string(token(difference.after)));
        }
        return found;
    };
    using Kinds = std::set<std::string>;
    EXPECT_EQ(kinds(Edition::b1, Edition::b2), Kinds{"failed -> running"});
    EXPECT_EQ(kinds(Edition::b2, Edition::b3), Kinds{});
    EXPECT_EQ(kinds(Edition::b3, Edition::b4), Kinds{"running -> running_degraded"});
    EXPECT_EQ(kinds(Edition::b4, Edition::pause),
              (Kinds{"failed -> paused", "failed -> running_degraded", "running_degraded -> failed"}));
    EXPECT_EQ(kinds(Edition::pause, Edition::pause), Kinds{});
    EXPECT_TRUE(kinds(Edition::pause, Edition::settled).contains("cutting_over -> running"));
    if (whole_bounds()) {
        EXPECT_EQ(kinds(Edition::finalizers, Edition::finalizers), Kinds{});
        EXPECT_TRUE(kinds(Edition::settled, Edition::finalizers).contains("running_degraded -> failed"));
    }
}

}  // namespace
}  // namespace rollout::tests
