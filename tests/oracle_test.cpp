// Goal: the command line keeps its contract: verbs, answers, exit statuses, and errors that say what to do.
#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <sstream>

#include <rollout/vocabulary/edition.hpp>

#include "proofs.hpp"
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

TEST(Usage, ErrorsExitTwoAndSayWhatIsMissing) {
    const std::vector<std::pair<Words, std::string>> wrong{
        {{}, "subcommand is required"},
        {{"project", "--edition", "b9"},
         "\"b9\" is not an edition; use one of b1, b2, b3, b4, pause, settled, finalizers"},
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
        {{"test"}, "COMMAND is required"},
        {{"diff", "b1", "b8"}, "AFTER: \"b8\" is not an edition"},
        {{"export", "suite", "--part", "3"}, "the suite has 2 parts"},
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
