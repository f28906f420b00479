// Bytes of unknown origin, made fit for a message.
#pragma once

#include <string>
#include <string_view>

namespace rollout::conformance {

inline constexpr std::size_t shown_bytes_max = 200;

/// Returns the first bytes in quotes, those that are not printable ASCII escaped, and how many there are if that is not
/// all of them.
std::string shown(std::string_view bytes);
/// The same where only the first `shown_bytes_max` bytes of `size` are at hand.
std::string shown(std::string_view beginning, std::size_t size);

}  // namespace rollout::conformance
