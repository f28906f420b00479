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

constexpr std::array timed{Edition::b2, Edition::finalizers, Edition::steps};
constexpr ClaimInput input{.parent = State::running, .lease_is_stale = true};

/// Rows and the texts that they point into.
struct Fleet {
    std::vector<std::string> texts;
    std::vector<PlacedOperation> rows;
};

/// Returns an apply in the middle of its rollout: the first half completed, some failed that may continue, a few at
/// work, the others pending. Before finalizers each row has a deployment of its own. From there on a deployment has
/// 100 rows: works in one scope, then its group finalizer; in steps each work is of one of ten steps and two targets.
Fleet fleet_of(Edition edition, std::size_t count) {
    constexpr std::size_t rows_of_a_deployment = 100;
    const bool has_places = edition >= Edition::finalizers;
    Fleet fleet;
    fleet.texts.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        const State state = i < count / 2 ? (i % 16 == 5 ? State::failed : State::completed)
                                          : (i < count / 2 + 2 ? State::running : State::pending);
        const std::size_t number = has_places ? i / rows_of_a_deployment : i;
        const std::string& deployment = fleet.texts.emplace_back("region-" + std::to_string(number));
        fleet.rows.push_back({{state, Policy::continue_}, {.deployment = deployment}});
        Placement& placement = fleet.rows.back().placement;
        if (has_places) {
            const bool is_finalizer = i % rows_of_a_deployment == rows_of_a_deployment - 1;
            placement.kind = is_finalizer ? Kind::group_finalizer : Kind::work;
            placement.key = fleet.texts.emplace_back("orders/ns_1/" +
                                                     (is_finalizer ? "group_finalizer" : "table_" + std::to_string(i)));
        }
        if (edition == Edition::steps) {
            placement.step = static_cast<std::uint32_t>(1 + i % rows_of_a_deployment / 10);
            placement.target = i % 2 == 0 ? "orders-1" : "orders-2";
        }
    }
    return fleet;
}

Edition edition_of(const benchmark::State& run) { return timed[static_cast<std::size_t>(run.range(1))]; }

Fleet fleet_of(const benchmark::State& run) {
    return fleet_of(edition_of(run), static_cast<std::size_t>(run.range(0)));
}

std::vector<Claim> by_the_reference(Edition edition, std::span<const PlacedOperation> rows) {
    std::vector<Claim> answers;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        answers.push_back(reference::claim(edition, rows, i, input));
    }
    return answers;
}

void implementation(benchmark::State& run) {
    const Fleet fleet = fleet_of(run);
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
    const Fleet fleet = fleet_of(run);
    for (auto _ : run) {
        benchmark::DoNotOptimize(by_the_reference(edition_of(run), fleet.rows));
    }
}

/// Reads the bytes of every row once, in words: nobody who looks at every row can be faster.
void limit(benchmark::State& run) { read_once(run, fleet_of(run).rows.size() * sizeof(PlacedOperation)); }

void sizes(benchmark::internal::Benchmark* bench) { bench->ArgsProduct({{16, 1'000, 100'000}, {0, 1, 2}}); }
BENCHMARK(implementation)->Apply(sizes);
BENCHMARK(limit)->Apply(sizes);
BENCHMARK(rival)->ArgsProduct({{16, 1'000}, {0, 1, 2}});

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
