// Running another program and reading what it prints.
#pragma once

#include <string>

namespace rollout::proofs {

struct CommandResult {
    std::string output;
    int status;  // as wait reports it; 0 is success
};

/// Runs a line of the shell and returns its standard output.
CommandResult run_command(const std::string& command);

/// Returns `word` so that the shell takes it as one word.
std::string quoted(const std::string& word);

}  // namespace rollout::proofs
