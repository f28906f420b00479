// Goal: the command line keeps its contract: verbs, answers, exit statuses, and errors that say what to do.
#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <sstream>

#include <rollout/vocabulary/edition.hpp>

#include "prover.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

using Words = std::vector<std::string>;

void expect_project(const Words& words, const std::string& state) {
    Words arguments{"project"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    const ProgramRun run = run_oracle(arguments);
    EXPECT_EQ(run.out, state + "\n") << testing::PrintToString(words);
    EXPECT_EQ(run.status, 0);
}

TEST(Project, PrintsTheParentState) {
    expect_project({"failed:continue", "running:continue"}, "running");
    expect_project({"--edition", "b1", "failed:continue", "running:continue"}, "failed");
    expect_project({"--edition", "b3", "failed:continue", "running"}, "running");
    expect_project({"--edition", "b4", "failed:continue", "running"}, "running_degraded");
    expect_project({"--released", "failed:pause", "running"}, "failed");
    expect_project({"failed", "running"}, "failed");
    expect_project({"failed:", "running"}, "failed");
    expect_project({"failed:continue:", "running"}, "failed");
    expect_project({}, "pending");
    expect_project({"STATE_COMPLETE", "Completed"}, "completed");
}

TEST(Project, KnowsOrderReleaseAndWhatHolds) {
    expect_project({"--edition", "pause", "failed:pause", "running:pause"}, "paused");
    expect_project({"--edition", "pause", "running:pause", "failed:pause"}, "running_degraded");
    expect_project({"--edition", "pause", "--released", "failed:pause", "running:pause"}, "running_degraded");
    expect_project({"--edition", "pause", "failed:pause", "stopped"}, "failed");
    expect_project({"--edition", "settled", "failed:pause", "stopped"}, "paused");
    expect_project({"--edition", "settled", "failed", "running"}, "running_degraded");
    expect_project({"--edition", "settled", "failed", "pending"}, "failed");
    expect_project({"--edition", "settled", "cutting_over", "catching_up"}, "catching_up");
    expect_project({"--edition", "finalizers", "failed:continue", "stopped"}, "running_degraded");
}

TEST(Project, TakesEveryWordAsOneChild) {
    expect_project({"[failed:continue,running]"}, "pending");
    expect_project({"[]", "completed"}, "pending");
    expect_project({"{}", "completed"}, "pending");
    expect_project({"", "completed"}, "pending");
    expect_project({"failed,running", "completed"}, "pending");
    expect_project({"--", "-x", "completed"}, "pending");
    expect_project({"completed", "--edition", "b1", "completed"}, "completed");
}

TEST(Project, AnswersAsJson) {
    const ProgramRun run = run_oracle({"project", "--format", "json", "failed:continue", "running"});
    EXPECT_EQ(run.out, "{\"state\":\"running\",\"clause\":\"ROLL-5\"}\n");
}

TEST(Project, ExplainsWhichClauseDecidedAndWhyTheOthersDidNot) {
    const ProgramRun run = run_oracle({"project", "--explain", "failed:continue", "running"});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out.rfind("running\ndecided by ROLL-5 in b2\n", 0), 0U) << run.out;
    for (const char* part :
         {"BASE-0   no   there is a child.", "BASE-1   yes", "ROLL-3   no   every failed child may continue.",
          "ROLL-4   no   some child is not terminal.", "ROLL-5   yes"}) {
        EXPECT_NE(run.out.find(part), std::string::npos) << part << " in\n" << run.out;
    }
    EXPECT_EQ(run.out.find("BASE-2"), std::string::npos) << "a clause after the deciding one";
}

TEST(Project, NotesAMisspellingOnStandardError) {
    const ProgramRun run = run_oracle({"project", "runing", "failed:Continue"});
    EXPECT_EQ(run.out, "failed\n");
    EXPECT_NE(run.err.find("child 1: \"runing\" is no state of b2"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("child 2: \"Continue\" is no policy"), std::string::npos) << run.err;
}

TEST(Project, SaysThatInputWasNotRead) {
    const std::string line = R"({"operations":[{"state":"running"}]})"
                             "\n";
    const ProgramRun unread = run_oracle({"project"}, line);
    EXPECT_EQ(unread.status, 0);
    EXPECT_EQ(unread.out, "pending\n");
    EXPECT_NE(unread.err.find("standard input was not read: this is the answer for no children; to read rollouts, use "
                              "project --jsonl"),
              std::string::npos)
        << unread.err;
    EXPECT_EQ(run_oracle({"project"}).err, "");
    EXPECT_EQ(run_oracle({"project", "running"}, line).err, "");
    const ScratchFolder scratch;
    const auto said = [](const std::string& shell) {
        return std::system((shell + " 2>&1 >/dev/null | grep -q 'was not read'").c_str()) == 0;
    };
    const std::string program = ROLLOUT_ORACLE_PROGRAM;
    EXPECT_TRUE(said(program + " project <" + scratch.with("lines", line)));
    EXPECT_TRUE(said("cat " + scratch.file("lines") + " | " + program + " project"));
    EXPECT_FALSE(said(program + " project <" + scratch.with("empty", "")));
    EXPECT_FALSE(said(program + " project </dev/null"));
    EXPECT_FALSE(said(program + " project <&-"));
}

TEST(Usage, ErrorsExitTwoAndSayWhatIsMissing) {
    const std::vector<std::pair<Words, std::string>> wrong{
        {{}, "a verb is missing; the verbs are project, list,"},
        {{"projct"}, "\"projct\" is no verb, did you mean project?"},
        {{"Test"}, "\"Test\" is no verb, did you mean test?"},
        {{"frobnicate"}, "\"frobnicate\" is no verb; the verbs are"},
        {{""}, "\"\" is no verb; the verbs are"},
        {{"help", "tset"}, "\"tset\" is no verb, did you mean test?"},
        {{"--nonsense"}, "\"--nonsense\" is no verb; the verbs are"},
        {{"project", "--edition", "b9"},
         "\"b9\" is not an edition; use one of b1, b2, b3, b4, pause, settled, finalizers, steps"},
        {{"list", "states", "F-1"}, "takes no ID"},
        {{"list", "findings", "F-99"}, "no such ID"},
        {{"list", "findings", "ROLL-4"}, "no such ID"},
        {{"list", "regressions", "F-1"}, "no such ID"},
        {{"list", "policies", "--edition", "b2"}, "takes no --edition"},
        {{"project", "--nonsense"}, "--nonsense"},
        {{"project", "--jsonl", "/no/such/file"}, "cannot open /no/such/file"},
        {{"project", "--jsonl", "/"}, "cannot read"},
        {{"project", "running", "--jsonl"}, "excludes"},
        {{"project", "--jsonl", ""}, "file name is empty"},
        {{"project", "--explain", "--format", "json", "running"}, "prints text only"},
        {{"list", "nonsense"}, "nonsense"},
        {{"list", "suites", "--edition", "b2"}, "takes no --edition"},
        {{"explain", "ROLL-99"}, "no clause, regression, finding, lemma or edition has that ID"},
        {{"test"}, "COMMAND is required; the testee and its options follow --, as in rollout-oracle test -- ./testee"},
        {{"test", "./testee", "--its-option"},
         "\"--its-option\" is not expected here; the testee and its options follow"},
        {{"test", "--nonsense", "--", "true"}, "\"--nonsense\" is not expected here; see rollout-oracle test --help"},
        {{"diff", "b1", "b2", "b3"}, "\"b3\" is not expected here; see rollout-oracle diff --help"},
        {{"diff", "b1", "b8"}, "AFTER: \"b8\" is not an edition"},
        {{"export", "suite", "--part", "6"}, "the suite has 5 parts"},
        {{"export", "schema", "nonsense"}, "no schema nonsense; there are machine, suite, vectors, verdict, wire"},
        {{"learn", "--edition", "finalizers", "--level", "operations", "--", ROLLOUT_TESTEES "/testee_c"},
         "have no finite machine"},
        {{"prove", "--edition", "Settled"}, "is not an edition"},
    };
    for (const auto& [arguments, message] : wrong) {
        const ProgramRun run = run_oracle(arguments);
        EXPECT_EQ(run.status, 2) << testing::PrintToString(arguments);
        EXPECT_NE(run.err.find(message), std::string::npos) << run.err << " should say " << message;
        EXPECT_EQ(run.out, "");
    }
}

TEST(Project, ExplainsARolloutOfJson) {
    const ProgramRun rows = run_oracle(
        {"project", "--explain", "--edition", "finalizers",
         R"({"operations":[{"state":"Failed","on_failure":"continue","key":"a/t"},)"
         R"({"state":"pending","on_failure":null,"key":"a/group_finalizer","kind":"group_finalizer"},)"
         R"({"state":"stopped","started":false},{"state":"pending","key":"group_finalizer","kind":"group_finalizer"}]})"});
    EXPECT_EQ(rows.status, 0) << rows.err;
    EXPECT_TRUE(rows.out.starts_with(
        "running_degraded\ndecided by ROLL-6 in finalizers\nrows\n"
        "  1 \"Failed\" is failed (TOKEN-1), policy continue: flag continue\n"
        "  2 pending, policy null is unknown (POLICY-2): flag orphaned; row 1 is failed work that it covers (BUILD-3, "
        "BUILD-5)\n"
        "  3 stopped, absent policy is halt (POLICY-1): flag never_started (BUILD-2)\n"
        "  4 pending, absent policy is halt (POLICY-1): no flag; its key names no scope (BUILD-4)\n"
        "base: failed\n"))
        << rows.out;
    const ProgramRun in_steps = run_oracle(
        {"project", "--explain", "--edition", "steps",
         R"({"operations":[{"state":"failed","on_failure":"continue","step":1},)"
         R"({"state":"pending","on_failure":"halt","step":2},{"state":"running","on_failure":"halt","step":2},)"
         R"({"state":"pending","on_failure":"halt","step":1}]})"});
    EXPECT_TRUE(in_steps.out.starts_with(
        "running_degraded\ndecided by ROLL-6 in steps\nrows\n"
        "  1 failed, policy continue: flag continue; it is neither pending nor stopped (BUILD-6)\n"
        "  2 pending, policy halt: flag orphaned; row 1 is work of an earlier step, and failed (BUILD-6)\n"
        "  3 running, policy halt: no flag; it is neither pending nor stopped (BUILD-6)\n"
        "  4 pending, policy halt: no flag; no work of an earlier step of its deployment is failed, cancelled or "
        "reverted "
        "(BUILD-6)\n"
        "base: failed\n"))
        << in_steps.out;
    const ProgramRun children = run_oracle(
        {"project", "--explain", R"({"edition":"pause","children":[{"state":"failed","pause_on_failure":true}]})"});
    EXPECT_TRUE(children.out.starts_with("failed\ndecided by ")) << children.out;
    EXPECT_NE(children.out.find(" in pause\nchildren\n  1 failed: flag pause\n"), std::string::npos) << children.out;
    // Of a long list the ends.
    std::string list = R"({"state":"completed"})";
    for (int i = 0; i < 99; ++i) {
        list += R"(,{"state":"completed"})";
    }
    const ProgramRun many = run_oracle({"project", "--explain", "{\"children\":[" + list + "]}"});
    EXPECT_NE(many.out.find("  20 completed: may not continue\n  ... 60 more\n  81 completed: may not continue\n"),
              std::string::npos)
        << many.out;
    // The latch of the object outranks the option's, and what is no rollout is said.
    const std::string released =
        R"({"operations":[{"state":"failed","on_failure":"pause"},{"state":"running"}],"released":true})";
    EXPECT_EQ(run_oracle({"project", "--edition", "pause", released}).out, "running_degraded\n");
    const ProgramRun wrong = run_oracle({"project", R"({"operations":[{"state":7}]})"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_EQ(wrong.err, "rollout-oracle: project: operations, row 1: state: expected a string, got a number\n");
}

TEST(Project, PrintsTheBase) {
    EXPECT_EQ(run_oracle({"project", "--base", "failed:continue", "running"}).out, "failed\n");
    EXPECT_EQ(run_oracle({"project", "--base", "--edition", "settled", "catching_up"}).out, "catching_up\n");
    EXPECT_EQ(run_oracle({"project", "--base", "--edition", "b1", "catching_up"}).out, "pending\n");
    EXPECT_EQ(run_oracle({"project", "--base", "--format", "json", "failed:continue", "running"}).out,
              "{\"state\":\"running\",\"clause\":\"ROLL-5\",\"base\":\"failed\"}\n");
}

TEST(Usage, NumbersAreReadWholeAndInTheirRange) {
    const Words judge{"test", "--edition", "b1"};
    const std::string largest = "18446744073709551615";
    const std::vector<std::tuple<Words, std::string, std::vector<std::string>, std::string>> options{
        {judge,
         "--seed",
         {"-1", "", " 1", "1 ", "+1", "0x10", "1e3", "1.0", "18446744073709551616"},
         "is no whole number from 0 to " + largest},
        {judge, "--max-fail", {"0", "-1", "", std::string(400, '9')}, "is no whole number from 1 to " + largest},
        {judge, "--extra-states", {"7", "-1", ""}, "is no whole number from 0 to 6"},
        {judge,
         "--timeout",
         {"nan", "inf", "-1", "", "0", "10s", "1e3", "0x1p3", "1.2.3", ".", "86401", "1,5"},
         "is no number of seconds from 0.001 to 86400, such as 2.5"},
        {{"learn"}, "--timeout", {"nan"}, "is no number of seconds"},
        {{"learn"}, "--states-max", {"0", "100001"}, "is no whole number from 1 to 100000"},
        {{"export", "suite"}, "--part", {"0", "-1"}, "is no whole number from 1 to " + largest},
        {{"export", "suite"}, "--seed", {"-1"}, "is no whole number from 0 to " + largest},
        {{"project", "--jsonl"}, "--jobs", {"-1", "1025"}, "is no whole number from 0 to 1024"},
        {{"prove"}, "--timeout", {"0", "86401", "1.5"}, "is no whole number from 1 to 86400"},
        {{"prove"}, "--jobs", {"0"}, "is no whole number from 1 to 1024"},
        {{"model"}, "--operations", {"0", "7"}, "is no whole number from 1 to 6"},
        {{"model"}, "--jobs", {"0"}, "is no whole number from 1 to 1024"},
        {{"model"}, "--memory", {"0", "1048577"}, "is no whole number from 1 to 1048576"},
    };
    for (const auto& [verb, option, words, message] : options) {
        for (const std::string& word : words) {
            Words arguments = verb;
            arguments.insert(arguments.end(), {option, word});
            if (verb[0] == "test" || verb[0] == "learn") {
                arguments.insert(arguments.end(), {"--", ROLLOUT_TESTEES "/testee_c"});
            }
            const ProgramRun run = run_oracle(arguments);
            EXPECT_EQ(run.status, 2) << testing::PrintToString(arguments);
            EXPECT_NE(run.err.find(option + ": "), std::string::npos) << run.err;
            EXPECT_NE(run.err.find(message), std::string::npos) << run.err << " should say " << message;
            EXPECT_EQ(run.out, "");
        }
    }
    for (const std::string& seed : {std::string("0"), std::string("007"), largest}) {
        EXPECT_EQ(run_oracle({"test", "--suite", "smoke", "--timeout", "9.5", "--seed", seed, "--",
                              ROLLOUT_TESTEES "/testee_c"})
                      .status,
                  0);
    }
}

TEST(Usage, HelpAndVersionCanBeAskedForInMoreThanOneWay) {
    EXPECT_EQ(run_oracle({"help"}).out, run_oracle({"--help"}).out);
    EXPECT_EQ(run_oracle({"help", "learn"}).out, run_oracle({"learn", "--help"}).out);
    for (const char* word : {"--version", "-v", "-V"}) {
        const ProgramRun run = run_oracle({word});
        EXPECT_EQ(run.status, 0);
        EXPECT_EQ(run.out, run_oracle({"version"}).out);
    }
}

TEST(Usage, HelpAndVersionExitZero) {
    for (const Words& arguments : {Words{"--help"}, Words{"project", "--help"}, Words{"list", "--help"},
                                   Words{"explain", "--help"}, Words{"prove", "--help"}, Words{"test", "--help"},
                                   Words{"export", "--help"}, Words{"learn", "--help"}, Words{"version"}}) {
        const ProgramRun run = run_oracle(arguments);
        EXPECT_EQ(run.status, 0);
        EXPECT_NE(run.out, "");
        EXPECT_EQ(run.err, "");
    }
}

TEST(Output, ThatCannotBeWrittenIsNoVerdict) {
    const ProgramRun run = run_oracle({"list", "states", "--format", "json"});
    ASSERT_EQ(run.status, 0);
    rapidjson::Document document;
    document.Parse(run.out.c_str());
    ASSERT_TRUE(document.IsArray());
    EXPECT_EQ(document.Size(), 27U);
    const auto status_of = [](const std::string& command) { return WEXITSTATUS(std::system(command.c_str())); };
    const std::string program = ROLLOUT_ORACLE_PROGRAM;
    EXPECT_EQ(status_of(program + " list states >/dev/full 2>/dev/null"), 4);
    EXPECT_EQ(status_of(program + " list cases >/dev/full 2>/dev/null"), 4);
    EXPECT_EQ(status_of(program + " --help >/dev/full 2>/dev/null"), 4);
    EXPECT_EQ(
        status_of("yes '{\"operations\":[]}' | timeout 20 " + program + " project --jsonl >/dev/full 2>/dev/null"), 4);
    EXPECT_EQ(status_of("yes '{\"operations\":[]}' | timeout 20 " + program + " project --jsonl 2>&1 >/dev/full | " +
                        "grep -q 'cannot write the output: No space left'"),
              0);
    // Standard error that cannot be written changes no exit status.
    EXPECT_EQ(status_of(program + " project --edition b9 2>&-"), 2);
    EXPECT_EQ(status_of(program + " project --edition b9 2>/dev/full"), 2);
    EXPECT_EQ(status_of(program + " project runing >/dev/null 2>/dev/full"), 0);
    EXPECT_EQ(status_of("TMPDIR=/nonexistent " + program + " prove --run L1-b1 >/dev/null 2>&1"), 4);
}

TEST(List, RegressionsAsJsonAreVectorsThatProjectAnswersAsTheySay) {
    const ProgramRun run = run_oracle({"list", "regressions", "--format", "json"});
    ASSERT_EQ(run.status, 0);
    rapidjson::Document vectors;
    vectors.Parse(run.out.c_str());
    ASSERT_TRUE(vectors.IsArray());
    ASSERT_EQ(vectors.Size(), 18U);
    for (const EditionFacts& edition : editions) {
        std::string input;
        for (const auto& vector : vectors.GetArray()) {
            if (vector["input"].HasMember("property")) {
                continue;  // a situation of the protocol, which the clause test explores
            }
            rapidjson::StringBuffer line;
            rapidjson::Writer<rapidjson::StringBuffer> writer(line);
            vector["input"].Accept(writer);
            input += std::string(line.GetString()) + "\n";
        }
        const ProgramRun answers = run_oracle({"project", "--jsonl", "--edition", std::string(edition.name)}, input);
        ASSERT_EQ(answers.status, 0) << answers.out;
        std::istringstream lines(answers.out);
        for (const auto& vector : vectors.GetArray()) {
            if (vector["input"].HasMember("property")) {
                continue;
            }
            std::string line;
            ASSERT_TRUE(std::getline(lines, line));
            rapidjson::Document answer;
            answer.Parse(line.c_str());
            EXPECT_TRUE(answer == vector["expected"][std::string(edition.name).c_str()])
                << vector["id"].GetString() << " in " << edition.name << ": " << line;
            EXPECT_NE(std::string(vector["comment"].GetString()), "");
            EXPECT_TRUE(edition_named(vector["origin"].GetString()).has_value());
        }
    }
}

TEST(Explain, ShowsAClauseAnEditionAndALemma) {
    EXPECT_NE(run_oracle({"explain", "ROLL-4"}).out.find("Every child is terminal: failed."), std::string::npos);
    EXPECT_NE(run_oracle({"explain", "b2"}).out.find("ROLL-5"), std::string::npos);
    EXPECT_NE(run_oracle({"explain", "pause"}).out.find("ROLL-8"), std::string::npos);
    EXPECT_NE(run_oracle({"explain", "F-4"}).out.find("witness settled: failed stopped -> running_degraded"),
              std::string::npos);
    EXPECT_NE(run_oracle({"explain", "REG-8-stopped-counts-as-over"}).out.find("origin: settled"), std::string::npos);
    if (!oracle::lemma_texts().empty()) {  // with the prover
        EXPECT_NE(run_oracle({"explain", "L1-b2"}).out.find("negative twin"), std::string::npos);
    }
}

}  // namespace
}  // namespace rollout::tests
