// By which clause the reference answers a case.
#pragma once

#include <optional>
#include <string_view>

#include <rollout/reference/clause.hpp>
#include <rollout/vocabulary/edition.hpp>

#include "case.hpp"

namespace rollout::conformance {

/// Returns the clause that decides; nothing where none does, or the case can't be read.
std::optional<reference::Clause> deciding_clause(Edition edition, std::string_view subject, const Case& asked);

}  // namespace rollout::conformance
