// Goal: options of `test` change what is asked and how it is reported, and nothing can make a testee look better than
// it is. Method: the program, run with them on testees whose mistakes are known.

#include <map>

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

TEST(MaxFail, StopsAtThatFailure) {
    for (const auto& [options, failures] :
         {std::pair(Words{"--fail-fast"}, 1U), std::pair(Words{"--max-fail", "1"}, 1U),
          std::pair(Words{"--max-fail", "7"}, 7U)}) {
        const Judged stopped = judged(options, wrong);
        EXPECT_EQ(stopped.run.status, 1);
        EXPECT_EQ(stopped.count("", "failed"), failures) << stopped.printed();
        EXPECT_EQ(stopped.verdict["failures"].Size(), failures);
    }
}

TEST(Kept, AnswersAreBoundedByTheirBytes) {
    // Each answer of 500 kB: 64 MiB of them are kept, in the verdict and in memory.
    const std::string python =
        "import json, sys\nfor line in sys.stdin:\n    asked = json.loads(line)\n    if asked['cmd'] == 'start':\n"
        "        print(json.dumps({'version': 1, 'implementation': {'name': 'a', 'version': 'b', 'language': 'c'}, "
        "'editions': ['b2']}), flush=True)\n    elif asked['cmd'] == 'run':\n        print(json.dumps({'seq': "
        "asked['seq'], "
        "'results': [{'state': 'x' * 500000} for _ in asked['cases']]}), flush=True)\n    else:\n        break\n";
    const ProgramRun run = run_on("test", {"--suite", "smoke", "--format", "jsonl"}, {"python3", "-c", python});
    EXPECT_EQ(run.status, 1) << run.err;
    EXPECT_LT(run.out.size(), std::size_t{100} << 20);
    EXPECT_TRUE(holds(run.out, "\"failures_left_out\":"));
}

// Runs that leave cases out.

TEST(Partial, RunsWithoutAFailureAreNoVerdict) {
    for (const Words& options : {of_some_suite({"--run", "failed*"}), of_some_suite({"--skip", "failed*"}),
                                 Words{"--suite", "smoke", "--run", "completed"}}) {
        const Judged part = judged(options, right);
        EXPECT_EQ(part.run.status, 4) << part.printed();
        EXPECT_EQ(part.headline(), "no verdict");
        EXPECT_TRUE(holds(part.lines("reasons"), "not every case was asked"));
        EXPECT_TRUE(part.verdict["guarantee"].IsNull());
        EXPECT_GT(part.count("", "passed"), 0U);
        EXPECT_LT(part.count("", "asked"), part.count("", "planned"));
        EXPECT_EQ(part.count("", "failed"), 0U);
        const ProgramRun text = run_on("test", options, right);
        EXPECT_EQ(text.status, 4);
        EXPECT_FALSE(holds(text.out, "conformant")) << text.out;
    }
    const Judged nothing = judged(of_some_suite({"--run", "no such case"}), right);
    EXPECT_EQ(nothing.run.status, 4);
    EXPECT_TRUE(holds(nothing.lines("reasons"), "no case was asked"));
}

TEST(Partial, RunsWithAFailureAreNotConformant) {
    for (const Words& options :
         {of_some_suite({"--run", "failed*"}), of_some_suite({"--skip", "completed*"}), Words{"--fail-fast"},
          Words{"--max-fail", "3"}, Words{"--suite", "smoke", "--fail-fast"}}) {
        const Judged part = judged(options, wrong);
        EXPECT_EQ(part.run.status, 1) << testing::PrintToString(options) << part.printed();
        EXPECT_EQ(part.headline(), "not conformant");
        EXPECT_TRUE(holds(part.lines("reasons"), " differ\n"));
        EXPECT_FALSE(part.verdict["causes"].Empty());
        EXPECT_TRUE(run_on("test", options, wrong).out.starts_with("not conformant: "));
    }
    // The run ends with the request in which the bound is reached.
    EXPECT_EQ(judged({"--fail-fast"}, wrong).verdict["parts"].Size(), 1U);
    // Nothing stops a run in which nothing fails.
    EXPECT_EQ(judged(of_some_suite({"--fail-fast"}), right).headline(), "conformant");
}

TEST(Partial, SkippedCasesAreNotPassed) {
    const Judged skipped = judged(of_some_suite(), member("skips-everything"));
    EXPECT_EQ(skipped.run.status, 4);
    EXPECT_TRUE(holds(skipped.lines("reasons"), "every case was skipped"));
    EXPECT_EQ(skipped.count("", "skipped"), skipped.count("", "planned"));
    EXPECT_EQ(skipped.count("", "passed") + skipped.count("", "failed"), 0U);
}

// What is not offered.

TEST(Usage, MoreStatesAreOfTheCompleteSuiteAlone) {
    for (const Words& options : {Words{"--extra-states", "1"}, Words{"--extra-states", "1", "--suite", "smoke"}}) {
        const ProgramRun run = run_on("test", options, right);
        EXPECT_EQ(run.status, 2);
        EXPECT_TRUE(holds(run.err, "--extra-states: only --suite complete has more classes")) << run.err;
    }
    EXPECT_EQ(run_on("test", {"--extra-states", "0", "--suite", "smoke"}, right).status, 0);
}

TEST(Usage, NotOfferedIsNotJudged) {
    const Words b3_only = zoo({"--editions", "b3"});
    const std::vector<std::tuple<Words, Words, std::string>> refused{
        {{"--edition", "b2"}, b3_only, "the testee does not offer edition b2; it offers b3"},
        {{}, b3_only, "the testee does not offer edition b2; it offers b3"},
        {{"--subject", "guard"}, right, "the testee does not offer subject guard; it offers projection"},
        {{}, testee("testee_decisions"), "does not offer subject projection; it offers guard, writer, claim"},
        {{"--level", "children"}, zoo({"--levels", "operations"}), "--level children: the testee does not offer it"},
        {{"--level", "operations"}, zoo({"--levels", "children"}), "--level operations: the testee does not offer it"},
        {{"--subject", "guard", "--level", "operations"},
         testee("testee_decisions"),
         "levels are of the subject projection"},
        {{"--max-length", "19"}, right, "--max-length"},
        {{"--subject", "guard", "--suite", "smoke"},
         testee("testee_decisions"),
         "suites are of the subject projection"},
        {{"--edition", "b9"}, right, "\"b9\" is not an edition; use one of b1, b2"},
        {{"--suite", "everything"}, right, "--suite"},
        {{"--extra-states", "7"}, right, "--extra-states"},
        {{"--timeout", "0"}, right, "--timeout"},
        {{"--max-fail", "0"}, right, "--max-fail"},
        {{}, {}, "COMMAND"},
    };
    for (const auto& [options, command, message] : refused) {
        const ProgramRun run = run_on("test", options, command);
        EXPECT_EQ(run.status, 2) << testing::PrintToString(options) << run.out << run.err;
        EXPECT_TRUE(holds(run.err, message)) << run.err << " should say " << message;
        EXPECT_EQ(run.out, "");
    }
    EXPECT_EQ(judged(of_some_suite({"--edition", "b3"}), b3_only).headline(), "conformant");
}

TEST(Usage, ACommandThatIsNotThereIsTheTesteesFault) {
    const Judged missing = judged({}, {"/no/such/program"});
    EXPECT_EQ(missing.run.status, 3);
    EXPECT_EQ(missing.headline(), "could not start");
    EXPECT_TRUE(missing.verdict["testee"].IsNull());
    EXPECT_EQ(missing.run.err, "");
}

TEST(Vocabulary, OfLessIsJudgedOnLessAndTheVerdictSaysSo) {
    struct Smaller {
        Words offer;
        std::string left_out;
        std::string edition = "b2";
    };
    for (const Smaller& smaller :
         {Smaller{{"--states", "pending,running,completed,failed,stopped"}, "states resuming, waiting_for_deploy, "},
          Smaller{{"--policies", "halt"}, "policies continue"},
          Smaller{{"--policies", "halt,continue"}, "policies pause", "pause"},
          Smaller{{"--flags", "continue_on_failure"}, "flags pause_on_failure, orphaned, never_started", "finalizers"},
          Smaller{{"--levels", "operations"}, "levels children"},
          Smaller{{"--levels", "children"}, "levels operations", "b4"},
          Smaller{{"--states", "failed,running", "--policies", "continue,halt", "--levels", "operations"},
                  "levels children"}}) {
        if (!whole_bounds() && smaller.edition == "finalizers") {
            continue;  // its suite is forty times as long as that of b2
        }
        // The zoo answers what it did not offer by an error, which would be a difference.
        const Judged part = judged({"--suite", "complete", "--edition", smaller.edition}, zoo(smaller.offer));
        EXPECT_EQ(part.run.status, 0) << testing::PrintToString(smaller.offer) << part.printed();
        EXPECT_EQ(part.headline(), "conformant");
        EXPECT_TRUE(holds(part.lines("reasons"), "not offered, so not asked: ")) << part.lines("reasons");
        EXPECT_TRUE(holds(part.lines("reasons"), smaller.left_out)) << part.lines("reasons");
        ASSERT_TRUE(part.verdict["guarantee"].IsObject());
        EXPECT_EQ(Judged::text_of(part.verdict["guarantee"]["scope"]) + "\n", part.lines("reasons"));
    }
    // Less is offered, and that wrong.
    EXPECT_EQ(judged(of_some_suite(), zoo({"--as", "first-failure-ends-all", "--states", "failed,running"})).headline(),
              "not conformant");
    // What cannot be meant is a breach.
    for (const Words& offer : {Words{"--states", "faild"}, Words{"--policies", "continue"}, Words{"--flags", "x"}}) {
        EXPECT_EQ(judged({}, zoo(offer)).headline(), "bad start") << testing::PrintToString(offer);
    }
}

// Reports.

std::map<std::string, std::string> hashes(const Judged& judged) {
    std::map<std::string, std::string> by_part;
    for (const auto& part : judged.verdict["parts"].GetArray()) {
        by_part[Judged::text_of(part["name"])] = Judged::text_of(part["sha256"]);
    }
    return by_part;
}

TEST(Reproducible, ARunIsTheSameAgainButForItsTime) {
    const auto without_seconds = [](std::string json) {
        const std::size_t begin = json.find("\"seconds\":");
        return begin == std::string::npos ? "" : json.erase(begin, json.find(',', begin) - begin);
    };
    const Judged once = judged({"--seed", "1", "--max-length", "100"}, wrong);
    const Judged again = judged({"--seed", "1", "--max-length", "100"}, wrong);
    EXPECT_EQ(without_seconds(once.run.out), without_seconds(again.run.out));
    const auto one = hashes(once);
    const auto other = hashes(judged({"--seed", "2", "--max-length", "100"}, right));
    ASSERT_EQ(one.size(), 11U);
    ASSERT_EQ(other.size(), one.size());
    for (const auto& entry : one) {
        const bool is_of_the_seed = entry.first.starts_with("random") || entry.first == "asked again";
        EXPECT_EQ(other.at(entry.first) != entry.second, is_of_the_seed) << entry.first;
    }
}

}  // namespace
}  // namespace rollout::tests
