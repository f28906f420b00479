// A heap-shaped tree of parts: part i is made of parts 2i and 2i + 1, in this order.
#pragma once

namespace rollout {

/// Returns what part `index` is to be, made of its halves, in either reading.
constexpr auto made_of_halves(const auto& parts, const auto& index, const auto& combine) {
    return combine(parts[2 * index], parts[2 * index + 1]);
}

}  // namespace rollout
