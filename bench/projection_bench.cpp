// Reference and implementation over lists of operations, and the limit of both: reading the same bytes once. One run,
// one machine; the table is the ratios. `--benchmark_out=FILE --benchmark_out_format=json` keeps the figures.
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <random>
#include <vector>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "ratio_table.hpp"

namespace {

using namespace rollout;

/// Returns a rollout as controllers have them: most children completed, some live, a few failed that may continue.
std::vector<Operation> rollout_of(std::size_t children) {
    std::minstd_rand random(337);
    std::vector<Operation> made(children);
    for (Operation& operation : made) {
        const auto roll = random() % 100;
        operation = roll < 80   ? Operation{State::completed, Policy::continue_}
                    : roll < 90 ? Operation{State::running, Policy::continue_}
                    : roll < 98 ? Operation{State::pending, Policy::continue_}
                                : Operation{State::failed, Policy::continue_};
    }
    return made;
}

void finish_run(benchmark::State& run, std::size_t children) {
    run.SetItemsProcessed(run.iterations() * static_cast<std::int64_t>(children));
    run.SetBytesProcessed(run.iterations() * static_cast<std::int64_t>(children * sizeof(Operation)));
}

/// The first argument is the number of children, the second the edition: one without order, one with.
Edition edition_of(const benchmark::State& run) { return Edition(run.range(1)); }

void rival(benchmark::State& run) {
    const auto children = static_cast<std::size_t>(run.range(0));
    const Edition edition = edition_of(run);
    const std::vector<Operation> list = rollout_of(children);
    for (auto _ : run) {
        benchmark::DoNotOptimize(list.data());
        benchmark::DoNotOptimize(reference::project(edition, std::span<const Operation>(list)));
    }
    finish_run(run, children);
}

void implementation(benchmark::State& run) {
    const auto children = static_cast<std::size_t>(run.range(0));
    const Edition edition = edition_of(run);
    const std::vector<Operation> list = rollout_of(children);
    if (project(edition, std::span<const Operation>(list)) !=
        reference::project(edition, std::span<const Operation>(list))) {
        run.SkipWithError("the engines disagree");
        std::exit(1);
    }
    for (auto _ : run) {
        benchmark::DoNotOptimize(list.data());
        benchmark::DoNotOptimize(project(edition, std::span<const Operation>(list)));
    }
    finish_run(run, children);
}

/// Reads every byte of the list once, in words: no projection of these bytes can be faster.
void limit(benchmark::State& run) {
    const auto children = static_cast<std::size_t>(run.range(0));
    const std::vector<Operation> list = rollout_of(children);
    const std::size_t words = children * sizeof(Operation) / sizeof(std::uint64_t);
    std::vector<std::uint64_t> bytes(words);
    std::memcpy(bytes.data(), list.data(), words * sizeof(std::uint64_t));
    for (auto _ : run) {
        benchmark::DoNotOptimize(bytes.data());
        benchmark::DoNotOptimize(std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0}));
    }
    finish_run(run, children);
}

void lengths(benchmark::internal::Benchmark* bench) {
    for (const Edition edition : {Edition::b2, Edition::finalizers}) {
        for (const int children : {4, 16, 64, 1024, 16384, 1 << 20, 1 << 24}) {
            bench->Args({children, static_cast<std::int64_t>(edition)});
        }
    }
}
BENCHMARK(rival)->Apply(lengths);
BENCHMARK(implementation)->Apply(lengths);
BENCHMARK(limit)->Apply(lengths);

}  // namespace

int main(int argc, char** argv) {
    return run_benchmarks(
        argc, argv,
        RatioTable(
            {.what = fmt::format("nanoseconds a projection of operations; rival: the reference; limit: reading the "
                                 "same {} bytes a child once",
                                 sizeof(Operation)),
             .group = "edition",
             .size = "children",
             .per_element = false,
             .name_of = [](unsigned long edition) { return std::string(name(Edition(edition))); }}));
}
