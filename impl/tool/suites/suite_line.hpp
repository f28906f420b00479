// A case as `export suite` prints it: one JSON object a line. The hash of a part is that of its lines.
#pragma once

#include <string>
#include <string_view>

#include <rollout/vocabulary/edition.hpp>

#include "case.hpp"

namespace rollout::conformance {

/// Returns the line, its line feed included.
std::string suite_line(Edition edition, std::string_view subject, const Case& made);

}  // namespace rollout::conformance
