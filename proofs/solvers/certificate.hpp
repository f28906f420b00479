// Certificates: a SAT solver's proof of a lemma's finite question, checked by a program that shares no code with it or
// with the prover.
#pragma once

#include <string>

#include "obligation.hpp"

namespace rollout::proofs {

enum class Certificate {
    checked,     // CaDiCaL says unsatisfiable, and rup-check follows its proof to the empty clause
    not_finite,  // the lemma's last question is not propositional
    refused,     // satisfiable, a proof that rup-check does not follow, or a translation that refutes what has a model
    missing,     // CaDiCaL or rup-check cannot be run
};

/// Writes NAME.cnf and NAME.drat into `folder` for `question` and has the proof checked; and NAME.twin.cnf for
/// `refuted`, a question that has a counterexample, whose clauses CaDiCaL must satisfy. Throws std::runtime_error if a
/// file cannot be written.
Certificate certify(const Entailment& question, const Entailment& refuted, const std::string& folder,
                    const std::string& name);

/// Has CaDiCaL satisfy, for each sort, that one variable for each value has it and that no two of them are the same. A
/// translation that loses a value, or takes two for one, leaves no model of these; it would certify what is false.
/// Returns `checked`, `refused` or `missing`. Throws std::runtime_error if a file cannot be written.
Certificate certify_values(const Terms& terms);

}  // namespace rollout::proofs
