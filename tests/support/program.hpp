// Runs rollout-oracle as its user does: words in, standard output, standard error and exit status out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rollout::tests {

/// A folder that is gone, and what is in it, when its holder is. Throws std::runtime_error if none can be made.
class ScratchFolder {
public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() { std::filesystem::remove_all(path_); }

    /// Returns the path of a file in the folder.
    std::string file(const std::string& name) const { return (path_ / name).string(); }
    /// Writes that file and returns its path.
    std::string with(const std::string& name, const std::string& text) const;

private:
    std::filesystem::path path_;
};

struct ProgramRun {
    int status;
    std::string out;
    std::string err;
};

/// Runs the program that was built beside this test with `arguments`; `input` is its standard input.
// ROLLOUT_ORACLE may name another program than the build's.
ProgramRun run_oracle(const std::vector<std::string>& arguments, const std::string& input = "");

/// Returns what a command of the shell prints. Throws std::runtime_error, with that, if its status is not 0.
std::string output_of(const std::string& command);

/// Returns the whole file. Throws std::runtime_error if it cannot be read.
std::string read_file(const std::string& path);

}  // namespace rollout::tests
