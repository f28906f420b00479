// Running another program: what it reads, and what it prints.
#pragma once

#include <string>

namespace rollout::proofs {

struct CommandResult {
    std::string output;
    int status;  // as wait reports it; 0 is success
};

/// A file for another program to read, gone when its holder is.
class TemporaryFile {
public:
    /// Throws std::runtime_error if it cannot be written.
    explicit TemporaryFile(const std::string& text);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Runs a line of the shell and returns its standard output: no more of it is read than `bytes_max` and a little.
CommandResult run_command(const std::string& command, std::size_t bytes_max = std::size_t{16} << 20);

/// Returns `word` so that the shell takes it as one word.
std::string quoted(const std::string& word);

}  // namespace rollout::proofs
