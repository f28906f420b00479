// The editions that a user may name.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <rollout/vocabulary/edition.hpp>

namespace rollout::oracle {

/// Returns the edition of that name, or why there is none that can be used.
std::variant<Edition, std::string> usable_edition(std::string_view name);

}  // namespace rollout::oracle
