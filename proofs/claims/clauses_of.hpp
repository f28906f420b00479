// Which clauses a lemma is about, collected from the reference.
#pragma once

#include <string>
#include <vector>

#include <rollout/vocabulary/edition.hpp>

namespace rollout::proofs {

/// Returns the IDs of the clauses of the ladders of `edition`, ROLL and BASE in order, and the HOLD clauses that they
/// use.
std::vector<std::string> ladder_clauses(Edition edition);

/// Returns the IDs of the BASE clauses of `edition`, in order.
std::vector<std::string> base_clauses(Edition edition);

/// Returns the ID of the clause by which `edition` turns a policy into flags; none of b1, which reads no flag.
std::vector<std::string> flags_clauses(Edition edition);

}  // namespace rollout::proofs
