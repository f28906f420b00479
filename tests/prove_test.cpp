// Goal: a proof is believed only when both solvers say so, and a broken claim comes back as a rollout.
// Method: the program runs with a cvc5 of our own on the path, which lies, stops short, waits, or is not there.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

namespace fs = std::filesystem;

/// Returns a folder of this process's own: tests run beside each other.
fs::path own_folder(const std::string& name) {
    return fs::path(testing::TempDir()) / (name + std::to_string(getpid()));
}

/// A folder that comes first on the path while it lives, or is all of it.
class FirstOnThePath {
public:
    enum class Behind { path, nothing };

    explicit FirstOnThePath(Behind behind = Behind::path)
        : folder_(own_folder("rollout_solvers_")), path_(std::getenv("PATH")) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        setenv("PATH", (folder_.string() + (behind == Behind::path ? ":" + path_ : "")).c_str(), 1);
    }
    FirstOnThePath(const FirstOnThePath&) = delete;
    FirstOnThePath& operator=(const FirstOnThePath&) = delete;
    ~FirstOnThePath() {
        setenv("PATH", path_.c_str(), 1);
        fs::remove_all(folder_);
    }
    void program(const std::string& name, const std::string& body) const {
        const fs::path file = folder_ / name;
        std::ofstream(file) << "#!/bin/sh\n" << body << "\n";
        chmod(file.c_str(), 0755);
    }

private:
    fs::path folder_;
    std::string path_;
};

/// A cvc5 that says it is there and answers a file by `body`; "$file" is the file.
std::string solver(const std::string& body) {
    return "case \"$*\" in *--version*) exit 0;; esac\nfor file in \"$@\"; do :; done\n" + body;
}

ProgramRun prove(const std::string& lemma, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"prove", "--run", lemma};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_oracle(arguments);
}

constexpr int proved_but_partial = 4;  // a filtered run gives no verdict

TEST(Prove, OneLemmaIsProvedByBothSolvers) {
    const ProgramRun run = prove("L5-b2-empty");
    EXPECT_EQ(run.status, proved_but_partial);
    EXPECT_NE(run.out.find("proved  Z3 proved, cvc5 proved, premises satisfiable, twin refuted"), std::string::npos)
        << run.out;
}

TEST(Prove, APageHasWhatIsNotProvedFirstWithItsClauses) {
    const std::string proved = prove("L5-b2-empty", {"--format", "html"}).out;
    EXPECT_NE(proved.find("<h1 class=\"bad\">1 of 1 lemmas proved</h1>"), std::string::npos) << proved;
    EXPECT_NE(proved.find("Only lemmas that match L5-b2-empty were asked: no verdict."), std::string::npos);
    EXPECT_EQ(proved.find("Not proved"), std::string::npos);

    const ProgramRun of_edition = run_oracle({"prove", "--edition", "b1", "--format", "html"});
    EXPECT_EQ(of_edition.status, 0);
    EXPECT_NE(of_edition.out.find("<h1 class=\"good\">"), std::string::npos);
    EXPECT_NE(of_edition.out.find("Only lemmas of b1, and those of every edition, were asked."), std::string::npos);

    const FirstOnThePath path;
    path.program("cvc5", solver("yes sat | head -n 100"));
    const std::string refuted = prove("L5-b2-empty", {"--format", "html"}).out;
    EXPECT_NE(refuted.find("<h1 class=\"bad\">0 of 1 lemmas proved</h1>\n<h2>Not proved: L5-b2-empty</h2>"),
              std::string::npos)
        << refuted;
    EXPECT_NE(refuted.find("<dt>cvc5</dt>\n<dd><span>refuted</span></dd>"), std::string::npos);
    EXPECT_NE(refuted.find("<dt>clauses</dt>\n<dd><span>BASE-0: "), std::string::npos);
    EXPECT_NE(refuted.find("<tr class=\"bad\"><td>L5-b2-empty</td>"), std::string::npos);
}

TEST(Prove, ASolverThatSaysSatUnknownOrTooLittleProvesNothing) {
    const FirstOnThePath path;
    const std::vector<std::pair<std::string, std::string>> liars{
        {"grep -c check-sat \"$file\" | while read n; do yes sat | head -n $n; done", "cvc5 refuted"},
        {"grep -c check-sat \"$file\" | while read n; do yes unknown | head -n $n; done", "cvc5 unknown"},
        {"echo unsat", "cvc5 unknown"},  // one answer for two questions: that of the twin
        {"yes unsat | head -n 100", "cvc5 unknown"},
        {"echo '(error \"no\")'; exit 1", "cvc5 unknown"},
        {":", "cvc5 unknown"},
        {"kill -9 $$", "cvc5 unknown"},
        {"yes unsat", "cvc5 unknown"},  // without end
    };
    for (const auto& [body, said] : liars) {
        path.program("cvc5", solver(body));
        const ProgramRun run = prove("L5-b2-empty");
        EXPECT_EQ(run.status, 1) << body;
        EXPECT_NE(run.out.find(said), std::string::npos) << body << ": " << run.out;
        EXPECT_NE(run.out.find("FAILED"), std::string::npos) << run.out;
    }
}

TEST(Prove, ASolverThatDoesNotEndOrCannotStartIsNoSolverThatIsMissing) {
    const FirstOnThePath path;
    for (const char* body : {"trap '' TERM; while :; do sleep 1; done", "exit 127", "kill -9 $$"}) {
        path.program("cvc5", body);
        const ProgramRun run = prove("L5-b2-empty", {"--timeout", "1"});
        EXPECT_EQ(run.status, 1) << body;
        EXPECT_NE(run.out.find("cvc5 unknown"), std::string::npos) << body << ": " << run.out;
        EXPECT_EQ(run.err.find("not installed"), std::string::npos) << run.err;
    }
}

TEST(Prove, ATwinThatTheSecondSolverDoesNotConfirmSurvives) {
    const FirstOnThePath path;
    path.program("cvc5", solver("sed -n 's/(set-info :status \\(.*\\))/\\1/p' \"$file\" | sed '$s/.*/unsat/'"));
    const ProgramRun run = prove("L5-b2-empty");
    EXPECT_EQ(run.status, 1);
    EXPECT_NE(run.out.find("cvc5 proved, premises satisfiable, twin survived"), std::string::npos) << run.out;
}

TEST(Prove, WithoutTheSecondSolverThereIsNoVerdict) {
    const FirstOnThePath path(FirstOnThePath::Behind::nothing);
    const ProgramRun run = prove("L5-b2-empty");
    EXPECT_EQ(run.status, 4);
    EXPECT_NE(run.err.find("cvc5 is not installed"), std::string::npos) << run.err;
    EXPECT_NE(run.out.find("cvc5 missing"), std::string::npos) << run.out;
}

TEST(Prove, ACertificateThatIsNotFollowedIsRefused) {
    const fs::path folder = own_folder("rollout_certificates_");
    EXPECT_NE(prove("L5-b2-verdict", {"--certificates", folder.string()}).out.find("certificate checked"),
              std::string::npos);
    EXPECT_TRUE(fs::exists(folder / "L5-b2-verdict.cnf"));
    EXPECT_TRUE(fs::exists(folder / "L5-b2-verdict.drat"));
    const FirstOnThePath path;
    for (const auto& [body, said] : std::vector<std::pair<std::string, std::string>>{
             {"exit 10", "certificate refused"},  // satisfiable, it says
             {"case \"$*\" in *-n*) exit 10;; esac; for file in \"$@\"; do :; done; echo 0 > \"$file\"; exit 20",
              "certificate refused"},  // a proof of nothing; what should have a model has one
             {"exit 127", "certificate missing"}}) {
        path.program("cadical", body);
        const ProgramRun run = prove("L5-b2-verdict", {"--certificates", folder.string()});
        EXPECT_NE(run.out.find(said), std::string::npos) << body << ": " << run.out;
        EXPECT_NE(run.status, 0) << body;
        EXPECT_EQ(run.status, said == "certificate missing" ? 4 : 1) << body;
    }
    fs::remove_all(folder);
}

TEST(Prove, ACertificateOfATranslationThatRefutesWhatHasAModelIsRefused) {
    const fs::path folder = own_folder("rollout_certificates_");
    const FirstOnThePath path;
    const std::string honest = "PATH=\"${PATH#*:}\" exec cadical \"$@\"";
    for (const auto& [said_unsatisfiable, certificate] : std::vector<std::pair<std::string, std::string>>{
             {"no-such-file", "certificate checked"},
             {"*.twin.cnf", "certificate refused"},           // a counterexample of the twin is lost
             {"*/rollout-??????", "certificate refused"}}) {  // a value is lost
        path.program("cadical", "case \"$*\" in " + said_unsatisfiable + ") exit 20;; esac\n" + honest);
        const ProgramRun run = prove("L5-b2-verdict", {"--certificates", folder.string()});
        EXPECT_NE(run.out.find(certificate), std::string::npos) << said_unsatisfiable << ": " << run.out;
    }
    fs::remove_all(folder);
}

/// Returns what stands in `text` between `before`, which is looked for from `at` on, and the next quote.
std::string quoted_after(const std::string& text, const std::string& before, std::size_t at = 0) {
    const std::size_t found = text.find(before, at);
    if (found == std::string::npos) {
        return "nothing after " + before;
    }
    const std::size_t begin = found + before.size();
    return text.substr(begin, text.find('"', begin) - begin);
}

TEST(Prove, ACertificateIsThereWhereTheTableSaysSo) {
    const fs::path folder = own_folder("rollout_certificates_");
    const ProgramRun run = prove("L5-b2-*", {"--format", "json", "--certificates", folder.string()});
    EXPECT_EQ(run.status, proved_but_partial);
    std::ifstream evidence(ROLLOUT_SOURCE_DIR "/proofs/evidence.csv");
    int certified = 0;
    for (std::string row; std::getline(evidence, row);) {
        if (row.starts_with("L5-b2-")) {
            const std::string id = row.substr(0, row.find(','));
            const std::string said =
                quoted_after(run.out, "\"certificate\":\"", run.out.find("{\"id\":\"" + id + "\""));
            EXPECT_NE((row + ",").find("," + said + ","), std::string::npos) << id << ": " << said;
            certified += said == "checked" ? 1 : 0;
        }
    }
    EXPECT_GT(certified, 10);
    fs::remove_all(folder);
}

TEST(Prove, EveryTwinOfALemmaIsCounted) {
    const ProgramRun run = prove("L5-b1-empty", {"--twins", "all", "--format", "json"});
    EXPECT_EQ(run.status, proved_but_partial);
    EXPECT_NE(run.out.find("\"undecided\":[]"), std::string::npos) << run.out;
    EXPECT_EQ(run.out.find("\"made\":0"), std::string::npos) << run.out;
}

TEST(Prove, WhatIsFalseIsProvedFalseByARollout) {
    const ProgramRun run = run_oracle({"explain", "L5-settled-all-terminal"});
    EXPECT_NE(run.out.find("counterexample: failed stopped"), std::string::npos) << run.out;
    EXPECT_EQ(prove("L5-settled-all-terminal").status, proved_but_partial);
}

}  // namespace
}  // namespace rollout::tests
