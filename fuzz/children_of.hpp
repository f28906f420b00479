// How the raw targets read children: each two bytes are one, state and flags.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::fuzz {

/// Returns the children that the bytes spell; a last byte alone is none.
inline std::vector<Child> children_of(std::span<const std::uint8_t> bytes) {
    std::vector<Child> children;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        children.push_back(child_with(State(bytes[i] % state_count), bytes[i + 1] % flags_count));
    }
    return children;
}

}  // namespace rollout::fuzz
