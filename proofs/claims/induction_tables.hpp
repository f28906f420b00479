// What ships, in Gallina: the definitions that proofs/induction/induction.v is about.
#pragma once

#include <string>

namespace rollout::proofs {

/// Returns the letters, rules, combine and recount of every edition, as a file that Coq compiles.
std::string induction_tables();

}  // namespace rollout::proofs
