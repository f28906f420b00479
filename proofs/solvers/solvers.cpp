#include "solvers.hpp"

#include <stdexcept>

#include "command.hpp"

namespace rollout::proofs {
namespace {

/// How long a solver may take to start, to read, and to end.
constexpr std::size_t start_seconds_max = 5;

std::size_t occurrences(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

/// Returns Z3's answer to whether `asserted` can hold together; if so, `model` is set. What is `expected` is found
/// sooner.
z3::check_result check(z3::context& context, const std::vector<z3::expr>& asserted, unsigned timeout_seconds,
                       z3::check_result expected, std::optional<z3::model>* model) {
    const bool quantified = has_quantifier(asserted);
    bool of_strings = false;
    std::set<unsigned> seen;
    for (const z3::expr& each : asserted) {
        for_each_term(each, seen, [&](const z3::expr& term) { of_strings = of_strings || term.get_sort().is_seq(); });
    }
    const auto ask = [&](z3::solver solver, unsigned timeout_milliseconds) {
        solver.set("timeout", timeout_milliseconds);
        for (const z3::expr& each : asserted) {
            solver.add(each);
        }
        const z3::check_result result = solver.check();
        if (result == z3::sat && model != nullptr) {
            *model = solver.get_model();
        }
        return result;
    };
    // The simple solver is quick where there is little to do. For a proof with quantifiers it is asked to instantiate
    // by patterns alone, which proves, gives up, or goes on for ever; the default solver then takes its time.
    constexpr unsigned at_once = 1000;
    if (!of_strings) {
        z3::solver simple(context, z3::solver::simple());
        if (quantified && expected == z3::unsat) {
            simple.set("auto_config", false);
            simple.set("mbqi", false);
        }
        const z3::check_result result = ask(simple, quantified ? at_once : timeout_seconds * 1000);
        if (result == expected || !quantified) {
            return result;
        }
    }
    return ask(z3::solver(context), timeout_seconds * 1000);
}

/// Returns the premises and that the goal does not hold.
std::vector<z3::expr> denied(const Entailment& question) {
    std::vector<z3::expr> asserted = question.premises;
    asserted.push_back(!question.goal);
    return asserted;
}

}  // namespace

SolverAnswer ask_z3(const Entailment& question, unsigned timeout_seconds, std::optional<z3::model>* model) {
    switch (check(question.goal.ctx(), denied(question), timeout_seconds, z3::unsat, model)) {
        case z3::unsat:
            return SolverAnswer::proved;
        case z3::sat:
            return SolverAnswer::refuted;
        case z3::unknown:
            break;
    }
    return SolverAnswer::unknown;
}

bool satisfiable_by_z3(z3::context& context, const std::vector<z3::expr>& premises, unsigned timeout_seconds) {
    return check(context, premises, timeout_seconds, z3::sat, nullptr) == z3::sat;
}

bool refuted_by_z3(const Entailment& question, unsigned timeout_seconds) {
    return satisfiable_by_z3(question.goal.ctx(), denied(question), timeout_seconds);
}

bool closed_by_simplifying(const Entailment& question) {
    z3::expr_vector asserted(question.goal.ctx());
    for (const z3::expr& each : denied(question)) {
        asserted.push_back(each);
    }
    return z3::mk_and(asserted).simplify().is_false();
}

bool cvc5_installed() {
    static const bool installed = run_command("command -v cvc5").status == 0;
    return installed;
}

std::string ask_cvc5(const std::string& text, unsigned timeout_seconds) {
    const TemporaryFile file(text);
    // The limit that cvc5 is given is its own affair; the one beside it holds also where it does not keep it.
    const std::size_t questions = occurrences(text, "(check-sat)");
    const CommandResult run =
        run_command("timeout --kill-after=1 " + std::to_string(questions * timeout_seconds + start_seconds_max) +
                    " cvc5 --lang smt2 " + cvc5_options + " --tlimit-per=" + std::to_string(timeout_seconds * 1000) +
                    " " + quoted(file.path()) + " 2>&1");
    return run.status == 0 ? run.output : run.output + "(cvc5 failed)\n";
}

}  // namespace rollout::proofs
