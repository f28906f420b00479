// Rows with a place: a suite by design for the clauses of the builder (BUILD-1 to BUILD-6), and random rows next to it.
#pragma once

#include "test_case.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

/// Returns rows whose answer shows how they were related. In editions that read places: a finalizer and work for each
/// pair of a table of hostile keys and of deployments; each state of either; each kind, policy and record of a start;
/// several works and finalizers in every order; in edition steps also pairs of steps, and works of several. In every
/// edition: places that must not change the order of the rows, or which of them count.
Source row_source(Edition edition, const Vocabulary& vocabulary);

/// Returns the `covers` and `build` case lines of spec/, as rows to be projected.
Source row_case_lines(Edition edition, const Vocabulary& vocabulary);

/// Returns `size` lists of up to 8 rows, in most of which an orphan decides; the same for the same seed on every
/// machine.
Source random_row_source(Edition edition, const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t size);

}  // namespace rollout::oracle
