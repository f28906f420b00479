// An allocator for RapidJSON, which does not look whether its own one found memory.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

namespace rollout::oracle {

/// Throws std::bad_alloc where there is no memory.
class ThrowingAllocator {
public:
    void* Malloc(std::size_t size) { return size > 0 ? checked(std::malloc(size)) : nullptr; }
    void* Realloc(void* old, std::size_t, std::size_t size) {
        if (size == 0) {
            Free(old);
            return nullptr;
        }
        return checked(std::realloc(old, size));
    }
    static void Free(void* memory) { std::free(memory); }

private:
    static void* checked(void* memory) {
        if (memory == nullptr) {
            throw std::bad_alloc();
        }
        return memory;
    }
};

}  // namespace rollout::oracle
