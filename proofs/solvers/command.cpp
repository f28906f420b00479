#include "command.hpp"

#include <array>
#include <cstdio>

namespace rollout::proofs {

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
