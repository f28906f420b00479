// The program rup-check on a formula and a proof, and what it may answer.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {

using Answer = ProgramRun;

/// Runs the program, or the one that ROLLOUT_RUP_CHECK names, in a folder that holds the files `cnf` and `proof`.
inline Answer ask(const std::string& cnf, const std::string& proof, const std::string& arguments = "cnf proof") {
    const ScratchFolder folder;
    folder.with("cnf", cnf);
    folder.with("proof", proof);
    const char* const named = std::getenv("ROLLOUT_RUP_CHECK");
    const std::string program = named != nullptr ? named : ROLLOUT_RUP_CHECK_PROGRAM;
    const std::string command = "cd '" + folder.file("") + "' && '" + program + "' >out 2>err " + arguments;
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(folder.file("out")), read_file(folder.file("err"))};
}

inline Answer verified(int steps) {
    return {0, "verified: " + std::to_string(steps) + " steps, empty clause derived\n", ""};
}

inline Answer not_implied(int line) {
    return {1, "not verified: step at proof:" + std::to_string(line) + " is not implied\n", ""};
}

inline Answer refused(const std::string& file, int line, const std::string& why) {
    return {2, "", "rup-check: " + file + ":" + std::to_string(line) + ": " + why + "\n"};
}

inline const Answer unfinished{1, "not verified: proof does not derive the empty clause\n", ""};
inline const std::string not_there = "the clause to delete is not there";

inline void expect(const Answer& expected, const std::string& cnf, const std::string& proof) {
    const Answer answer = ask(cnf, proof);
    EXPECT_EQ(answer.status, expected.status) << cnf << "and\n" << proof;
    EXPECT_EQ(answer.out, expected.out) << cnf << "and\n" << proof;
    EXPECT_EQ(answer.err, expected.err) << cnf << "and\n" << proof;
}

// Nothing is forced at first. Variable 2 must hold, whatever 1 is; then 3 must and must not, whatever 4 is.

}  // namespace rollout::tests
