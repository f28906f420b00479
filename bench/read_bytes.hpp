// The limit of those who look at every byte: reading them, by the widest instructions that the machine has.
#pragma once

#include <cstddef>
#include <cstdint>

/// Returns all bytes together by `or`. Cost: the read bandwidth of the cache or the memory that holds them.
std::uint64_t read_bytes(const void* bytes, std::size_t size);
