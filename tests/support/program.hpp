// Runs rollout-oracle as its user does: words in, standard output, standard error and exit status out.
#pragma once

#include <string>
#include <vector>

namespace rollout::tests {

struct ProgramRun {
    int status;
    std::string out;
    std::string err;
};

/// Runs the program that was built beside this test with `arguments`; `input` is its standard input.
ProgramRun run_oracle(const std::vector<std::string>& arguments, const std::string& input = "");

/// Returns the whole file. Throws std::runtime_error if it cannot be read.
std::string read_file(const std::string& path);

}  // namespace rollout::tests
