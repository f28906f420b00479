#include "certificate.hpp"

#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "cnf.hpp"
#include "command.hpp"

namespace rollout::proofs {
namespace {

int exit_status(const std::string& command) {
    const int status = run_command(command).status;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Returns the checker that stands beside this program, else the one on the path.
std::string checker() {
    std::error_code error;
    const auto beside = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "rup-check";
    return std::filesystem::exists(beside, error) ? beside.string() : "rup-check";
}

}  // namespace

Certificate certify(const Obligation& obligation, const std::string& folder, const std::string& name) {
    const std::optional<std::string> clauses = cnf(obligation.questions.back());
    if (!clauses) {
        return Certificate::not_finite;
    }
    const std::string formula = (std::filesystem::path(folder) / (name + ".cnf")).string();
    const std::string proof = (std::filesystem::path(folder) / (name + ".drat")).string();
    std::ofstream file(formula);
    file << *clauses;
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + formula);
    }
    constexpr int unsatisfiable = 20;
    constexpr int not_found = 127;
    const int solved = exit_status("cadical --no-binary -q " + quoted(formula) + " " + quoted(proof) + " 2>&1");
    if (solved != unsatisfiable) {
        return solved == not_found ? Certificate::missing : Certificate::refused;
    }
    const int followed = exit_status(quoted(checker()) + " " + quoted(formula) + " " + quoted(proof) + " 2>&1");
    return followed == 0 ? Certificate::checked : followed == not_found ? Certificate::missing : Certificate::refused;
}

}  // namespace rollout::proofs
