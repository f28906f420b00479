#include "command.hpp"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace rollout::proofs {

TemporaryFile::TemporaryFile(const std::string& text)
    : path_((std::filesystem::temp_directory_path() / "rollout-XXXXXX").string()) {
    const int descriptor = mkstemp(path_.data());
    if (descriptor < 0) {
        throw std::runtime_error("no temporary file can be made as " + path_);
    }
    close(descriptor);
    std::ofstream file(path_);
    file << text;
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path_);
    }
}

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

CommandResult run_command(const std::string& command, std::size_t bytes_max) {
    CommandResult result{{}, -1};
    if (FILE* pipe = popen(command.c_str(), "r")) {
        std::array<char, 4096> chunk{};
        while (result.output.size() <= bytes_max) {
            const std::size_t size = fread(chunk.data(), 1, chunk.size(), pipe);
            if (size == 0) {
                break;
            }
            result.output.append(chunk.data(), size);
        }
        result.status = pclose(pipe);
    }
    return result;
}

std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char byte : word) {
        text += byte == '\'' ? "'\\''" : std::string(1, byte);
    }
    return text + "'";
}

}  // namespace rollout::proofs
