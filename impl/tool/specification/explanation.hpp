// Why the reference answers as it does: how each word is read, what a row becomes, and clause by clause which decides.
#pragma once

#include <span>
#include <string>

#include "rollout.hpp"

namespace rollout::oracle {

/// Returns two ladders, base and rollout, each with its state, and under it a line a clause, in order, up to the one
/// that decides: whether it holds, and its sentence or what its not holding means.
std::string explanation(Edition edition, std::span<const Child> children);

/// Returns a line for each element, in order: how its state and its policy are read, by which clause if not as they are
/// spelled, and which flags it has; a finalizer's with the row that orphans it, or why none does. Of a long list the
/// first and the last elements.
std::string elements_explanation(Edition edition, const Rollout& rollout);

}  // namespace rollout::oracle
