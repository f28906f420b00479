// What a raw target reads from its first byte. A seed keeps its meaning when an edition is added.
#pragma once

#include <rollout/vocabulary/child.hpp>

namespace rollout::fuzz {

/// Returns the edition of the low half of the byte: of the characters 0 to 7, the first eight in order.
inline Edition edition_of(std::uint8_t byte) { return editions[(byte & 0xFU) % editions.size()].edition; }

/// Returns the high half of the byte, for what else a target can be asked.
inline std::size_t choice_of(std::uint8_t byte) { return byte >> 4U; }

/// Returns released where the byte is one of `@` to DEL, unreleased where it is a digit.
inline Latch latch_of(std::uint8_t byte) { return (byte & 0x40U) != 0 ? Latch::released : Latch::unreleased; }

}  // namespace rollout::fuzz
