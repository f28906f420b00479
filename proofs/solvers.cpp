#include "solvers.hpp"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace rollout::proofs {
namespace {

/// A file that is gone when its holder is.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& text) {
        path_ = (std::filesystem::temp_directory_path() / "rollout-XXXXXX").string();
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
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { unlink(path_.c_str()); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

struct CommandResult {
    std::string output;
    int status;  // as wait reports it; 0 is success
};

CommandResult run_command(const std::string& command) {
    CommandResult result{{}, -1};
    if (FILE* pipe = popen(command.c_str(), "r")) {
        std::array<char, 4096> chunk{};
        while (const std::size_t size = fread(chunk.data(), 1, chunk.size(), pipe)) {
            result.output.append(chunk.data(), size);
        }
        result.status = pclose(pipe);
    }
    return result;
}

z3::solver solver_for(z3::context& context, const std::vector<z3::expr>& asserted, unsigned timeout_seconds) {
    // Z3's simple solver is quicker where there is little to do; its default one where there are quantifiers or
    // strings.
    bool is_simple = true;
    std::set<unsigned> seen;
    for (const z3::expr& each : asserted) {
        for_each_term(each, seen, [&](const z3::expr& term) {
            is_simple = is_simple && !term.is_quantifier() && !term.get_sort().is_seq();
        });
    }
    z3::solver solver = is_simple ? z3::solver(context, z3::solver::simple()) : z3::solver(context);
    solver.set("timeout", timeout_seconds * 1000);
    for (const z3::expr& each : asserted) {
        solver.add(each);
    }
    return solver;
}

}  // namespace

Answer ask_z3(const Question& question, unsigned timeout_seconds, std::optional<z3::model>* model) {
    std::vector<z3::expr> asserted = question.premises;
    asserted.push_back(!question.goal);
    z3::solver solver = solver_for(question.goal.ctx(), asserted, timeout_seconds);
    switch (solver.check()) {
        case z3::unsat:
            return Answer::proved;
        case z3::sat:
            if (model != nullptr) {
                *model = solver.get_model();
            }
            return Answer::refuted;
        case z3::unknown:
            break;
    }
    return Answer::unknown;
}

bool satisfiable_by_z3(z3::context& context, const std::vector<z3::expr>& premises, unsigned timeout_seconds) {
    return solver_for(context, premises, timeout_seconds).check() == z3::sat;
}

bool cvc5_installed() {
    static const bool installed = run_command("cvc5 --version >/dev/null 2>&1").status == 0;
    return installed;
}

std::string ask_cvc5(const std::string& text, unsigned timeout_seconds) {
    const TemporaryFile file(text);
    // Enumerative instantiation: without it cvc5 answers unknown on some of the quantified questions.
    // The keys of the builder are strings, whose functions cvc5 knows as experimental.
    const CommandResult run = run_command("cvc5 --lang smt2 --incremental --enum-inst --strings-exp --tlimit-per=" +
                                          std::to_string(timeout_seconds * 1000) + " '" + file.path() + "' 2>&1");
    return run.status == 0 ? run.output : run.output + "(cvc5 failed)\n";
}

}  // namespace rollout::proofs
