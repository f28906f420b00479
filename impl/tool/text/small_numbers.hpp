// JSON text whose numbers any parser accepts.
#pragma once

#include <string>
#include <string_view>

namespace rollout::oracle {

/// Replaces each number outside a string that may be beyond a double by a zero of the same size, so that offsets stay:
/// one with an exponent of three digits or more, and one of 300 bytes or more. What is not JSON stays as it is. Cost:
/// one pass.
void make_numbers_small(std::string& text);

}  // namespace rollout::oracle
