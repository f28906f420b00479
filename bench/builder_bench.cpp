// The builders of editions finalizers and steps over fleets of rows: ours, the reference (every row looks at every
// row), and the limit of both: reading the rows themselves once, without the texts that they point to. In edition
// finalizers a healthy fleet has one failed work in a hundred scopes; a broken one has a failed work in every scope,
// all of which are sorted. In edition steps the fleet has a failed step in every deployment as well. Nanoseconds a row
// show how cost grows.
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include <rollout/build.hpp>
#include <rollout/reference/build.hpp>

#include "ratio_table.hpp"
#include "read_once.hpp"

namespace {

using namespace rollout;

/// What a fleet is like; the number of its group.
enum class Health : std::int64_t { healthy, broken, broken_in_steps };

Edition edition_of(Health health) { return health == Health::broken_in_steps ? Edition::steps : Edition::finalizers; }

constexpr std::int64_t reference_rows_max = 20'000;  // its cost is the square

/// Rows and the texts that they point into.
struct Fleet {
    std::vector<std::string> texts;
    std::vector<PlacedOperation> rows;
};

/// Returns a fleet of about `rows` rows: 40 scopes a deployment, nine works and a finalizer a scope. In steps each
/// scope is a step of its deployment: in each some work failed, and the other work waits from the twentieth on.
Fleet fleet_of(std::size_t rows, Health health) {
    const std::size_t scopes = rows / 10;
    Fleet fleet;
    fleet.texts.reserve(scopes * 11);
    for (std::size_t scope = 0; scope < scopes; ++scope) {
        const std::string& deployment = fleet.texts.emplace_back("region-" + std::to_string(scope / 40));
        const std::string prefix = "orders-" + std::to_string(scope % 7) + "/ns_" + std::to_string(scope);
        for (std::size_t work = 0; work < 9; ++work) {
            const std::string& key = fleet.texts.emplace_back(prefix + "/table_" + std::to_string(work));
            const bool fails = work == 4 && (health != Health::healthy || scope % 100 == 0);
            const std::size_t step = scope % 40;
            const bool waits = health == Health::broken_in_steps && step >= 20;
            fleet.rows.push_back({{fails   ? State::failed
                                   : waits ? State::pending
                                           : State::completed,
                                   Policy::continue_},
                                  {.deployment = deployment, .key = key}});
            if (health == Health::broken_in_steps) {
                fleet.rows.back().placement.step = static_cast<std::uint32_t>(1 + step);
            }
        }
        fleet.rows.push_back({{State::pending},
                              {.deployment = deployment,
                               .key = fleet.texts.emplace_back(prefix + "/group_finalizer"),
                               .kind = Kind::group_finalizer,
                               .started = false}});
    }
    return fleet;
}

Fleet fleet_of(const benchmark::State& run) {
    return fleet_of(static_cast<std::size_t>(run.range(0)), Health(run.range(1)));
}

void implementation(benchmark::State& run) {
    const Fleet fleet = fleet_of(run);
    const Edition edition = edition_of(Health(run.range(1)));
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
    const Fleet fleet = fleet_of(run);
    const Edition edition = edition_of(Health(run.range(1)));
    for (auto _ : run) {
        benchmark::DoNotOptimize(
            reference::build(edition, std::span<const PlacedOperation>(fleet.rows), Latch::unreleased));
    }
}

/// Reads the bytes of every row once, in words: no builder that looks at every row can be faster.
void limit(benchmark::State& run) { read_once(run, fleet_of(run).rows.size() * sizeof(PlacedOperation)); }

void sizes(benchmark::internal::Benchmark* bench) {
    for (const int health : {0, 1, 2}) {
        for (const int rows : {100, 1'000, 10'000, 100'000, 1'000'000}) {
            bench->Args({rows, health});
        }
    }
}
BENCHMARK(implementation)->Apply(sizes);
BENCHMARK(limit)->Apply(sizes);
BENCHMARK(rival)->ArgsProduct({{100, 1'000, 10'000}, {0, 1, 2}});

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
             .name_of = [](unsigned long group) {
                 constexpr std::array names{"healthy", "broken", "broken in steps"};
                 return std::string(names[group]);
             }}));
}
