// The limit of those who look at every row: reading the rows themselves.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <numeric>
#include <vector>

/// Times reading that many bytes once, in words.
inline void read_once(benchmark::State& run, std::size_t size) {
    std::vector<std::uint64_t> words(size / sizeof(std::uint64_t), 1);
    for (auto _ : run) {
        benchmark::DoNotOptimize(words.data());
        benchmark::DoNotOptimize(std::accumulate(words.begin(), words.end(), std::uint64_t{0}));
    }
}
