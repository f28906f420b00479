#include "program.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
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

}  // namespace

ScratchFolder::ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "rollout-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no scratch folder");
    }
    path_ = name;
}

std::string ScratchFolder::with(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
    return file(name);
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string output_of(const std::string& command) {
    FILE* output = popen(command.c_str(), "r");
    std::string text;
    for (int byte = std::fgetc(output); byte != EOF; byte = std::fgetc(output)) {
        text += static_cast<char>(byte);
    }
    if (pclose(output) != 0) {
        throw std::runtime_error(command + " failed: " + text);
    }
    return text;
}

ProgramRun run_oracle(const std::vector<std::string>& arguments, const std::string& input) {
    const ScratchFolder folder;
    const char* const named = std::getenv("ROLLOUT_ORACLE");
    std::string command = named != nullptr ? quoted(named) : ROLLOUT_ORACLE_PROGRAM;
    for (const std::string& argument : arguments) {
        command += " " + quoted(argument);
    }
    command += " <" + quoted(folder.with("in", input)) + " >" + quoted(folder.file("out")) + " 2>" +
               quoted(folder.file("err"));
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(folder.file("out")), read_file(folder.file("err"))};
}

}  // namespace rollout::tests
