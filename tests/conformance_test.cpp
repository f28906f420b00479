// Goal: every testee gets the verdict that it deserves, and none passes that should not. Method: the program judges, as
// its users do, testees whose mistakes are known: honest ones, one without each clause, wrong ones, broken ones.

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <rollout/reference/projection.hpp>

#include "spec_sources.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

std::string name_of(Edition edition) { return std::string(name(edition)); }

class EveryEdition : public testing::TestWithParam<Edition> {};

TEST_P(EveryEdition, TheTesteeInCIsConformantByTheDefaultRun) {
    if (!whole_bounds() && GetParam() >= Edition::settled) {
        return;  // of these the smaller suites only
    }
    const bool reads_places = GetParam() >= Edition::finalizers;
    const Judged all = judged({"--edition", name_of(GetParam())}, testee_c());
    // Smoke, regressions, tokens, rows, and from finalizers on random ones; random lists of either level, sizes;
    // complete for either latch, and for children; all but sizes again.
    expect_conformant(all, reads_places ? 12 : 11);
    EXPECT_EQ(all.text("level"), "both");
    EXPECT_TRUE(all.verdict["limits"].Empty());
    EXPECT_EQ(all.count("random rows", "passed") > 0, reads_places);
    EXPECT_EQ(all.count("asked again", "passed") * 2 + all.count("sizes", "passed"), all.count("", "passed"));
}

TEST_P(EveryEdition, TheTesteeInCPassesTheSmallerSuites) {
    for (const std::string suite : {"smoke", "regressions", "tokens", "rows", "sizes"}) {
        if (suite == "sizes" && !whole_bounds() && GetParam() != Edition::pause) {
            continue;
        }
        const Judged passed = judged({"--edition", name_of(GetParam()), "--suite", suite}, testee_c());
        EXPECT_EQ(passed.run.status, 0) << passed.printed();
        EXPECT_EQ(passed.headline(), "passed " + suite);
        EXPECT_TRUE(passed.verdict["guarantee"].IsNull()) << "a smaller suite guarantees nothing";
        EXPECT_EQ(passed.verdict["parts"].Size(), 1U);
        EXPECT_EQ(passed.verdict["informational"].Size(), suite == "tokens" ? 6U : 0U);
    }
}

std::string edition_name(const testing::TestParamInfo<Edition>& info) { return name_of(info.param); }

std::vector<Edition> all_editions() {
    std::vector<Edition> all;
    for (const EditionFacts& facts : editions) {
        all.push_back(facts.edition);
    }
    return all;
}
INSTANTIATE_TEST_SUITE_P(Of, EveryEdition, testing::ValuesIn(all_editions()), edition_name);

/// What becomes of a member of the zoo.
struct Fate {
    std::string name;
    int status;
    std::string headline;
    Words options = of_some_suite();
};

void PrintTo(const Fate& fate, std::ostream* out) { *out << fate.name; }

// A hang of more than a second is not tried again with fewer cases.
const Words impatient = of_some_suite({"--timeout", "1.1"});
// Where the complete suite shows nothing: long lists, more classes than the edition has, other spellings.
const Words default_suite{"--fail-fast"};

const std::vector<Fate>& fates() {
    static const std::vector<Fate> all{
        {"right", 0, "conformant"},
        {"one-byte-writes", 0, "passed smoke", {"--suite", "smoke"}},
        {"odd-pieces", 0, "passed smoke", {"--suite", "smoke"}},
        {"carriage-returns", 0, "conformant"},
        {"says-more", 0, "conformant"},
        {"noisy", 0, "conformant"},
        {"leaves-a-child", 0, "conformant"},
        {"coin", 1, "not conformant"},
        {"counts", 1, "not conformant"},
        {"truncates", 1, "not conformant", default_suite},
        {"remembers", 1, "not conformant"},
        {"first-failure-ends-all", 1, "not conformant"},
        {"prefix-reader", 1, "not conformant"},
        {"case-blind", 1, "not conformant", default_suite},
        {"unknown-is-permission", 1, "not conformant"},
        {"overflow", 1, "not conformant", default_suite},
        {"extra-state", 1, "not conformant", default_suite},
        {"unknown-state", 1, "not conformant"},
        {"upper-case", 1, "not conformant"},
        {"first-word", 1, "not conformant"},
        {"skips-everything", 4, "no verdict"},
        {"errors-everything", 1, "not conformant"},
        {"bad-version", 3, "bad start"},
        {"offers-nothing", 3, "bad start"},
        {"greets", 3, "garbage"},
        {"hangs-at-start", 3, "hang", impatient},
        {"crashes-at-start", 3, "crash"},
        {"exits-at-start", 3, "early exit"},
        {"hangs", 3, "hang", impatient},
        {"drips", 3, "hang", impatient},
        {"babbles", 3, "hang", impatient},
        {"logs-for-ever", 3, "hang", impatient},
        {"closes-input", 3, "hang", impatient},
        {"segfaults", 3, "crash"},
        {"dies-of-one-case", 3, "crash"},
        {"exits-with-3", 3, "crash"},
        {"crashes-before-its-child", 3, "crash"},
        {"exits", 3, "early exit"},
        {"exits-before-its-child", 3, "early exit"},
        {"exits-amid-an-answer", 3, "early exit"},
        {"closes-output", 3, "early exit", impatient},
        {"garbage", 3, "garbage"},
        {"truncated-json", 3, "garbage"},
        {"no-results", 3, "garbage"},
        {"blank-lines", 3, "garbage"},
        {"wrong-seq", 3, "wrong seq"},
        {"fewer", 3, "wrong count"},
        {"more", 3, "wrong count"},
        {"flood", 3, "over-long reply"},
        {"flood-of-lines", 3, "unasked reply"},
        {"over-long", 3, "over-long reply"},
        {"answers-twice", 3, "unasked reply"},
        {"answers-unasked", 3, "unasked reply"},
        {"answers-after-stop", 3, "unasked reply"},
        {"ignores-stop", 3, "did not stop", impatient},
        {"fails-after-stop", 3, "crash"},
    };
    return all;
}

TEST(Zoo, HasNoMemberWithoutAFate) {
    std::vector<std::string> expected;
    const std::map<std::string, std::set<int>> statuses{{"honest", {0}}, {"wrong", {1, 4}}, {"broken", {3}}};
    std::istringstream lines(output_of(zoo({})[0] + " --list"));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name;
        std::string nature;
        words >> name >> nature;
        const auto fate =
            std::find_if(fates().begin(), fates().end(), [&](const Fate& each) { return each.name == name; });
        ASSERT_NE(fate, fates().end()) << name;
        EXPECT_TRUE(statuses.at(nature).contains(fate->status)) << name;
        expected.push_back(name);
    }
    EXPECT_EQ(expected.size(), fates().size());
}

class Member : public testing::TestWithParam<Fate> {};

TEST_P(Member, GetsItsVerdict) {
    const Fate& fate = GetParam();
    const Judged one = judged(fate.options, member(fate.name));
    EXPECT_EQ(one.run.status, fate.status) << one.printed();
    EXPECT_EQ(one.headline(), fate.headline);
    EXPECT_EQ(one.verdict["status"].GetInt(), fate.status);
    EXPECT_EQ(one.run.err, "");
    EXPECT_EQ(one.verdict["guarantee"].IsObject(), fate.headline == "conformant");
    EXPECT_EQ(one.verdict["breach"].IsObject(), fate.status == 3);
    EXPECT_EQ(one.verdict["failures"].Empty(), fate.status == 0 || fate.status == 3);
    if (fate.status != 3) {
        EXPECT_EQ(one.verdict["reasons"].Empty(), fate.status == 0) << one.lines("reasons");
    }
}

std::string as_test_name(std::string text) {
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}
std::string member_name(const testing::TestParamInfo<Fate>& info) { return as_test_name(info.param.name); }
INSTANTIATE_TEST_SUITE_P(OfTheZoo, Member, testing::ValuesIn(fates()), member_name);

/// Returns whether the zoo answers some list otherwise without the clause. Where no clause is left, it says pending.
bool is_needed(reference::Clause clause, Edition edition) {
    for (const analysis::LevelFacts& facts : analysis::levels) {
        const analysis::Alphabet alphabet = analysis::whole_alphabet(edition, facts.level);
        for (const analysis::Word& word : oracle::isolating(clause, alphabet, 100)) {
            std::vector<Child> children;
            for (const std::uint32_t letter : word) {
                children.push_back(alphabet.child(alphabet.letters[letter]));
            }
            if (oracle::answer_without(clause, edition, children).value_or(State::pending) != alphabet.project(word)) {
                return true;
            }
        }
    }
    return false;
}

class Without : public testing::TestWithParam<Edition> {};

TEST_P(Without, AnyClauseSmokeAndTheDefaultRunSaySo) {
    const Edition edition = GetParam();
    std::vector<reference::Clause> clauses = oracle::ladder_clauses(edition);
    EXPECT_GE(clauses.size(), 14U);
    std::vector<std::string> without_effect;
    // The default run asks smoke's cases too, so where it takes long it is tried on some clauses.
    const bool has_default_runs = edition < Edition::finalizers || whole_bounds();
    const int default_runs_every = edition < Edition::settled ? 1 : 12;
    const int smoke_runs_every = whole_bounds() ? 1 : 5;
    int number = -1;
    for (const reference::Clause clause : clauses) {
        const std::string id(reference::id(clause));
        SCOPED_TRACE(name_of(edition) + " without " + id);
        if (!is_needed(clause, edition)) {
            without_effect.push_back(id);
            continue;
        }
        ++number;
        if (number % smoke_runs_every == 0) {
            const Judged smoke = judged({"--edition", name_of(edition), "--suite", "smoke"}, zoo({"--without", id}));
            EXPECT_EQ(smoke.run.status, 1) << smoke.printed();
            EXPECT_EQ(smoke.headline(), "not conformant");
            EXPECT_FALSE(smoke.verdict["causes"].Empty());
        }
        if (has_default_runs && number % (smoke_runs_every * default_runs_every) == 0) {
            const Judged all = judged({"--edition", name_of(edition), "--fail-fast"}, zoo({"--without", id}));
            EXPECT_EQ(all.run.status, 1) << all.printed();
            EXPECT_EQ(all.headline(), "not conformant");
        }
    }
    // It says pending, too: that no other clause holds is the same without it.
    EXPECT_EQ(without_effect, (std::vector<std::string>{"BASE-18"}));
}
INSTANTIATE_TEST_SUITE_P(AClause, Without, testing::ValuesIn(all_editions()), edition_name);

TEST(BeyondTheTheorem, OtherPartsCatchWhatAssumptionsExclude) {
    struct Expected {
        std::string name;
        std::string part;  // one that fails
    };
    for (const Expected& expected : {Expected{"truncates", "sizes"},
                                     {"overflow", "sizes"},
                                     {"counts", "complete K=0"},
                                     {"remembers", "complete K=0"},
                                     {"coin", "complete K=0"}}) {
        if (!whole_bounds() && expected.part == "sizes") {
            continue;  // long lists take long to shrink
        }
        const Judged all = judged({"--max-length", "1000"}, member(expected.name));
        EXPECT_EQ(all.run.status, 1) << expected.name;
        EXPECT_GT(all.count(expected.part, "failed"), 0U) << expected.name << ": " << all.failing_parts();
        const Judged complete = judged({"--suite", "complete"}, member(expected.name));
        std::cout << expected.name << ": default run: " << all.failing_parts()
                  << "\n    complete alone: " << complete.headline() << " " << complete.failing_parts() << "\n";
    }
}

TEST(BeyondTheTheorem, AnOldAnswerIsNotTakenForANewOne) {
    for (const char* name : {"coin", "counts"}) {
        const Judged all = judged({"--max-length", "100"}, member(name));
        EXPECT_NE(all.lines("reasons").find("cases were answered otherwise when they were asked again"),
                  std::string::npos)
            << name << all.lines("reasons");
    }
}

TEST(BeyondTheTheorem, OneStateMoreWantsOneLetterMore) {
    const Judged none = judged({"--suite", "complete"}, member("extra-state"));
    EXPECT_EQ(none.run.status, 0) << "what K=0 is not enough for is what this member is for: " << none.failing_parts();
    // Of few words, so that the suite is small.
    const Judged one = judged({"--suite", "complete", "--extra-states", "1"},
                              zoo({"--as", "extra-state", "--states", "checksumming,post_checksum,failed,completed"}));
    EXPECT_EQ(one.run.status, 1);
    EXPECT_EQ(one.headline(), "not conformant");
}

}  // namespace
}  // namespace rollout::tests
