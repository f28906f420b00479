// What a line looks like that is no JSON Lines.
#pragma once

#include <string_view>

namespace rollout::oracle {

/// Returns what a line that cannot be parsed looks like, and what to do: `it looks like YAML: ...`. Empty where it
/// looks like nothing that is known here.
std::string_view foreign_format(std::string_view line);

}  // namespace rollout::oracle
