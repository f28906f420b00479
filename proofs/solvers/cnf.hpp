// A finite question as clauses: what a SAT solver decides, and a checker of its proof needs to read.
#pragma once

#include <optional>
#include <string>

#include "obligation.hpp"

namespace rollout::proofs {

/// Returns the question's premises and its denied goal as a DIMACS CNF, which is unsatisfiable exactly if the question
/// is proved; nothing if the question is not finite: if it speaks of anything but truths, states and policies. Each
/// connective gets a variable (Tseitin); a state or policy is its number in binary.
std::optional<std::string> cnf(const Entailment& question);

}  // namespace rollout::proofs
