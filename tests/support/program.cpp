#include "program.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace rollout::tests {
namespace {

std::string quoted(const std::string& argument) {
    std::string text = "'";
    for (const char byte : argument) {
        text += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
    }
    return text + "'";
}

/// A folder that is gone when its holder is.
struct Scratch {
    std::string path;
    Scratch() {
        std::array<char, 32> name{"/tmp/rollout-test-XXXXXX"};
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no scratch folder");
        }
        path = name.data();
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        for (const char* file : {"/in", "/out", "/err"}) {
            unlink((path + file).c_str());
        }
        rmdir(path.c_str());
    }
};

}  // namespace

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

ProgramRun run_oracle(const std::vector<std::string>& arguments, const std::string& input) {
    const Scratch scratch;
    std::ofstream(scratch.path + "/in", std::ios::binary) << input;
    std::string command = ROLLOUT_ORACLE_PROGRAM;
    for (const std::string& argument : arguments) {
        command += " " + quoted(argument);
    }
    command += " <" + scratch.path + "/in >" + scratch.path + "/out 2>" + scratch.path + "/err";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(scratch.path + "/out"),
            read_file(scratch.path + "/err")};
}

}  // namespace rollout::tests
