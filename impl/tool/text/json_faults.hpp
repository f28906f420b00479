// What RapidJSON takes amiss in JSON text: half surrogate pairs, and numbers beyond a double.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rollout::oracle {

inline constexpr std::string_view lone_surrogate_problem =
    "half of a surrogate pair without the other, which is no text";

/// Returns the byte at which the first \u escape begins that is half of a pair without the other half, if there is one.
/// Cost: one pass.
std::optional<std::size_t> lone_surrogate(std::string_view json);

/// Replaces each number outside a string that may be beyond a double by a zero of the same size, so that offsets stay:
/// one with an exponent of three digits or more, and one of 300 bytes or more. What is not JSON stays as it is. Cost:
/// one pass.
void make_numbers_small(std::string& text);

}  // namespace rollout::oracle
