// Goal: reports reach their files whole or not at all, and a run that is stopped leaves nothing behind. Method: the
// program, on full devices, on files that may not grow, interrupted, and with testees that leave children.

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "support/gtest.hpp"
#include "support/judged.hpp"
#include "support/schema.hpp"
#include "verbs.hpp"

namespace rollout::tests {
namespace {

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
        EXPECT_TRUE(holds(printed("html"), ">" + headline + ": "));
        const std::string text = printed("text");
        EXPECT_TRUE(text.starts_with(headline + ": ")) << text;
        EXPECT_FALSE(holds(text, "\x1b")) << "there are no colours";
    }
}

/// A format that no table has: its row is all that `test` needs.
TEST(Formats, AToyIsPrintedByItsRowAlone) {
    static constexpr oracle::ReportFormat toy{
        "toy", [](const oracle::Verdict& verdict) { return "toy: " + verdict.headline + "\n"; }};
    const ScratchFolder folder;
    oracle::TestOptions options;
    options.examine.suite = oracle::find_suite("smoke");
    options.examine.command = right;
    options.format = &toy;
    options.output = folder.file("report");
    EXPECT_EQ(oracle::test(options), oracle::Status::done);
    EXPECT_EQ(read_file(options.output), "toy: passed smoke\n");
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
    // Further formats, of one and the same run.
    const ProgramRun three = run_on("test",
                                    {"--suite", "smoke", "--report", "html=" + folder.file("report.html"), "--report",
                                     "json=" + folder.file("report.json"), "--output", folder.file("report.txt")},
                                    wrong);
    EXPECT_EQ(three.status, 1) << three.err;
    EXPECT_TRUE(holds(read_file(folder.file("report.html")), "<h2>Cause 1 of"));
    EXPECT_TRUE(read_file(folder.file("report.txt")).starts_with("not conformant: zoo 1 (C++)"));
    rapidjson::Document report;
    report.Parse(read_file(folder.file("report.json")).c_str());
    ASSERT_TRUE(report.IsObject());
    EXPECT_EQ(report["status"].GetInt(), 1);
    EXPECT_TRUE(three.out.starts_with("not conformant: zoo 1 (C++)")) << three.out;
    EXPECT_TRUE(holds(read_file(folder.file("badge.json")), "\"message\":\"not conformant\",\"color\":\"red\""));
}

TEST(Formats, ThatCannotBeWrittenAreNoVerdict) {
    const ScratchFolder folder;
    for (const char* option : {"--output", "--badge", "--report"}) {
        for (const std::string& file : {folder.file("none/report"), std::string("/dev/full")}) {
            const std::string value = (option == std::string("--report") ? "html=" : "") + file;
            const ProgramRun run = run_on("test", {"--suite", "smoke", option, value}, right);
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
    std::string text = std::string("'") + ROLLOUT_ORACLE_PROGRAM + "' test";
    Words words = options;
    words.emplace_back("--");
    words.insert(words.end(), command.begin(), command.end());
    for (const std::string& word : words) {
        text += " '" + word + "'";
    }
    return text + " >/dev/null 2>&1";
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
        {{"--output", file, "--report", "html=" + file}, "--output and --report are one file"},
        {{"--report", "html=" + file, "--report", "json=" + file}, "--report and --report are one file"},
        {{"--report", "html"}, "--report: \"html\": expected FORMAT=FILE"},
        {{"--report", "html="}, "--report: \"html=\": expected FORMAT=FILE"},
        {{"--report", "htm=" + file}, "--report: 'htm': no format of reports; did you mean html?"},
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
    std::signal(SIGHUP, SIG_DFL);  // whoever started the tests may ignore it, and then the program does, too
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

}  // namespace
}  // namespace rollout::tests
