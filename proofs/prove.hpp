// Proving: each lemma by Z3 and by cvc5, its premises, and its negative twin. Only "unsat" is a proof: "unknown" and a
// time-out are failures.
#pragma once

#include "lemma.hpp"

namespace rollout::proofs {

/// What a solver said of "the premises hold and the goal does not".
enum class Answer {
    proved,     // unsat
    refuted,    // sat
    unknown,    // neither, or out of time
    not_asked,  // the other solver's model is a counterexample already
    missing,    // the solver is not installed
};

struct Result {
    Answer z3 = Answer::unknown;
    Answer cvc5 = Answer::unknown;
    bool premises_satisfiable = false;
    bool twin_refuted = false;   // sat, and its model, made a rollout, differs when the code runs on it
    std::string counterexample;  // of the lemma itself, a rollout and what the code says of it; empty if proved
    std::string twin_witness;    // a rollout that tells the twin from the shipped subject
    double seconds = 0;

    bool ok() const { return z3 == Answer::proved && cvc5 == Answer::proved && premises_satisfiable && twin_refuted; }
};

/// Checks one lemma on the tables of the linked library. `timeout_seconds` bounds each question to a solver. Throws
/// std::runtime_error if the obligation cannot be written for cvc5.
Result prove(const Lemma& lemma, unsigned timeout_seconds);

/// Returns the lemma's obligation as SMT-LIB 2: unsat means proved.
std::string smt_lib(const Lemma& lemma);

/// Returns whether cvc5 can be run.
bool cvc5_installed();

}  // namespace rollout::proofs
