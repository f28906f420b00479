// Goal: every testee gets the verdict that it deserves, and none passes that should not. Method: the program judges, as
// its users do, testees whose mistakes are known: honest ones, one without each clause, wrong ones, broken ones.

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <rollout/reference/projection.hpp>

#include "isolating.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

std::string name_of(Edition edition) { return std::string(name(edition)); }

void expect_conformant(const Judged& judged, std::size_t parts) {
    ASSERT_EQ(judged.run.status, 0) << judged.printed();
    EXPECT_EQ(judged.run.err, "");
    EXPECT_EQ(judged.headline(), "conformant");
    EXPECT_EQ(judged.lines("reasons"), "");
    ASSERT_EQ(judged.verdict["parts"].Size(), parts);
    for (const auto& part : judged.verdict["parts"].GetArray()) {
        EXPECT_GT(part["planned"].GetUint64(), 0U);
        EXPECT_EQ(part["passed"], part["planned"]);
        EXPECT_EQ(Judged::text_of(part["sha256"]).size(), 64U);
    }
    const auto& guarantee = judged.verdict["guarantee"];
    ASSERT_TRUE(guarantee.IsObject());
    EXPECT_NE(Judged::text_of(guarantee["theorem"]).find("answers every list of every length right"),
              std::string::npos);
    EXPECT_GE(guarantee["assumptions"].Size(), 3U);
    for (const auto& assumption : guarantee["assumptions"].GetArray()) {
        EXPECT_NE(Judged::text_of(assumption).find("(probed by "), std::string::npos) << Judged::text_of(assumption);
    }
}

class EveryEdition : public testing::TestWithParam<Edition> {};

TEST_P(EveryEdition, TheTesteeInCIsConformantByTheDefaultRun) {
    if (!whole_bounds() && GetParam() >= Edition::settled) {
        return;  // of these the smaller suites only
    }
    const bool reads_places = GetParam() == Edition::finalizers;
    const Judged all = judged({"--edition", name_of(GetParam())}, testee_c());
    // Smoke, regressions, tokens, rows, and in finalizers random ones; random lists of either level, sizes; complete
    // for either latch, and for children; all but sizes again.
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

TEST(Honest, ChildrenAreALevelOfTheirOwn) {
    const Judged judged_children = judged({"--level", "children"}, testee_c());
    // Rows have no place among children.
    expect_conformant(judged_children, 6);
    EXPECT_EQ(judged_children.text("level"), "children");
    EXPECT_EQ(judged_children.lines("limits"), "children\n");
}

TEST(Honest, WhatALevelLeavesOutIsInTheFirstLine) {
    for (const char* edition : {"b2", "finalizers"}) {
        for (const char* level : {"operations", "children"}) {
            for (const Words& options : {Words{"--suite", "smoke"}, Words{"--suite", "tokens"}}) {
                Words words = options;
                words.insert(words.end(), {"--edition", edition, "--level", level});
                const ProgramRun chosen = run_on("test", words, testee_c());
                EXPECT_EQ(chosen.status, 0) << chosen.out;
                EXPECT_TRUE(chosen.out.starts_with("passed " + options[1] + " for " + level + ": ")) << chosen.out;
                // The same where the testee offers no more.
                const ProgramRun offered =
                    run_on("test", {"--edition", edition, "--suite", options[1]}, zoo({"--levels", level}));
                EXPECT_EQ(offered.status, 0) << offered.out;
                EXPECT_TRUE(offered.out.starts_with("passed " + options[1] + " for " + level + ": ")) << offered.out;
            }
        }
    }
}

TEST(Honest, RowsAloneCanBeConformantInEveryEdition) {
    // Databases have no children. In finalizers the complete part is about rows without a place.
    for (const char* edition : {"b2", "finalizers"}) {
        if (!whole_bounds() && std::string(edition) != "b2") {
            continue;
        }
        const Judged rows = judged({"--edition", edition}, zoo({"--levels", "operations"}));
        EXPECT_EQ(rows.headline(), "conformant") << rows.printed();
        EXPECT_EQ(rows.text("level"), "operations");
        EXPECT_EQ(rows.lines("limits"), "operations\n");
        EXPECT_EQ(rows.count("complete K=0, children", "asked") + rows.count("random, children", "asked"), 0U);
    }
}

TEST(Honest, WhatWasNotOfferedShowsInEveryOutput) {
    // A constant: no state but one, one policy.
    const Words constant =
        zoo({"--states", "failed", "--policies", "halt", "--levels", "operations", "--words", "canonical,without NUL"});
    const std::string limits = "operations, 1 of 19 states, 1 of 2 policies, canonical words, text without NUL";
    const ScratchFolder folder;
    const std::string badge = folder.file("badge");
    for (const auto& [format, expected] : std::map<std::string, std::string>{
             {"text", "passed smoke for " + limits + ": zoo"},
             {"markdown", "1 of 19 states"},
             {"json", "\"1 of 19 states\",\"1 of 2 policies\""},
             {"junit", "<testcase classname=\"rollout.b2\" name=\"beyond 1 of 19 states\">"},
             {"tap", " - beyond 1 of 19 states # SKIP "},
             {"jsonl", "\"1 of 19 states\",\"1 of 2 policies\""}}) {
        const ProgramRun run = run_on("test", {"--suite", "smoke", "--format", format, "--badge", badge}, constant);
        EXPECT_EQ(run.status, 0) << run.out << run.err;
        EXPECT_TRUE(holds(run.out, expected)) << format << "\n" << run.out;
        EXPECT_TRUE(holds(read_file(badge), "passed smoke for " + limits)) << read_file(badge);
        EXPECT_TRUE(holds(read_file(badge), "yellowgreen"));
    }
}

TEST(Honest, CanonicalWordsAreALimitAndPoliciesAreAskedAllTheSame) {
    const Words options{"--suite", "complete"};
    const Judged trims = judged(options, zoo({"--words", "canonical", "--mistake", "state-trim"}));
    EXPECT_EQ(trims.headline(), "conformant") << trims.failing_parts();
    EXPECT_EQ(trims.lines("limits"), "canonical words\n");
    const ProgramRun text = run_on("test", options, zoo({"--words", "canonical", "--mistake", "state-trim"}));
    EXPECT_TRUE(text.out.starts_with("conformant for canonical words: zoo 1 (C++) to edition b2\n")) << text.out;
    const Judged policies = judged(options, zoo({"--words", "canonical", "--mistake", "policy-trim"}));
    EXPECT_EQ(policies.headline(), "not conformant");
}

TEST(Honest, ListsCanBeBounded) {
    const Judged bounded = judged({"--suite", "sizes", "--max-length", "1000"}, zoo({"--mistake", "size-cap-1000"}));
    EXPECT_EQ(bounded.headline(), "passed sizes");
    EXPECT_EQ(bounded.lines("limits"), "lists of up to 1000 elements\n");
    const Judged longer = judged({"--suite", "sizes", "--max-length", "1001"}, zoo({"--mistake", "size-cap-1000"}));
    EXPECT_EQ(longer.headline(), "not conformant");
}

TEST(Honest, TheReportSaysWhatIsGuaranteedAndOfWhich) {
    const ProgramRun run = run_on("test", {}, testee_c());
    ASSERT_EQ(run.status, 0) << run.out;
    EXPECT_TRUE(run.out.starts_with("conformant: template 1 (C) to edition b2\n")) << run.out;
    for (const char* part : {"\nguarantee\n  theorem   A deterministic implementation that tells at most m classes",
                             "a complete suite for m right, answers every list of every length right",
                             "complete K=0, operations, unreleased: ", " cases, sha256 ",
                             "  m         19 = 19 classes of the edition + 0: complete K=0, operations, unreleased\n",
                             "  assuming  the testee is deterministic",
                             "\n            it tells at most m classes of lists apart (probed by sizes, random)\n"}) {
        EXPECT_NE(run.out.find(part), std::string::npos) << part << " in\n" << run.out;
    }
}

TEST(Honest, OneMoreClassIsGuaranteedByOneMoreLetter) {
    Words options{"--suite", "complete", "--level", "operations"};
    if (whole_bounds()) {
        options.insert(options.end(), {"--extra-states", "1"});
    }
    const Judged complete = judged(options, testee_c());
    expect_conformant(complete, 4);
    for (const auto& part : complete.verdict["parts"].GetArray()) {
        if (part["classes"].GetUint64() == 0) {
            continue;  // tokens, rows
        }
        EXPECT_EQ(part["classes_max"].GetUint64(), part["classes"].GetUint64() + (whole_bounds() ? 1 : 0));
    }
}

TEST(Honest, DecisionsPassTheirSubjects) {
    for (const std::string subject : {"guard", "writer", "claim"}) {
        for (const std::string edition : {"b2", "b3"}) {
            const Judged passed = judged({"--edition", edition, "--subject", subject}, testee("testee_decisions"));
            EXPECT_EQ(passed.run.status, 0) << subject << " " << edition << "\n" << passed.printed();
            EXPECT_EQ(passed.headline(), "passed " + subject);
            EXPECT_TRUE(passed.verdict["level"].IsNull());
            EXPECT_TRUE(passed.verdict["guarantee"].IsNull());
            EXPECT_GT(passed.count("", "passed"), 10U);
        }
    }
}

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
        for (const analysis::Word& word : conformance::isolating(clause, alphabet, 100)) {
            std::vector<Child> children;
            for (const std::uint32_t letter : word) {
                children.push_back(alphabet.child(alphabet.letters[letter]));
            }
            if (conformance::answer_without(clause, edition, children).value_or(State::pending) !=
                alphabet.project(word)) {
                return true;
            }
        }
    }
    return false;
}

class Without : public testing::TestWithParam<Edition> {};

TEST_P(Without, AnyClauseSmokeAndTheDefaultRunSaySo) {
    const Edition edition = GetParam();
    std::vector<reference::Clause> clauses = conformance::ladder_clauses(edition);
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

/// Returns how many elements the rollout of a cause has.
std::size_t size_of(const rapidjson::Value& cause) {
    const auto& input = cause["shown"]["input"];
    return input.HasMember("operations") ? input["operations"].Size() : input["children"].Size();
}

TEST(Causes, AFirstFailureThatEndsAllIsShownByTwoElements) {
    const Judged all = judged({"--max-length", "1000"}, member("first-failure-ends-all"));
    bool is_shown = false;
    for (const auto& cause : all.verdict["causes"].GetArray()) {
        EXPECT_LE(size_of(cause), 2U) << Judged::text_of(cause["rollout"]);
        if (Judged::text_of(cause["clause"]) == "ROLL-5") {
            is_shown = true;
            EXPECT_EQ(size_of(cause), 2U);
            EXPECT_EQ(Judged::text_of(cause["shown"]["said"]), "failed");
            EXPECT_EQ(Judged::text_of(cause["shown"]["expected"]), "running");
            EXPECT_TRUE(holds(Judged::text_of(cause["rollout"]), "failed:continue") ||
                        holds(Judged::text_of(cause["rollout"]), "failed+continue"))
                << Judged::text_of(cause["rollout"]);
            EXPECT_NE(Judged::text_of(cause["explanation"]).find("ROLL-5"), std::string::npos);
            EXPECT_TRUE(Judged::text_of(cause["command"]).starts_with("rollout-oracle project --edition b2 --explain"));
            EXPECT_GT(cause["cases"].GetUint64(), 10U);
        }
    }
    EXPECT_TRUE(is_shown) << all.printed();
    const ProgramRun text = run_on("test", {"--suite", "smoke"}, member("first-failure-ends-all"));
    for (const char* part : {"not conformant: zoo 1 (C++) to edition b2\n", "\ncause 1 of ",
                             "  expected  running, by ROLL-5: Otherwise: running.\n", "  said      failed\n",
                             "  see       rollout-oracle project --edition b2 --explain pending failed:continue\n"}) {
        EXPECT_NE(text.out.find(part), std::string::npos) << part << " in\n" << text.out;
    }
}

TEST(Causes, SayHowWordsAreReadAndWhatRowsBecome) {
    struct Expected {
        const char* mistake;
        const char* edition;
        const char* suite;
        std::vector<std::string> said;  // somewhere in the explanations
    };
    for (const Expected& expected : std::vector<Expected>{
             {"policy-trim", "b2", "tokens", {"policy \"continue \" is unknown (POLICY-2): may not continue"}},
             {"policy-null-is-continue", "b2", "tokens", {"policy null is unknown (POLICY-2)"}},
             {"policy-absent-is-continue", "b2", "tokens", {"absent policy is halt (POLICY-1)"}},
             {"state-exact", "b2", "tokens", {"\"STOPPED\" is stopped (TOKEN-1)"}},
             {"state-no-complete", "b2", "tokens", {"\"complete\" is completed (TOKEN-3)"}},
             {"state-no-prefix", "b2", "tokens", {"is running (TOKEN-1, TOKEN-2)"}},
             {"state-trim", "b2", "tokens", {"is unrecognized (TOKEN-4)"}},
             {"row-no-slash",
              "finalizers",
              "rows",
              {"no failed work of its deployment is in its scope \"", "(BUILD-5)"}},
             {"row-none",
              "finalizers",
              "rows",
              {"flag orphaned; row ", " is failed work that it covers (BUILD-3, BUILD-5)"}},
             {"row-bare-covers-all", "finalizers", "rows", {"its key names no scope (BUILD-4)"}},
             {"row-any-state", "finalizers", "rows", {"it is neither pending nor stopped (BUILD-3)"}},
             {"row-started-ignored", "finalizers", "rows", {"flag never_started (BUILD-2)"}}}) {
        const Judged one =
            judged({"--edition", expected.edition, "--suite", expected.suite}, zoo({"--mistake", expected.mistake}));
        std::string explanations;
        for (const auto& cause : one.verdict["causes"].GetArray()) {
            explanations += Judged::text_of(cause["explanation"]);
            EXPECT_LE(size_of(cause), 4U) << expected.mistake << ": " << Judged::text_of(cause["rollout"]);
            EXPECT_TRUE(Judged::text_of(cause["command"]).starts_with("rollout-oracle project --edition "));
        }
        for (const std::string& said : expected.said) {
            EXPECT_TRUE(holds(explanations, said)) << expected.mistake << " should say " << said << "\n"
                                                   << explanations.substr(0, 2000);
        }
    }
}

TEST(Causes, LongListsShrinkToWhatMatters) {
    // The random part alone, so that nothing short was asked.
    for (const char* name : {"first-failure-ends-all", "unknown-is-permission"}) {
        const Judged random = judged({"--run", "random *"}, member(name));
        EXPECT_EQ(random.run.status, 1);
        ASSERT_FALSE(random.verdict["causes"].Empty());
        for (const auto& cause : random.verdict["causes"].GetArray()) {
            EXPECT_LE(size_of(cause), 3U) << Judged::text_of(cause["rollout"]);
        }
    }
    if (!whole_bounds()) {
        return;
    }
    const Judged truncated = judged({"--run", "random *"}, member("truncates"));
    ASSERT_FALSE(truncated.verdict["causes"].Empty());
    for (const auto& cause : truncated.verdict["causes"].GetArray()) {
        EXPECT_EQ(size_of(cause), 101U);
    }
}

TEST(Breaches, AreSaidToBeInOneCaseWhereTheyAre) {
    const Judged crash = judged(of_some_suite(), member("dies-of-one-case"));
    EXPECT_EQ(crash.lines("reasons"), "this case alone does it: reverted\n");
    EXPECT_NE(Judged::text_of(crash.verdict["breach"]["what"]).find("killed by signal 6"), std::string::npos);
    const ProgramRun text = run_on("test", of_some_suite(), member("dies-of-one-case"));
    EXPECT_TRUE(text.out.starts_with("crash: zoo 1 (C++), edition b2\n")) << text.out;
    EXPECT_NE(text.out.find("this case alone does it: reverted\n"), std::string::npos) << text.out;
    // A short patience, so that a hang may be tried again.
    const Judged hang = judged(of_some_suite({"--timeout", "0.5"}), member("hangs"));
    EXPECT_EQ(hang.headline(), "hang");
    EXPECT_EQ(hang.lines("reasons"),
              "it does not take this case: the first and the last of the request do it, each alone\n");
}

}  // namespace
}  // namespace rollout::tests
