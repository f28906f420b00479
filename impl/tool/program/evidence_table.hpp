// The public table of lemmas: what is proved, for which inputs, and by what. proofs/README.md holds it.
#pragma once

#include <optional>

#include <rollout/vocabulary/edition.hpp>

#include "table.hpp"

namespace rollout::oracle {

/// Returns a row for each sentence: lemmas that say the same of several editions share one. Without an edition: of all.
/// Reads the evidence that the program was built with (proofs/evidence.csv).
Table evidence_table(std::optional<Edition> edition);

}  // namespace rollout::oracle
