// Certificates: a SAT solver's proof of a lemma's finite question, checked by a program that shares no code with it or
// with the prover.
#pragma once

#include <string>

#include "obligation.hpp"

namespace rollout::proofs {

enum class Certificate {
    checked,     // CaDiCaL says unsatisfiable, and rup-check follows its proof to the empty clause
    not_finite,  // the lemma's last question is not propositional
    refused,     // satisfiable, or a proof that rup-check does not follow
    missing,     // CaDiCaL or rup-check cannot be run
};

/// Writes NAME.cnf and NAME.drat into `folder` for the last question of `obligation` and has the proof checked. Throws
/// std::runtime_error if a file cannot be written.
Certificate certify(const Obligation& obligation, const std::string& folder, const std::string& name);

}  // namespace rollout::proofs
