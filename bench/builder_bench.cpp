// The builder of edition finalizers over fleets of rows: ours, the reference (every finalizer looks at every row), and
// the limit of both: reading the rows themselves once, without the texts that they point to. A healthy fleet has one
// failed work in a hundred scopes; a broken one has a failed work in every scope, all of which are sorted. Nanoseconds
// a row show how cost grows.
#include <cstdlib>
#include <string>
#include <vector>

#include <rollout/build.hpp>
#include <rollout/reference/build.hpp>

#include "ratio_table.hpp"
#include "read_once.hpp"

namespace {

using namespace rollout;

constexpr Edition edition = Edition::finalizers;
constexpr std::int64_t reference_rows_max = 20'000;  // its cost is the square

/// Rows and the texts that they point into.
struct Fleet {
    std::vector<std::string> texts;
    std::vector<PlacedOperation> rows;
};

/// Returns a fleet of about `rows` rows: 40 scopes a deployment, nine works and a finalizer a scope.
Fleet fleet_of(std::size_t rows, bool broken) {
    const std::size_t scopes = rows / 10;
    Fleet fleet;
    fleet.texts.reserve(scopes * 11);
    for (std::size_t scope = 0; scope < scopes; ++scope) {
        const std::string& deployment = fleet.texts.emplace_back("region-" + std::to_string(scope / 40));
        const std::string prefix = "orders-" + std::to_string(scope % 7) + "/ns_" + std::to_string(scope);
        for (std::size_t work = 0; work < 9; ++work) {
            const std::string& key = fleet.texts.emplace_back(prefix + "/table_" + std::to_string(work));
            const bool fails = work == 4 && (broken || scope % 100 == 0);
            fleet.rows.push_back({{fails ? State::failed : State::completed, Policy::continue_},
                                  {.deployment = deployment, .key = key}});
        }
        fleet.rows.push_back({{State::pending},
                              {.deployment = deployment,
                               .key = fleet.texts.emplace_back(prefix + "/group_finalizer"),
                               .kind = Kind::group_finalizer,
                               .started = false}});
    }
    return fleet;
}

void implementation(benchmark::State& run) {
    const Fleet fleet = fleet_of(static_cast<std::size_t>(run.range(0)), run.range(1) == 1);
    const std::span<const PlacedOperation> rows(fleet.rows);
    if (run.range(0) <= reference_rows_max &&
        build(edition, rows) != reference::build(edition, rows, Latch::unreleased)) {
        fmt::print(stderr, "the builders disagree\n");
        std::exit(1);
    }
    for (auto _ : run) {
        benchmark::DoNotOptimize(build(edition, rows));
    }
}

void rival(benchmark::State& run) {
    const Fleet fleet = fleet_of(static_cast<std::size_t>(run.range(0)), run.range(1) == 1);
    for (auto _ : run) {
        benchmark::DoNotOptimize(
            reference::build(edition, std::span<const PlacedOperation>(fleet.rows), Latch::unreleased));
    }
}

/// Reads the bytes of every row once, in words: no builder that looks at every row can be faster.
void limit(benchmark::State& run) {
    read_once(
        run, fleet_of(static_cast<std::size_t>(run.range(0)), run.range(1) == 1).rows.size() * sizeof(PlacedOperation));
}

void sizes(benchmark::internal::Benchmark* bench) {
    for (const int broken : {0, 1}) {
        for (const int rows : {100, 1'000, 10'000, 100'000, 1'000'000}) {
            bench->Args({rows, broken});
        }
    }
}
BENCHMARK(implementation)->Apply(sizes);
BENCHMARK(limit)->Apply(sizes);
BENCHMARK(rival)->ArgsProduct({{100, 1'000, 10'000}, {0, 1}});

}  // namespace

int main(int argc, char** argv) {
    return run_benchmarks(
        argc, argv,
        RatioTable(
            {.what = fmt::format("nanoseconds a row of building children; rival: the reference; limit: reading the "
                                 "{} bytes of a row once",
                                 sizeof(PlacedOperation)),
             .group = "fleet",
             .size = "rows",
             .per_element = true,
             .name_of = [](unsigned long broken) { return std::string(broken == 1 ? "broken" : "healthy"); }}));
}
