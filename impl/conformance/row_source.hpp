// Rows with a place among the others, as the builder of edition finalizers relates them. They have no finite machine:
// passing them proves nothing for others.
#pragma once

#include "case_source.hpp"
#include "vocabulary.hpp"

namespace rollout::conformance {

/// Returns `size` random lists of up to a dozen rows over few deployments and keys, so that many of them are related;
/// the same for the same seed on every machine. Requires: an edition that reads places.
CaseSource row_source(Edition edition, const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t size);

}  // namespace rollout::conformance
