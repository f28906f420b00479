// Goal: options of `test` change what is asked and how it is reported, and nothing can make a testee look better than
// it is. Method: the program, run with them on testees whose mistakes are known.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "json.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"
#include "support/schema.hpp"

namespace rollout::tests {
namespace {

const Words wrong = member("first-failure-ends-all");
const Words right = member("right");

// Failure lists.

/// Returns the entries of a list of all that the testee answers wrong in a suite, each in quotes, in which nothing is a
/// pattern.
std::vector<std::string> entries_for(const Words& options, const Words& command) {
    std::map<std::string, std::string> said;
    const Judged all = judged(options, command);
    for (const auto& failure : all.verdict["failures"].GetArray()) {
        said.emplace(Judged::text_of(failure["id"]), Judged::text_of(failure["said"]));
    }
    std::vector<std::string> entries;
    for (const auto& entry : said) {
        entries.push_back(oracle::json_string(entry.first) + " -> " + oracle::json_string(entry.second) + "\n");
    }
    return entries;
}

std::string joined(const std::vector<std::string>& entries) {
    std::string text;
    for (const std::string& entry : entries) {
        text += entry;
    }
    return text;
}

class FailureLists : public testing::Test {
protected:
    Judged with_list(const std::string& text, Words options = {}, const Words& command = wrong) {
        options.insert(options.end(), {"--suite", "smoke", "--failure-list", folder.with("list", text)});
        return judged(options, command);
    }

    ScratchFolder folder;
    std::vector<std::string> entries = entries_for({"--suite", "smoke"}, wrong);
};

TEST_F(FailureLists, ThatAreExactPass) {
    ASSERT_GE(entries.size(), 3U);
    const Judged listed = with_list("# what b1 does\n" + joined(entries));
    EXPECT_EQ(listed.run.status, 0) << listed.printed();
    EXPECT_EQ(listed.headline(), "as listed");
    EXPECT_EQ(listed.count("smoke", "listed"), entries.size());
    EXPECT_EQ(listed.count("smoke", "failed"), 0U);
    EXPECT_EQ(listed.lines("reasons"), std::to_string(entries.size()) + " cases fail as the failure list says\n");
    // Nor is it more than that in the default run, and nothing is guaranteed.
    const Words trims = zoo({"--mistake", "policy-trim"});
    const Words options{"--max-length", "100"};
    const std::string list = folder.with("whole", joined(entries_for(options, trims)));
    const Judged whole = judged({"--max-length", "100", "--failure-list", list}, trims);
    EXPECT_EQ(whole.run.status, 0) << whole.lines("list_problems");
    EXPECT_EQ(whole.headline(), "as listed");
    EXPECT_TRUE(whole.verdict["guarantee"].IsNull());
}

TEST_F(FailureLists, ThatLackAnEntryDoNot) {
    const Judged lacking = with_list(joined({entries.begin() + 1, entries.end()}));
    EXPECT_EQ(lacking.run.status, 1);
    EXPECT_EQ(lacking.headline(), "not conformant");
    EXPECT_EQ(lacking.count("smoke", "failed"), 1U);
    EXPECT_EQ(lacking.verdict["list_problems"].Size(), 0U);
}

TEST_F(FailureLists, WithAStaleEntryAreAProblemOfTheirOwn) {
    const std::string all = joined(entries);
    const std::string line = "list:" + std::to_string(entries.size() + 1) + ": ";
    const auto expect_problem = [&](const std::string& entry, const std::string& problem) {
        const Judged stale = with_list(all + entry + "\n");
        EXPECT_EQ(stale.run.status, 1) << entry;
        EXPECT_EQ(stale.headline(), "not conformant");
        EXPECT_EQ(stale.count("smoke", "failed"), 0U) << entry;
        ASSERT_EQ(stale.verdict["list_problems"].Size(), 1U) << entry << "\n" << stale.printed();
        EXPECT_TRUE(holds(stale.lines("list_problems"), problem)) << stale.lines("list_problems");
        EXPECT_TRUE(holds(stale.lines("list_problems"), line)) << stale.lines("list_problems");
        EXPECT_TRUE(holds(stale.lines("reasons"), "the failure list is not true of this testee"));
    };
    expect_problem("completed -> failed", "passes now: remove the entry");
    expect_problem("completed completed completed completed -> failed", "matches no case: remove the entry");
    expect_problem("no_such_state* -> failed (at most 3)", "covers no case that fails so: remove the entry");
    // A case that fails in another way than it is listed.
    std::vector<std::string> otherwise = entries;
    otherwise[0] = otherwise[0].substr(0, otherwise[0].find(" -> ")) + " -> stopped\n";
    const Judged other = with_list(joined(otherwise));
    EXPECT_EQ(other.run.status, 1);
    EXPECT_TRUE(holds(other.lines("list_problems"), "fails differently: said \"failed\", the list says stopped"))
        << other.lines("list_problems");
    EXPECT_EQ(other.count("smoke", "failed"), 1U);
    // A case that is skipped, or answered by an error.
    const Judged skipped = with_list("completed -> failed\n", {}, member("skips-everything"));
    EXPECT_EQ(skipped.run.status, 1);
    EXPECT_TRUE(holds(skipped.lines("list_problems"), "completed is skipped, not failed"))
        << skipped.lines("list_problems");
}

TEST_F(FailureLists, MayNameWhatIsSkippedAndWhatIsAnError) {
    for (const auto& [name, answer] :
         std::map<std::string, std::string>{{"skips-everything", "skipped"}, {"errors-everything", "error"}}) {
        const Judged all = with_list("* -> " + answer + " (at most 1000)\n", {}, member(name));
        // All is listed, and nothing was seen to be right.
        EXPECT_EQ(all.run.status, 4) << all.printed();
        EXPECT_EQ(all.headline(), "no verdict");
    }
}

TEST_F(FailureLists, CapTheirWildcards) {
    const std::string count = std::to_string(entries.size());
    EXPECT_EQ(with_list("* -> failed (at most " + count + ")\n").headline(), "as listed");
    const Judged more = with_list("* -> failed (at most 1)\n");
    EXPECT_EQ(more.run.status, 1);
    EXPECT_TRUE(holds(more.lines("list_problems"), "covers " + count + " cases, at most 1 allowed"))
        << more.lines("list_problems");
    for (const char* text : {"* -> failed\n", "* -> failed (at most 1001)\n", "completed\n"}) {
        const Judged unreadable = with_list(text);
        EXPECT_EQ(unreadable.run.status, 2) << text;
        EXPECT_EQ(unreadable.run.out, "");
        EXPECT_TRUE(holds(unreadable.run.err, "list:1: ")) << unreadable.run.err;
    }
    const ProgramRun missing = run_on("test", {"--failure-list", folder.file("none")}, wrong);
    EXPECT_EQ(missing.status, 2);
    EXPECT_TRUE(holds(missing.err, "none: No such file or directory")) << missing.err;
}

TEST_F(FailureLists, AreFixedByARunAndThenPass) {
    const Judged first = with_list("# a comment that stays\ncompleted -> failed\n", {"--fix"});
    EXPECT_EQ(first.run.status, 1) << "the run itself was not as listed";
    EXPECT_TRUE(holds(first.lines("reasons"), "the failure list was rewritten"));
    const std::string fixed = read_file(folder.file("list"));
    EXPECT_TRUE(fixed.starts_with("# a comment that stays\n")) << fixed;
    EXPECT_FALSE(holds(fixed, "\ncompleted -> failed")) << fixed;
    EXPECT_TRUE(holds(fixed, " -> failed  # new\n")) << fixed;
    const Judged second = with_list(fixed, {"--fix"});
    EXPECT_EQ(second.run.status, 0) << second.printed();
    EXPECT_EQ(second.headline(), "as listed");
    EXPECT_EQ(read_file(folder.file("list")), fixed) << "what is true is left alone";
}

TEST_F(FailureLists, AreNotFixedByHalfARun) {
    const std::string text = "completed -> failed\n";
    for (const Words& options : {Words{"--fix", "--run", "failed*"}, Words{"--fix", "--fail-fast"}}) {
        Words with_file = of_some_suite(options);
        with_file.insert(with_file.end(), {"--failure-list", folder.with("list", text)});
        const Judged part = judged(with_file, wrong);
        EXPECT_TRUE(holds(part.lines("reasons"), "--fix: refused, for not every case was asked"))
            << part.lines("reasons");
        EXPECT_EQ(read_file(folder.file("list")), text);
    }
    EXPECT_EQ(run_on("test", {"--fix"}, wrong).status, 2) << "there is nothing to fix";
}

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

TEST(Formats, CarryTheVerdict) {
    const Schema schema("verdict");
    for (const auto& [name, headline] : std::map<std::string, std::string>{
             {"right", "conformant"}, {"first-failure-ends-all", "not conformant"}, {"garbage", "garbage"}}) {
        const auto printed = [&, &member_of = name](const char* format) {
            const ProgramRun run = run_on("test", {"--suite", "complete", "--format", format}, member(member_of));
            EXPECT_EQ(run.err, "") << format;
            EXPECT_EQ(run.status, member_of == "right" ? 0 : member_of == "garbage" ? 3 : 1);
            return run.out;
        };
        const bool passes = name == "right";

        const std::string json = printed("json");
        EXPECT_EQ(schema.problem(json), "");
        EXPECT_EQ(std::count(json.begin(), json.end(), '\n'), 1);

        std::istringstream records(printed("jsonl"));
        std::vector<std::string> kinds;
        for (std::string line; std::getline(records, line);) {
            EXPECT_EQ(schema.problem(line), "") << line;
            rapidjson::Document record;
            record.Parse(line.c_str());
            kinds.emplace_back(record["record"].GetString());
            if (kinds.size() == 1) {
                EXPECT_EQ(record["headline"].GetString(), headline);
            }
        }
        ASSERT_GE(kinds.size(), 3U);
        EXPECT_EQ(kinds.front(), "header");
        EXPECT_EQ(kinds.back(), "footer");

        pugi::xml_document xml;
        ASSERT_TRUE(xml.load_string(printed("junit").c_str()));
        const pugi::xml_node verdict =
            xml.child("testsuites").find_child_by_attribute("testsuite", "name", "verdict").child("testcase");
        ASSERT_TRUE(verdict);
        EXPECT_EQ(!verdict.child("failure") && !verdict.child("error"), passes);

        const std::string tap = printed("tap");
        EXPECT_TRUE(tap.starts_with("TAP version 13\n1..")) << tap;
        std::istringstream points(tap);
        int count = 0;
        std::string last;
        for (std::string line; std::getline(points, line);) {
            if (line.starts_with("ok ") || line.starts_with("not ok ")) {
                ++count;
                last = line;
            }
        }
        EXPECT_TRUE(holds(tap, "\n1.." + std::to_string(count) + "\n")) << tap;
        EXPECT_EQ(last.starts_with("ok "), passes) << last;
        EXPECT_TRUE(holds(last, headline)) << last;

        EXPECT_TRUE(holds(printed("markdown"), headline));
        const std::string text = printed("text");
        EXPECT_TRUE(text.starts_with(headline + ": ")) << text;
        EXPECT_FALSE(holds(text, "\x1b")) << "there are no colours";
    }
}

TEST(Formats, GoToFilesWhereAFileIsNamed) {
    const ScratchFolder folder;
    const ProgramRun run = run_on("test",
                                  {"--suite", "smoke", "--format", "junit", "--output", folder.file("report.xml"),
                                   "--badge", folder.file("badge.json")},
                                  right);
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(run.out.starts_with("passed smoke: zoo 1 (C++), edition b2\n")) << run.out;
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_file(folder.file("report.xml").c_str()));
    EXPECT_EQ(
        read_file(folder.file("badge.json")),
        "{\"schemaVersion\":1,\"label\":\"rollout b2\",\"message\":\"passed smoke\",\"color\":\"yellowgreen\"}\n");
    EXPECT_EQ(run_on("test", {"--badge", folder.file("badge.json")}, wrong).status, 1);
    EXPECT_TRUE(holds(read_file(folder.file("badge.json")), "\"message\":\"not conformant\",\"color\":\"red\""));
}

TEST(Formats, ThatCannotBeWrittenAreNoVerdict) {
    const ScratchFolder folder;
    for (const char* option : {"--output", "--badge"}) {
        for (const std::string& file : {folder.file("none/report"), std::string("/dev/full")}) {
            const ProgramRun run = run_on("test", {"--suite", "smoke", option, file}, right);
            EXPECT_EQ(run.status, 4) << option << " " << file;
            EXPECT_TRUE(holds(run.err, "cannot write " + file)) << run.err;
        }
    }
    std::string command = std::string(ROLLOUT_ORACLE_PROGRAM) + " test --suite smoke --";
    for (const std::string& word : right) {
        command += " '" + word + "'";
    }
    EXPECT_EQ(WEXITSTATUS(std::system((command + " >/dev/full 2>/dev/null").c_str())), 4);
    EXPECT_EQ(WEXITSTATUS(std::system((command + " >/dev/null 2>&-").c_str())), 0);
}

/// Returns the shell's words for a run of `test` on a testee.
std::string shell_command(const Words& options, const Words& command) {
    std::string made = std::string("'") + ROLLOUT_ORACLE_PROGRAM + "' test";
    Words words = options;
    words.emplace_back("--");
    words.insert(words.end(), command.begin(), command.end());
    for (const std::string& word : words) {
        made += " '" + word + "'";
    }
    return made + " >/dev/null 2>&1";
}
int status_of(const std::string& shell) { return WEXITSTATUS(std::system(shell.c_str())); }

TEST(Files, StayAsTheyWereWhereTheNewOneCannotBeWritten) {
    const ScratchFolder folder;
    const std::string old_list = "# a comment\n" + std::string(4000, '#') + "\n";
    const std::string list = folder.with("list", old_list);
    const std::string report = folder.with("report", std::string(4000, 'x'));
    const Words smoke{"--suite", "smoke"};
    // No file may grow beyond one block.
    EXPECT_EQ(status_of("ulimit -f 1; " + shell_command({"--suite", "smoke", "--failure-list", list, "--fix"}, wrong)),
              4);
    EXPECT_EQ(read_file(list), old_list);
    EXPECT_EQ(
        status_of("ulimit -f 1; " + shell_command({"--suite", "smoke", "--format", "json", "--output", report}, right)),
        4);
    EXPECT_EQ(read_file(report), std::string(4000, 'x'));
    EXPECT_EQ(status_of("ulimit -f 1; '" + std::string(ROLLOUT_ORACLE_PROGRAM) +
                        "' export suite --suite smoke --output " + report + " 2>/dev/null"),
              4);
    EXPECT_EQ(read_file(report), std::string(4000, 'x'));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(folder.file(""))) {
        ++files;
    }
    EXPECT_EQ(files, 2U) << "nothing is left behind";
}

TEST(Files, AreReplacedWithTheirPermissionsAndThroughLinks) {
    namespace fs = std::filesystem;
    const ScratchFolder folder;
    const std::string report = folder.with("report", "old");
    fs::permissions(report, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("report", folder.file("link"));
    EXPECT_EQ(run_on("test", {"--suite", "smoke", "--output", folder.file("link")}, right).status, 0);
    EXPECT_TRUE(read_file(report).starts_with("passed smoke"));
    EXPECT_TRUE(fs::is_symlink(folder.file("link")));
    EXPECT_EQ(fs::status(report).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Files, ThatCannotBeMeantAreUsageErrors) {
    const ScratchFolder folder;
    const std::string file = folder.file("file");
    const std::vector<std::pair<Words, std::string>> wrong_options{
        {{"--output", ""}, "--output: the name is empty"},
        {{"--badge", ""}, "--badge: the name is empty"},
        {{"--failure-list", ""}, "--failure-list: the name is empty"},
        {{"--failure-list", folder.file("")}, "Is a directory"},
        {{"--failure-list", folder.file("none")}, "No such file or directory"},
        {{"--output", file, "--badge", folder.file("./file")}, "--output and --badge are one file"},
        {{"--failure-list", folder.with("list", ""), "--output", folder.file("list")},
         "--output and --failure-list are one file"},
    };
    for (const auto& [options, message] : wrong_options) {
        const ProgramRun run = run_on("test", options, right);
        EXPECT_EQ(run.status, 2) << message;
        EXPECT_TRUE(holds(run.err, message)) << run.err;
        EXPECT_EQ(run.out, "");
    }
    for (const Words& verb : {Words{"export", "machine", "--output", ""}, Words{"prove", "--emit", ""},
                              Words{"prove", "--record", ""}, Words{"prove", "--certificates", ""}}) {
        const ProgramRun run = run_oracle(verb);
        EXPECT_EQ(run.status, 2);
        EXPECT_TRUE(holds(run.err, "the name is empty")) << run.err;
    }
}

TEST(Files, OfAFailureListAreMadeByFix) {
    const ScratchFolder folder;
    EXPECT_EQ(run_on("test", {"--suite", "smoke", "--failure-list", folder.file("new"), "--fix"}, wrong).status, 1);
    EXPECT_EQ(run_on("test", {"--suite", "smoke", "--failure-list", folder.file("new")}, wrong).status, 0);
    // What is there and cannot be read is not taken for nothing.
    EXPECT_EQ(run_on("test", {"--suite", "smoke", "--failure-list", folder.file(""), "--fix"}, wrong).status, 2);
}

TEST(Files, ThatCannotBeWrittenDoNotHideABreach) {
    for (const char* option : {"--output", "--badge"}) {
        EXPECT_EQ(run_on("test", {"--suite", "smoke", option, "/dev/full"}, member("garbage")).status, 3);
    }
}

TEST(Interrupted, RunsWriteTheirReport) {
    const ScratchFolder folder;
    const std::string report = folder.with("report", "an older one that passed");
    const std::string badge = folder.with("badge", "an older one that passed");
    const Words options{"--suite", "smoke",   "--format", "json",      "--output",
                        report,    "--badge", badge,      "--timeout", "60"};
    for (const char* signal : {"TERM", "HUP"}) {
        EXPECT_EQ(status_of(shell_command(options, member("hangs")) + " & sleep 1; kill -" + signal + " $!; wait $!"),
                  4);
        rapidjson::Document verdict;
        verdict.Parse(read_file(report).c_str());
        ASSERT_TRUE(verdict.IsObject()) << read_file(report);
        EXPECT_STREQ(verdict["headline"].GetString(), "interrupted");
        EXPECT_EQ(verdict["status"].GetInt(), 4);
        EXPECT_TRUE(holds(read_file(badge), "\"message\":\"interrupted\",\"color\":\"lightgrey\"")) << read_file(badge);
    }
}

/// Returns whether a process runs with these arguments.
bool runs(const std::string& arguments) {
    std::string wanted = arguments;
    std::replace(wanted.begin(), wanted.end(), ' ', '\0');
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream command(entry.path() / "cmdline");
        std::string line;
        std::getline(command, line);
        if (line.starts_with(wanted)) {
            return true;
        }
    }
    return false;
}

TEST(Stopped, TesteesLeaveNobodyBehindInASessionOfItsOwn) {
    for (const char* last : {"stop", "segfaults"}) {
        const Words command = last == std::string("stop") ? right : member(last);
        Words leaving{"sh", "-c", "setsid sleep 31415 & setsid sh -c 'sleep 31416 & sleep 31415' & exec \"$@\"", "sh"};
        leaving.insert(leaving.end(), command.begin(), command.end());
        EXPECT_EQ(run_on("test", {"--suite", "smoke"}, leaving).status, last == std::string("stop") ? 0 : 3);
        EXPECT_FALSE(runs("sleep 31415"));
        EXPECT_FALSE(runs("sleep 31416"));
    }
}

TEST(Stopped, TesteesAreHeardOfWhereTheParentIgnoresTheEndOfChildren) {
    for (const auto& [name, status] :
         {std::pair("right", 0), std::pair("fails-after-stop", 3), std::pair("exits-with-3", 3)}) {
        const std::string python =
            "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); "
            "os.execv(sys.argv[1], sys.argv[1:])";
        std::string command = "python3 -c '" + python + "' " + shell_command({"--suite", "smoke"}, member(name));
        EXPECT_EQ(status_of(command), status) << name;
    }
}

TEST(Stopped, TesteesSeeTheEndOfTheirInput) {
    const Words through_tee{"sh", "-c", "tee /dev/null | \"$0\"", testee_c().front()};
    const ProgramRun run = run_on("test", {"--suite", "smoke", "--timeout", "5"}, through_tee);
    EXPECT_EQ(run.status, 0) << run.out;
}

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
