// Goal: each source of cases asks what it says it asks, and expects what the reference answers. Method: every case is
// read back and put to the reference; what a source is there for (clauses, lengths, relations of rows) is counted.

#include <map>
#include <set>

#include <rollout/reference/projection.hpp>
#include <rollout/vocabulary/text.hpp>

#include "list_sources.hpp"
#include "row_source.hpp"
#include "spec_sources.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/sources.hpp"
#include "token_source.hpp"

namespace rollout::oracle {
namespace {

using analysis::Level;
using reference::Clause;

/// Returns the rollout that a testee reads in the bytes that it gets.
std::optional<Rollout> read_back(const TestCase& asked) { return read_rollout("{" + members_of(asked.input) + "}"); }

/// Returns what the reference says of the case, read back from the bytes that a testee gets.
std::string by_reference(Edition edition, const TestCase& asked) {
    const auto rollout = read_back(asked);
    return rollout ? std::string(token(decision_of(edition, *rollout).state))
                   : "no rollout: " + members_of(asked.input);
}

void expect_answers_of_the_reference(Edition edition, const Source& source) {
    std::set<std::string> ids;
    for (const TestCase& asked : cases_of(source)) {
        EXPECT_EQ(asked.expected, by_reference(edition, asked)) << name(edition) << ": " << asked.id;
        EXPECT_TRUE(ids.insert(asked.id).second) << source.name << " asks twice: " << asked.id;
    }
}

/// Returns the first two lists that need the clause, of operations under either latch, then of children, as their IDs.
std::vector<std::string> two_that_need(Clause clause, Edition edition) {
    std::vector<std::string> ids;
    const auto add = [&](Level level, Latch latch) {
        const ListCases cases(analysis::whole_alphabet(edition, level, latch));
        for (const analysis::Word& word : isolating(clause, cases.alphabet(), 2 - ids.size())) {
            const TestCase asked = cases.at(word);
            const std::vector<Child> children = children_of(edition, rollout_of(asked));
            EXPECT_NE(answer_without(clause, edition, children),
                      reference::project(edition, std::span<const Child>(children)))
                << asked.id << " does not need " << id(clause);
            ids.push_back(asked.id);
        }
    };
    for (const Latch latch : latches) {
        if (ids.size() < 2) {
            add(Level::operations, latch);
        }
    }
    if (ids.size() < 2) {
        add(Level::children, Latch::unreleased);
    }
    return ids;
}

TEST(SmokeSource, NeedsEveryClauseTwice) {
    for (const EditionFacts& facts : editions) {
        const Source source = smoke_source(facts.edition, Vocabulary());
        std::map<Clause, std::size_t> needed_by;
        std::set<std::string> ids;
        for (const TestCase& asked : cases_of(source)) {
            ids.insert(asked.id);
            const Rollout& rollout = rollout_of(asked);
            if (text_of(rollout).starts_with("rows")) {
                continue;
            }
            const std::vector<Child> children = children_of(facts.edition, rollout);
            for (const Clause clause : ladder_clauses(facts.edition)) {
                needed_by[clause] += answer_without(clause, facts.edition, children) !=
                                             reference::project(facts.edition, std::span<const Child>(children))
                                         ? 1
                                         : 0;
            }
        }
        for (const Clause clause : ladder_clauses(facts.edition)) {
            EXPECT_GE(needed_by[clause], 2U) << facts.name << " " << id(clause);
            const std::vector<std::string> two = two_that_need(clause, facts.edition);
            EXPECT_EQ(two.size(), 2U) << facts.name << " " << id(clause);
            for (const std::string& one : two) {
                EXPECT_TRUE(ids.contains(one)) << facts.name << " " << id(clause) << ": " << one;
            }
        }
        expect_answers_of_the_reference(facts.edition, source);
        expect_answers_of_the_reference(facts.edition, regression_source(facts.edition, Vocabulary()));
    }
}

TEST(CompleteSource, ExpectsWhatTheReferenceAnswers) {
    for (const EditionFacts& facts : editions) {
        for (const Latch latch : latches) {
            if (!tests::whole_bounds() && facts.edition > Edition::pause) {
                continue;
            }
            const auto made = complete_source(facts.edition, Level::operations, latch, Vocabulary(), 0);
            expect_answers_of_the_reference(facts.edition, std::get<Source>(made));
        }
        if (facts.edition <= (tests::whole_bounds() ? Edition::settled : Edition::b2)) {
            const auto made = complete_source(facts.edition, Level::children, Latch::unreleased, Vocabulary(), 0);
            expect_answers_of_the_reference(facts.edition, std::get<Source>(made));
        }
    }
    const auto too_many = complete_source(Edition::b1, Level::operations, Latch::unreleased, Vocabulary(), 50);
    EXPECT_TRUE(std::holds_alternative<std::string>(too_many));
}

TEST(RandomSource, IsTheSameForItsSeedLongAndVaried) {
    const std::uint64_t size = tests::whole_bounds() ? 1000 : 300;
    for (const EditionFacts& facts : editions) {
        for (const Level level : {Level::operations, Level::children}) {
            SCOPED_TRACE(facts.name);
            const Source source = random_source(facts.edition, level, Vocabulary(), seed, size);
            const Source again = random_source(facts.edition, level, Vocabulary(), seed, size);
            const Source other = random_source(facts.edition, level, Vocabulary(), seed + 1, size);
            ASSERT_EQ(source.size, size);
            std::set<std::string> outputs;
            std::size_t length = 0;
            std::size_t same_as_other = 0;
            for (std::uint64_t number = 0; number < size; ++number) {
                const TestCase asked = source.at(number);
                EXPECT_EQ(rollout_of(asked), rollout_of(again.at(number)));
                EXPECT_EQ(asked.id, again.at(number).id);
                same_as_other += rollout_of(asked) == rollout_of(other.at(number)) ? 1 : 0;
                outputs.insert(asked.expected);
                const auto rollout = read_back(asked);
                ASSERT_TRUE(rollout.has_value()) << asked.id;
                EXPECT_EQ(*rollout, rollout_of(asked)) << asked.id;
                length = std::max(length,
                                  std::visit([](const auto& elements) { return elements.size(); }, rollout->elements));
                if (number % 10 == 0) {
                    EXPECT_EQ(asked.expected, by_reference(facts.edition, asked)) << asked.id;
                }
            }
            EXPECT_LT(same_as_other, size / 50);
            EXPECT_GT(length, 900U);
            EXPECT_LE(length, random_length_max);
            EXPECT_GT(outputs.size(), 8U);
        }
    }
}

// By hand, for edition b2 and, where the word is younger, finalizers.
TEST(TokenSource, ReadsSpellingsAsThePagesSay) {
    struct Spelling {
        Edition edition;
        std::string_view id;
        std::string_view expected;
    };
    constexpr std::array spellings{
        Spelling{Edition::b2, "STATE_FAILED", "failed"},
        Spelling{Edition::b2, "state_failed", "failed"},
        Spelling{Edition::b2, "STATE_STATE_FAILED", "pending"},
        Spelling{Edition::b2, "\"failed \"", "pending"},
        Spelling{Edition::b2, "\"\\tfailed\"", "pending"},
        Spelling{Edition::b2, "\"cancelled \"", "pending"},
        Spelling{Edition::b2, "COMPLETED", "completed"},
        Spelling{Edition::b2, "complete", "completed"},
        Spelling{Edition::b2, "recovering_cutover", "recovering"},
        Spelling{Edition::b2, "failed:continue pending:halt", "running"},
        Spelling{Edition::b2, "failed:CONTINUE pending:halt", "failed"},
        Spelling{Edition::b2, "failed:\"continue \" pending:halt", "failed"},
        Spelling{Edition::b2, "failed:\"\" pending:halt", "failed"},
        Spelling{Edition::b2, "failed:null pending:halt", "failed"},
        Spelling{Edition::b2, "failed pending:halt", "failed"},
        Spelling{Edition::b2, "failed:(absent) pending:halt", "failed"},
        Spelling{Edition::b2, "failed:(null) pending:halt", "failed"},
        // Where it matters: after rows whose policy could be carried over, next to a failure, in the eighth place.
        Spelling{Edition::b2, "failed:continue failed:(absent) running", "failed"},
        Spelling{Edition::b2, "failed:continue failed:(null) running", "failed"},
        Spelling{Edition::b2, "failed:continue failed:\"continue \" running", "failed"},
        Spelling{Edition::b2, "failed:\"cont\xC4\xB0nue\" running", "failed"},
        Spelling{Edition::pause,
                 "failed:\"pau\xC5\xBF"
                 "e\" running",
                 "failed"},
        Spelling{Edition::b2, "failed:continue complete", "failed"},
        Spelling{Edition::settled, "failed:(absent) running", "running_degraded"},
        Spelling{Edition::settled, "failed:pause failed:(absent) running", "running_degraded"},
        Spelling{Edition::b2, "completed completed completed completed completed completed completed \"failed \"",
                 "pending"},
        Spelling{Edition::b2, "children: failed+continue COMPLETED", "failed"},
        Spelling{Edition::finalizers, "failed:pause pending:halt", "paused"},
        Spelling{Edition::finalizers, "failed:Pause pending:halt", "failed"},
        Spelling{Edition::finalizers, "reverting", "reverting"},
        Spelling{Edition::finalizers, "\"revert\xC4\xB1ng\"", "pending"},
    };
    std::map<Edition, std::map<std::string, std::string>> expected;
    for (const EditionFacts& facts : editions) {
        const Source source = token_source(facts.edition, Vocabulary());
        for (const TestCase& asked : cases_of(source)) {
            EXPECT_EQ(asked.expected, by_reference(facts.edition, asked)) << asked.id;
            EXPECT_TRUE(expected[facts.edition].emplace(asked.id, asked.expected).second) << asked.id;
        }
        EXPECT_GT(source.size, 300U) << facts.name;
    }
    for (const Spelling& spelling : spellings) {
        const auto found = expected[spelling.edition].find(std::string(spelling.id));
        if (found == expected[spelling.edition].end()) {
            ADD_FAILURE() << spelling.id << " is not asked";
        } else {
            EXPECT_EQ(found->second, spelling.expected) << spelling.id;
        }
    }
}

/// Returns the reference's answer to the same list without what its places say.
State blind_to_places(Edition edition, const Rollout& rollout) {
    std::vector<Child> children;
    for (Child child : children_of(edition, rollout)) {
        child.orphaned = child.never_started = false;
        children.push_back(child);
    }
    return reference::project(edition, std::span<const Child>(children));
}

/// Expects rows of which the places decide often, one way or the other.
void expect_orphans_that_decide(Edition edition, const Source& source) {
    SCOPED_TRACE(name(edition));
    std::size_t orphaned = 0;
    std::size_t told_apart = 0;
    std::set<std::string> ids;
    for (const TestCase& asked : cases_of(source)) {
        ids.insert(asked.id);
        const Rollout& rollout = rollout_of(asked);
        const std::vector<Child> children = children_of(edition, rollout);
        orphaned +=
            std::any_of(children.begin(), children.end(), [](const Child& child) { return child.orphaned; }) ? 1 : 0;
        told_apart += asked.expected != token(blind_to_places(edition, rollout)) ? 1 : 0;
    }
    EXPECT_GT(orphaned, 1'000U);
    EXPECT_LT(orphaned, source.size / 2) << "what is nearly covered matters as much";
    EXPECT_GT(told_apart, 800U);
    // By hand.
    std::vector<std::string> expected{
        R"(rows [{"state":"failed","on_failure":"continue","deployment":"d","key":"orders-001/ns_0x/t"},)"
        R"({"state":"pending","on_failure":"halt","deployment":"d","key":"orders-001/ns_0/group_finalizer","kind":"group_finalizer"}])",
        R"(rows [{"state":"failed","on_failure":"continue","deployment":"d","key":"axb/t"},)"
        R"({"state":"pending","on_failure":"halt","deployment":"d","key":"a.b/group_finalizer","kind":"group_finalizer"}])",
        R"(rows [{"state":"failed","on_failure":"continue","deployment":"D","key":"a/t"},)"
        R"({"state":"pending","on_failure":"halt","deployment":"d","key":"a/group_finalizer","kind":"group_finalizer"}])"};
    if (edition >= Edition::steps) {
        expected.emplace_back(R"(rows [{"state":"failed","on_failure":"continue","deployment":"d","key":"a","step":9},)"
                              R"({"state":"pending","on_failure":"continue","deployment":"d","key":"b","step":10}])");
        expected.emplace_back(R"(rows [{"state":"failed","on_failure":"continue","deployment":"d","key":"a","step":1},)"
                              R"({"state":"pending","on_failure":"continue","deployment":"D","key":"b","step":2}])");
    }
    for (const std::string& id : expected) {
        EXPECT_TRUE(ids.contains(id)) << id;
    }
}

TEST(RowSource, AsksEveryRelationOfEveryClause) {
    for (const EditionFacts& facts : editions) {
        const Source source = row_source(facts.edition, Vocabulary());
        expect_answers_of_the_reference(facts.edition, source);
        EXPECT_GT(source.size, 1'000U);
        if (facts.edition >= Edition::finalizers) {
            expect_orphans_that_decide(facts.edition, source);
        }
    }
}

TEST(SizeSource, HasAListForEachBorder) {
    for (const Edition edition : {Edition::b2, Edition::pause}) {
        std::set<std::string> ids;
        const std::size_t length = tests::whole_bounds() ? longest_list : 5'000;
        const Source source = size_source(edition, Vocabulary(), length);
        for (const TestCase& asked : cases_of(source)) {
            ids.insert(asked.id);
            const Rollout& rollout = rollout_of(asked);
            const std::size_t elements = std::visit([](const auto& list) { return list.size(); }, rollout.elements);
            EXPECT_LE(elements, length) << asked.id;
            if (elements <= 2'000) {
                EXPECT_EQ(asked.expected, by_reference(edition, asked)) << asked.id;
            }
        }
        EXPECT_EQ(ids.size(), source.size);
        for (const std::size_t border : {7U, 8U, 9U, 255U, 256U, 257U, 999U, 1'000U, 1'001U, 65'535U, 65'536U, 65'537U,
                                         99'999U, 100'000U, 100'001U}) {
            const std::string id = "completed(x" + std::to_string(border - 1) + ") running";
            EXPECT_EQ(ids.contains(id), border <= length) << id;
        }
        EXPECT_TRUE(ids.contains("failed:continue(x256) pending"));
        EXPECT_EQ(ids.contains("pending completed(x255) failed:pause"), edition == Edition::pause);
        EXPECT_TRUE(ids.contains("children: completed(x1023) running"));
    }
    EXPECT_LT(size_source(Edition::b2, Vocabulary(), 20).size, size_source(Edition::b2, Vocabulary(), 100).size);
}

/// Expects random rows, in some of which an orphan decides.
void expect_steered(Edition edition) {
    SCOPED_TRACE(name(edition));
    const Source source = random_row_source(edition, Vocabulary(), seed, 1000);
    std::map<std::pair<bool, bool>, std::size_t> rows_that_are;  // orphaned, never started
    std::size_t told_apart = 0;                                  // lists whose answer the places change
    for (std::uint64_t number = 0; number < source.size; ++number) {
        const TestCase asked = source.at(number);
        if (number % 100 == 0) {
            EXPECT_EQ(rollout_of(asked),
                      rollout_of(random_row_source(edition, Vocabulary(), seed, source.size).at(number)));
        }
        const Rollout& rollout = rollout_of(asked);
        EXPECT_EQ(asked.expected, token(decision_of(edition, rollout).state)) << asked.id;
        for (const Child& child : children_of(edition, rollout)) {
            ++rows_that_are[{child.orphaned, child.never_started}];
        }
        told_apart += asked.expected != token(blind_to_places(edition, rollout)) ? 1 : 0;
    }
    for (const bool orphaned : {false, true}) {
        for (const bool never_started : {false, true}) {
            EXPECT_GT((rows_that_are[{orphaned, never_started}]), 5U) << orphaned << never_started;
        }
    }
    EXPECT_GT(told_apart, source.size / 5);
}

TEST(RandomRowSource, IsSteeredToOrphansThatDecide) {
    for (const EditionFacts& facts : editions_from(Edition::finalizers)) {
        expect_steered(facts.edition);
    }
}

TEST(Ids, StandForOneQuestionEach) {
    for (const EditionFacts& facts : editions) {
        if (!tests::whole_bounds() && facts.edition != Edition::b2 && facts.edition != newest_edition) {
            continue;
        }
        const Edition edition = facts.edition;
        std::vector<Source> sources{smoke_source(edition, Vocabulary()), regression_source(edition, Vocabulary()),
                                    token_source(edition, Vocabulary()), row_source(edition, Vocabulary()),
                                    size_source(edition, Vocabulary(), 1'000)};
        for (const Level level : {Level::operations, Level::children}) {
            sources.push_back(random_source(edition, level, Vocabulary(), seed, 100));
        }
        for (const Latch latch : latches) {
            sources.push_back(std::get<Source>(complete_source(edition, Level::operations, latch, Vocabulary(), 0)));
        }
        std::map<std::string, std::string> question;
        std::size_t in_two_parts = 0;
        for (const Source& source : sources) {
            for (const TestCase& asked : cases_of(source)) {
                const std::string members = members_of(asked.input);
                const auto [known, is_new] = question.emplace(asked.id, members);
                in_two_parts += is_new ? 0 : 1;
                EXPECT_EQ(known->second, members) << asked.id;
            }
        }
        EXPECT_GT(in_two_parts, 20U) << facts.name;
    }
}

TEST(AskedAgain, IsEveryCaseInAnotherOrder) {
    const auto sources = [] {
        return std::vector{smoke_source(Edition::b2, Vocabulary()), token_source(Edition::b2, Vocabulary())};
    };
    const Source again = asked_again(sources(), seed);
    EXPECT_TRUE(again.is_repetition);
    std::vector<std::string> before;
    for (const Source& source : sources()) {
        for (const TestCase& asked : cases_of(source)) {
            before.push_back(asked.id + "\n" + members_of(asked.input) + "\n" + asked.expected);
        }
    }
    std::vector<std::string> after;
    for (const TestCase& asked : cases_of(again)) {
        after.push_back(asked.id + "\n" + members_of(asked.input) + "\n" + asked.expected);
    }
    EXPECT_NE(after, before);
    EXPECT_NE(asked_again(sources(), seed + 1).at(0).id + asked_again(sources(), seed + 1).at(1).id,
              again.at(0).id + again.at(1).id);
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace rollout::oracle
