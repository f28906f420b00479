// Why the reference answers as it does, clause by clause.
#pragma once

#include <span>
#include <string>

#include <rollout/vocabulary/child.hpp>

namespace rollout::oracle {

/// Returns a line a clause, in order, up to the one that decides: whether it holds, and its sentence or what its not
/// holding means.
std::string explanation(Edition edition, std::span<const Child> children);

}  // namespace rollout::oracle
