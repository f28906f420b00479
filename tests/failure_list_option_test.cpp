// Goal: a failure list excuses what it names, and nothing else. Method: the program, with lists that are exact, that
// lack an entry, that are stale, and that it rewrites.

#include <map>

#include "json_writer.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

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

}  // namespace
}  // namespace rollout::tests
