// JSON text whose numbers any parser accepts.
#pragma once

#include <string>
#include <string_view>

namespace rollout::oracle {

/// Returns `text` with each number outside a string that may be beyond a double replaced by a zero of the same size, so
/// that offsets stay. What is not JSON stays as it is. Cost: one pass.
std::string with_small_numbers(std::string_view text);

}  // namespace rollout::oracle
