// Proving: each lemma by Z3 and by cvc5, its premises, and its negative twins.
#pragma once

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
    Answer z3 = Answer::unknown;
    Answer cvc5 = Answer::unknown;
    bool premises_satisfiable = false;
    bool twin_refuted = false;
    std::string counterexample = {};  // of the lemma itself, a rollout and what the code says of it; empty if proved
    std::string twin_witness = {};    // a rollout that tells the twin from the shipped subject
    std::optional<TwinCount> twins = std::nullopt;  // if all were asked
    double seconds = 0;

    bool ok() const {
        return z3 == Answer::proved && cvc5 == Answer::proved && premises_satisfiable && twin_refuted &&
               (!twins || (twins->undecided.empty() && twins->refuted > 0));
    }
};

/// Checks one lemma of the linked library. `timeout_seconds` bounds each question to a solver. Throws
/// std::runtime_error if a text cannot be handed to cvc5.
Result prove(const Lemma& lemma, unsigned timeout_seconds, bool all_twins);

/// Returns the lemma's obligation as SMT-LIB 2: proved if every answer is unsat.
std::string smt_lib(const Lemma& lemma);

}  // namespace rollout::proofs
