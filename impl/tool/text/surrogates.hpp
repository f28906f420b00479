// Halves of surrogate pairs in JSON text. A string that has one without the other is no Unicode text, and no UTF-8
// spells it; RFC 8259, section 8.2, leaves what to do with it open.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace rollout::oracle {

inline constexpr std::string_view lone_surrogate_problem =
    "half of a surrogate pair without the other, which is no text";

/// Returns the byte at which the first \u escape begins that is half of a pair without the other half, if there is one.
/// Cost: one pass.
std::optional<std::size_t> lone_surrogate(std::string_view json);

}  // namespace rollout::oracle
