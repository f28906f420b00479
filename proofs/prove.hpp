// Proving: each lemma by Z3 and by cvc5, its premises, and its negative twins.
#pragma once

#include "certificate.hpp"
#include "lemma.hpp"
#include "solvers.hpp"

namespace rollout::proofs {

/// How many twins of a lemma were asked, and what became of them.
struct TwinCount {
    std::size_t made = 0;
    std::size_t refuted = 0;  // Z3 found a rollout that differs on replay, and cvc5 confirms it
    std::size_t kept =
        0;  // both solvers prove the lemma of the broken subject too: it does not speak of what is broken
    std::vector<std::string> undecided = {};  // neither: a defect of the lemma or of the prover
};

struct Result {
    SolverAnswer z3 = SolverAnswer::unknown;
    SolverAnswer cvc5 = SolverAnswer::unknown;
    bool premises_satisfiable = true;  // of every question
    bool variants_refuted = true;      // the broken one of every question but the last, of which the twin is one
    bool twin_refuted = false;
    bool simplified = false;             // Z3's simplifier alone closes every question
    std::vector<std::string> weak = {};  // the questions that fail one of these, and why
    std::string counterexample = {};     // of the lemma itself, a rollout and what the code says of it; empty if proved
    std::string twin_witness = {};       // a rollout that tells the twin from the shipped subject
    std::optional<TwinCount> twins = std::nullopt;          // if all were asked
    std::optional<Certificate> certificate = std::nullopt;  // if asked for
    double seconds = 0;

    bool ok() const {
        return z3 == SolverAnswer::proved && cvc5 == SolverAnswer::proved && weak.empty() && twin_refuted &&
               (!certificate || *certificate == Certificate::checked || *certificate == Certificate::not_finite) &&
               (!twins || (twins->undecided.empty() && twins->refuted > 0));
    }
};

/// Checks lemmas of the linked library, one after another. One for each thread.
class Prover {
public:
    /// `timeout_seconds` bounds each question to a solver.
    explicit Prover(unsigned timeout_seconds) : terms_(context_), timeout_seconds_(timeout_seconds) {}

    /// `certificates` is a folder for certificates; empty: none. Throws std::runtime_error if a file cannot be written.
    Result prove(const Lemma& lemma, bool all_twins, const std::string& certificates = "");

    /// Returns the lemma's obligation as SMT-LIB 2: proved if every answer is unsat.
    std::string smt_lib(const Lemma& lemma);

private:
    Result attempt(const Lemma& lemma, bool all_twins, const std::string& certificates);
    void ask_for_weakness(const Question& question, bool last, Result& result);
    TwinCount ask_all(const std::vector<Twin>& twins);

    z3::context context_;
    Terms terms_;
    unsigned timeout_seconds_;
    std::optional<Certificate> values_certified_ = std::nullopt;  // of the sorts, once certificates are asked for
};

}  // namespace rollout::proofs
