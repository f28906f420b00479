// Asking for memory ahead of its use: the machine foresees a column only up to the end of a page.
#pragma once

#include <hwy/cache_control.h>

#include <cstdint>

namespace rollout::packed {

/// Asks for the cache line that lies `bytes` further on. An address where nothing is does no harm.
inline void prefetch(const void* from, std::uintptr_t bytes) {
    hwy::Prefetch(reinterpret_cast<const char*>(reinterpret_cast<std::uintptr_t>(from) + bytes));
}

}  // namespace rollout::packed
