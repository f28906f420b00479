// The question which rows of an apply may be claimed now, asked of all rows: ours in one pass, the reference, in which
// every candidate looks at every row, and the limit of both: reading the rows themselves once, without their texts.
// Nanoseconds a row show how cost grows.
#include <cstdlib>
#include <string>
#include <vector>

#include <rollout/claim.hpp>
#include <rollout/reference/claim.hpp>

#include "ratio_table.hpp"
#include "read_once.hpp"

namespace {

using namespace rollout;

constexpr std::array timed{Edition::b2, Edition::finalizers};
constexpr ClaimInput input{.parent = State::running, .lease_is_stale = true};

/// Rows and the texts that they point into.
struct Fleet {
    std::vector<std::string> texts;
    std::vector<PlacedOperation> rows;
};

/// Returns an apply in the middle of its rollout: the first half completed, some failed that may continue, a few at
/// work, the others pending, each of a deployment of its own.
Fleet fleet_of(std::size_t count) {
    Fleet fleet;
    fleet.texts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const State state = i < count / 2 ? (i % 16 == 5 ? State::failed : State::completed)
                                          : (i < count / 2 + 2 ? State::running : State::pending);
        const std::string& deployment = fleet.texts.emplace_back("region-" + std::to_string(i));
        fleet.rows.push_back({{state, Policy::continue_}, {.deployment = deployment}});
    }
    return fleet;
}

Edition edition_of(const benchmark::State& run) { return timed[static_cast<std::size_t>(run.range(1))]; }

std::vector<Claim> by_the_reference(Edition edition, std::span<const PlacedOperation> rows) {
    std::vector<Claim> answers;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        answers.push_back(reference::claim(edition, rows, i, input));
    }
    return answers;
}

void implementation(benchmark::State& run) {
    const Fleet fleet = fleet_of(static_cast<std::size_t>(run.range(0)));
    std::vector<Claim> answers(fleet.rows.size());
    claim_each(edition_of(run), fleet.rows, input, answers);
    if (fleet.rows.size() <= 1'000 && answers != by_the_reference(edition_of(run), fleet.rows)) {
        fmt::print(stderr, "the claims disagree\n");
        std::exit(1);
    }
    for (auto _ : run) {
        claim_each(edition_of(run), fleet.rows, input, answers);
        benchmark::DoNotOptimize(answers.data());
        benchmark::ClobberMemory();
    }
}

void rival(benchmark::State& run) {
    const Fleet fleet = fleet_of(static_cast<std::size_t>(run.range(0)));
    for (auto _ : run) {
        benchmark::DoNotOptimize(by_the_reference(edition_of(run), fleet.rows));
    }
}

/// Reads the bytes of every row once, in words: nobody who looks at every row can be faster.
void limit(benchmark::State& run) {
    read_once(run, fleet_of(static_cast<std::size_t>(run.range(0))).rows.size() * sizeof(PlacedOperation));
}

void sizes(benchmark::internal::Benchmark* bench) { bench->ArgsProduct({{16, 1'000, 100'000}, {0, 1}}); }
BENCHMARK(implementation)->Apply(sizes);
BENCHMARK(limit)->Apply(sizes);
BENCHMARK(rival)->ArgsProduct({{16, 1'000}, {0, 1}});

}  // namespace

int main(int argc, char** argv) {
    return run_benchmarks(
        argc, argv,
        RatioTable(
            {.what = fmt::format("nanoseconds a row of asking which may be claimed; rival: the reference; limit: "
                                 "reading the {} bytes of a row once",
                                 sizeof(PlacedOperation)),
             .group = "edition",
             .size = "rows",
             .per_element = true,
             .name_of = [](unsigned long group) { return std::string(name(timed[group])); }}));
}
