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

/// Writes a file of the folder and returns its path.
std::string written(const std::string& folder, const std::string& name, const std::string& text) {
    const std::string path = (std::filesystem::path(folder) / name).string();
    std::ofstream file(path);
    file << text;
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path);
    }
    return path;
}

constexpr int satisfiable = 10;
constexpr int unsatisfiable = 20;
constexpr int not_found = 127;

/// Returns what becomes of a certificate where a program should have exited with `expected`.
Certificate answered(int said, int expected) {
    return said == expected ? Certificate::checked : said == not_found ? Certificate::missing : Certificate::refused;
}

/// Returns whether CaDiCaL satisfies the clauses.
Certificate satisfied(const std::string& formula) {
    return answered(exit_status("cadical -q -n " + quoted(formula) + " 2>&1"), satisfiable);
}

/// Returns the premises that a variable for each value of the sort has it, and that no two are the same.
Entailment every_value(const Terms& terms, const z3::sort& sort, const std::vector<z3::expr>& values) {
    Entailment question{"", {}, terms.truth(false)};
    std::vector<z3::expr> variables;
    for (const z3::expr& value : values) {
        const z3::expr variable = terms.context().constant(("is " + value.to_string()).c_str(), sort);
        question.premises.push_back(variable == value);
        for (const z3::expr& other : variables) {
            question.premises.push_back(variable != other);
        }
        variables.push_back(variable);
    }
    return question;
}

}  // namespace

Certificate certify(const Entailment& question, const Entailment& refuted, const std::string& folder,
                    const std::string& name) {
    const std::optional<std::string> clauses = cnf(question);
    const std::optional<std::string> clauses_refuted = cnf(refuted);
    if (!clauses || !clauses_refuted) {
        return Certificate::not_finite;
    }
    const std::string formula = written(folder, name + ".cnf", *clauses);
    const std::string proof = (std::filesystem::path(folder) / (name + ".drat")).string();
    const std::string files = quoted(formula) + " " + quoted(proof) + " 2>&1";
    Certificate certificate = answered(exit_status("cadical --no-binary -q " + files), unsatisfiable);
    if (certificate == Certificate::checked) {
        certificate = answered(exit_status(quoted(checker()) + " " + files), 0);
    }
    return certificate == Certificate::checked ? satisfied(written(folder, name + ".twin.cnf", *clauses_refuted))
                                               : certificate;
}

Certificate certify_values(const Terms& terms) {
    std::vector<z3::expr> all_states;
    for (const StateFacts& facts : states) {
        all_states.push_back(terms.state(facts.state));
    }
    std::vector<z3::expr> all_policies;
    for (const PolicyFacts& facts : policies) {
        all_policies.push_back(terms.policy(facts.policy));
    }
    for (const auto& [sort, values] :
         {std::pair{terms.state_sort(), all_states}, std::pair{terms.policy_sort(), all_policies}}) {
        const std::optional<std::string> clauses = cnf(every_value(terms, sort, values));
        const Certificate certificate = clauses ? satisfied(TemporaryFile(*clauses).path()) : Certificate::refused;
        if (certificate != Certificate::checked) {
            return certificate;
        }
    }
    return Certificate::checked;
}

}  // namespace rollout::proofs
