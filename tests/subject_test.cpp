// Goal: the cases of guard, writer and claim say what they say they are, every spelling of one is the same question,
// and deciders that are wrong about one clause are caught. Method: parts are counted against closed forms and walked;
// broken deciders are asked, random parts left aside.
#include "decision_sources.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "plan.hpp"
#include "question_json.hpp"
#include "spec.hpp"
#include "testees/broken_deciders.hpp"

namespace rollout::oracle {
namespace {

constexpr std::uint64_t seed = 337;

/// Every so many cases of a long part are walked.
const std::uint64_t stride = tests::whole_bounds() ? 1 : 13;

std::vector<Source> all_sources(Edition edition) {
    std::vector<Source> all;
    for (const Subject& subject : subjects) {
        for (Source& source : decision_sources(subject, edition, seed)) {
            all.push_back(std::move(source));
        }
    }
    return all;
}

/// Calls `use` with the cases of a part, or with some of many.
void for_some_cases(const Source& source, auto use) {
    const std::uint64_t step = source.size > 1000 ? stride : 1;
    for (std::uint64_t number = 0; number < source.size; number += step) {
        use(source.at(number));
    }
}

const Question& question_of(const TestCase& asked) { return std::get<Question>(asked.input); }

const Subject& subject_of(const Source& source) {
    const Decision decision = question_of(source.at(0)).decision;
    return *std::find_if(subjects.begin(), subjects.end(),
                         [&](const Subject& subject) { return subject.decides(decision); });
}

class SubjectTest : public testing::TestWithParam<Edition> {};
INSTANTIATE_TEST_SUITE_P(In, SubjectTest,
                         testing::Values(Edition::b1, Edition::b2, Edition::b3, Edition::b4, Edition::pause,
                                         Edition::settled, Edition::finalizers, Edition::steps),
                         [](const auto& tested) { return std::string(name(tested.param)); });

TEST_P(SubjectTest, PartsHaveTheSizesThatTheyShould) {
    const Edition edition = GetParam();
    const auto states_of_edition = static_cast<std::uint64_t>(std::count_if(
        states.begin(), states.end(), [&](const StateFacts& facts) { return recognizes(edition, facts.state); }));
    const std::uint64_t n = states_of_edition;
    const std::uint64_t two = n * n;
    const bool has_places = edition >= Edition::pause;
    const std::uint64_t all = state_count;
    const std::uint64_t cutovers_apart = has_places ? 3 : 2;
    // Of the operator: classes of pairs of states, and of bases.
    const std::uint64_t pairs = edition < Edition::b3 ? 4 : edition < Edition::b4 ? 6 : 10;
    const std::uint64_t bases = edition < Edition::b3 ? 1 : 2;
    // Of the other values of a claim's axes: states twice, six spellings of policies twice, cutover words, situations.
    const std::uint64_t policies_apart = has_places ? 3 : 2;
    const std::uint64_t policies_of_siblings = edition < Edition::settled || edition >= Edition::steps ? 1 : 2;
    const std::uint64_t situations = has_places ? 10 : 9;
    const auto left_out = [&](std::uint64_t candidates, std::uint64_t siblings, std::uint64_t of_siblings,
                              std::uint64_t cutovers_left, std::uint64_t situations_left) {
        return times_left_out * (2 * all - candidates - siblings + 12 - policies_apart - of_siblings + 4 -
                                 cutovers_left + 16 * all - situations_left);
    };
    std::map<std::string, std::uint64_t> expected{
        {"guard: every input", two * n * 4},
        {"operator: by class", pairs * bases * 64 + times_left_out * (two - pairs + n - bases)},
        {"operator: random", random_questions},
        {"local_guard: every input", n},
        {"lands: every input", two},
        {"local: every input", n * 64},
        {"effects: every input", two * 2},
        {"row: every input", two * 2},
        {"stop: every input", n * 2},
        {"claim: one row", all * all * 16 * 2 * cutovers_apart},
        {"claim: two rows by class",
         6 * policies_apart * 4 * policies_of_siblings * cutovers_apart * 2 * situations * 2 +
             left_out(6, 4, policies_of_siblings, cutovers_apart, situations)},
        {"claim: two rows by place", 36 * 36 * 4 * cutovers_apart * 2},
        {"claim: random", random_questions},
        {"cutover: two rows by class", 2 * policies_apart * 3 * 2 * 2 * 2 + left_out(2, 3, 1, 1, 2)},
        {"cutover: random", random_questions},
    };
    if (edition >= Edition::steps) {
        // States of two rows, members, permissions; of a claim also candidates, cutover words and parents.
        expected["claim: three rows by member"] = 4 * 4 * 8 * 4 * 6 * 4 * 2;
        expected["cutover: three rows by member"] = 4 * 4 * 8 * 4;
        // Surfaces: parents, with work and without; two conclusions; rows in all states, or in eight; a label's
        // classes.
        expected["check: every input"] = 2 * n;
        expected["checks: every input"] = 16;
        expected["target: 1 row of 27 states"] = all;
        expected["target: 2 rows of 27 states"] = all * all;
        expected["target: 3 rows of 8 states"] = 8 * 8 * 8;
        expected["target: random"] = random_questions;
        expected["label: three rows by member"] = 4 * 4 * 8 * 4 * 4;
        expected["label: random"] = random_questions;
        // No situation: a label does not see it.
        expected["label: two rows by class"] =
            2 * policies_apart * 4 * cutovers_apart * 2 * 2 + left_out(2, 4, 1, cutovers_apart, 16 * all);
    }
    std::map<std::string, std::uint64_t> found;
    for (const Source& source : all_sources(edition)) {
        EXPECT_FALSE(source.adds.empty());
        if (!source.name.ends_with("case lines")) {
            EXPECT_TRUE(found.emplace(source.name, source.size).second) << source.name;
        }
    }
    EXPECT_EQ(found, expected);
}

TEST_P(SubjectTest, EverySpellingOfACaseIsTheSameQuestion) {
    std::uint64_t walked = 0;
    for (const Source& source : all_sources(GetParam())) {
        const Subject& subject = subject_of(source);
        for_some_cases(source, [&](const TestCase& asked) {
            ++walked;
            const auto of_id = question_of_id(asked.id);
            ASSERT_TRUE(std::holds_alternative<Question>(of_id)) << asked.id << ": " << std::get<std::string>(of_id);
            EXPECT_EQ(id_of(std::get<Question>(of_id)), asked.id);
            EXPECT_EQ(members_of(std::get<Question>(of_id)), members_of(asked.input)) << asked.id;
            const auto of_input = read_question("{" + members_of(asked.input) + "}", subject);
            ASSERT_TRUE(std::holds_alternative<Question>(of_input)) << asked.id << std::get<std::string>(of_input);
            EXPECT_EQ(id_of(std::get<Question>(of_input)), asked.id);
            EXPECT_EQ(answer(GetParam(), std::get<Question>(of_input), by_library), asked.expected) << asked.id;
        });
    }
    EXPECT_GT(walked, 10'000U);
}

TEST_P(SubjectTest, WhereEveryInputIsAskedNoneIsAskedTwice) {
    for (const Source& source : all_sources(GetParam())) {
        if (source.name.ends_with("every input")) {
            std::set<std::string> ids;
            for (std::uint64_t number = 0; number < source.size; ++number) {
                ids.insert(source.at(number).id);
            }
            EXPECT_EQ(ids.size(), source.size) << source.name;
        }
    }
}

TEST_P(SubjectTest, EachClauseHasItsOwnLinesAmongTheCases) {
    std::map<std::string, std::string> expected;
    for (const Source& source : all_sources(GetParam())) {
        if (source.name.ends_with("case lines")) {
            for_some_cases(source, [&](const TestCase& asked) { expected[asked.id] = asked.expected; });
        }
    }
    std::size_t clauses = 0;
    for (const Section& clause : oracle::clauses()) {
        const bool is_of_a_subject =
            clause.id.starts_with("GUARD") || clause.id.starts_with("WRITE") || clause.id.starts_with("CLAIM");
        if (!is_of_a_subject || !clause.editions.contains(GetParam())) {
            continue;
        }
        ++clauses;
        std::size_t lines = 0;
        for (const CaseLine& line : clause.cases) {
            if (line.question && line.editions.contains(GetParam())) {
                ++lines;
                EXPECT_EQ(expected[id_of(*line.question)], line.expected) << clause.id << ": " << line.source;
            }
        }
        EXPECT_GT(lines, 0U) << clause.id;
    }
    EXPECT_GE(clauses, 17U);
}

TEST_P(SubjectTest, EverySubjectHasAllOfItsDecisions) {
    std::vector<Decision> found;
    for (const Subject& subject : subjects) {
        for (const Decision decision : decisions_of(subject, GetParam())) {
            found.push_back(decision);
        }
    }
    std::sort(found.begin(), found.end());
    // Surfaces are known of edition steps alone.
    const Decision last = GetParam() < Edition::steps ? Decision::cutover : Decision::label;
    std::vector<Decision> all;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i) {
        all.push_back(static_cast<Decision>(i));
    }
    EXPECT_EQ(found, all);
}

TEST(Subjects, ASmallerVocabularyIsAskedWholeAndAlone) {
    const Words small{{State::pending, State::running, State::completed, State::failed},
                      {Policy::halt, Policy::continue_}};
    for (const Subject& subject : subjects) {
        for (const Source& source : decision_sources(subject, newest_edition, seed, small)) {
            for_some_cases(source, [&](const TestCase& asked) {
                for (const std::string_view word : {"stopped", "unrecognized", "paused", "cancelled", ":pause",
                                                    "Continue", "\"unknown\"", "waiting_for_cutover"}) {
                    EXPECT_EQ(asked.id.find(word), std::string::npos) << asked.id;
                }
            });
            if (source.name == "guard: every input") {
                EXPECT_EQ(source.size, 4U * 4U * 4U * 4U);
            }
        }
    }
    for (const Subject& subject : subjects) {
        EXPECT_TRUE(decision_sources(subject, Edition::b2, seed, {{}, {}}).empty());
    }
}

TEST(Subjects, ACaseIsTheSameForEverAndAnotherSeedAsksOthers) {
    const auto random_source_of_claims = [](std::uint64_t of_seed) {
        return decision_sources(*find_subject("claim"), newest_edition, of_seed).back();
    };
    const Source one = random_source_of_claims(1);
    const Source again = random_source_of_claims(1);
    const Source other = random_source_of_claims(2);
    std::size_t differ = 0;
    for (std::uint64_t number = 0; number < 100; ++number) {
        EXPECT_EQ(one.at(number).id, again.at(number).id);
        differ += one.at(number).id != other.at(number).id ? 1 : 0;
    }
    EXPECT_GT(differ, 90U);
}

/// A subject that no table has: a row of it is all that a run, a suite and the wire need.
TEST(Subjects, AToyIsPlannedExportedAndReadByItsRowAlone) {
    static constexpr std::array toy_decisions{Decision::stop, Decision::lands};
    static constexpr Subject toy{"toy", toy_decisions};
    PlanOptions options;
    options.subject = &toy;
    const Plan plan = plan_of(options, Vocabulary());
    EXPECT_EQ(plan.problem, "");
    EXPECT_FALSE(plan.guarantee.has_value());
    std::vector<std::string> names;
    for (const PlannedPart& part : plan.parts) {
        const Source source = part();
        names.push_back(source.name);
        const TestCase first = source.at(0);
        const std::string members = members_of(first.input);
        EXPECT_NE(suite_line(options.edition, toy, first, members).find(R"("subject":"toy","decision":")"),
                  std::string::npos);
        EXPECT_TRUE(std::holds_alternative<Question>(read_question("{" + members + "}", toy))) << members;
        EXPECT_TRUE(std::holds_alternative<std::string>(read_question("{" + members + "}", *find_subject("guard"))));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"toy: case lines", "stop: every input", "lands: every input"}));
}

TEST(Subjects, AnIdIsReadInAnySpellingOrRefused) {
    const auto read = question_of_id("released claim at=1 rows=pending:Pause cutover=\"par allel\"");
    ASSERT_TRUE(std::holds_alternative<Question>(read));
    EXPECT_EQ(id_of(std::get<Question>(read)),
              "released claim rows=pending:Pause at=1 cutover=\"par allel\" parent=pending stop=no start=no "
              "retries=yes lease=fresh");
    EXPECT_EQ(std::get<std::string>(question_of_id("released guard stored=failed")),
              "guard is not asked under a latch");
    EXPECT_TRUE(std::holds_alternative<std::string>(question_of_id("guard stored=faild")));
}

/// Returns whether a case of the part is answered otherwise than it should be.
bool catches(Edition edition, const Source& source, const Deciders& deciders) {
    for (std::uint64_t number = 0; number < source.size; ++number) {
        const TestCase asked = source.at(number);
        if (answer(edition, question_of(asked), deciders) != asked.expected) {
            return true;
        }
    }
    return false;
}

TEST(Subjects, ADeciderThatIsWrongAboutOneClauseIsCaughtByLinesAndWithoutLuckByTheRest) {
    std::set<std::string> broken_clauses;
    std::map<Edition, std::vector<Source>> sources;
    for (const tests::Broken& broken : tests::broken_deciders) {
        broken_clauses.insert(broken.clause);
        Deciders deciders = by_reference;
        broken.breaks(deciders);
        if (sources[broken.edition].empty()) {
            sources[broken.edition] = all_sources(broken.edition);
        }
        bool by_lines = false;
        bool by_the_rest = false;
        for (const Source& source : sources[broken.edition]) {
            if (source.name.ends_with("case lines")) {
                by_lines = by_lines || catches(broken.edition, source, deciders);
            } else if (!source.name.ends_with("random")) {
                by_the_rest = by_the_rest || catches(broken.edition, source, deciders);
            }
        }
        EXPECT_TRUE(by_lines) << broken.clause;
        EXPECT_TRUE(by_the_rest) << broken.clause;
    }
    std::set<std::string> clauses;
    for (const Section& clause : oracle::clauses()) {
        for (const char* family : {"GUARD", "WRITE", "CLAIM", "TARGET", "CHECK", "LABEL"}) {
            if (clause.id.starts_with(family)) {
                clauses.insert(clause.id);
            }
        }
    }
    EXPECT_EQ(broken_clauses, clauses);
}

}  // namespace
}  // namespace rollout::oracle
