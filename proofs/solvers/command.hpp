// Running another program and reading what it prints.
#pragma once

#include <string>

namespace rollout::proofs {

struct CommandResult {
    std::string output;
    int status;  // as wait reports it; 0 is success
};

/// Runs a line of the shell and returns its standard output: no more of it is read than `bytes_max` and a little.
CommandResult run_command(const std::string& command, std::size_t bytes_max = std::size_t{16} << 20);

/// Returns `word` so that the shell takes it as one word.
std::string quoted(const std::string& word);

}  // namespace rollout::proofs
