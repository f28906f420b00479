// Editions by name, and what to say of a name that is none.
#pragma once

#include <string>
#include <variant>

#include <rollout/vocabulary/edition.hpp>

namespace rollout::oracle {

/// Returns `b1, b2, ...`.
std::string edition_names();

/// Returns the edition of that name, or a message that lists the names there are.
std::variant<Edition, std::string> edition_or_problem(std::string_view name);

}  // namespace rollout::oracle
