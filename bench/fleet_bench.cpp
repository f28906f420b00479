// Letters in columns: one long list, and fleets of many short ones. The rival folds letter by letter with the library's
// own combine; the limit reads the same columns, and writes the verdicts, once.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <thread>

#include <rollout/fleet.hpp>
#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "ratio_table.hpp"
#include "read_bytes.hpp"
#include "sample.hpp"

namespace {

using namespace rollout;
using bench::Sample;

/// What is projected: one list whose length is the size, or a fleet of that many rollouts of one to seven children.
enum class Shape : std::uint8_t { list, fleet, fleet_by_all_threads };

struct Group {
    Shape shape;
    Edition edition;
};

std::vector<Group> groups() {
    std::vector<Group> all{{Shape::list, Edition::b2}, {Shape::list, Edition::finalizers}};
    for (const EditionFacts& facts : editions) {
        all.push_back({Shape::fleet, facts.edition});
    }
    all.push_back({Shape::fleet_by_all_threads, Edition::b2});
    all.push_back({Shape::fleet_by_all_threads, Edition::finalizers});
    return all;
}

std::string name_of(unsigned long index) {
    const Group group = groups()[index];
    const std::string edition(name(group.edition));
    switch (group.shape) {
        case Shape::list:
            return "list " + edition;
        case Shape::fleet:
            return "fleet " + edition;
        case Shape::fleet_by_all_threads:
            break;
    }
    return fmt::format("fleet by {} threads {}", std::thread::hardware_concurrency(), edition);
}

struct Columns {
    std::vector<PackedLetter> letters;
    std::vector<std::size_t> offsets{0};
    std::vector<State> parents;

    Columns(const Group& group, std::size_t size) {
        Sample sample;
        const bool one_list = group.shape == Shape::list;
        parents.resize(one_list ? 1 : size);
        for (std::size_t i = 0; i < parents.size(); ++i) {
            for (std::size_t child = one_list ? size : 1 + sample.below(7); child > 0; --child) {
                letters.push_back(pack(group.edition, sample.operation()));
            }
            offsets.push_back(letters.size());
        }
    }
    Fleet fleet() const { return {letters, offsets}; }
};

/// The columns of one group and size, made again only for another one.
Columns& columns_of(const benchmark::State& run) {
    static std::unique_ptr<Columns> kept;
    static std::pair<std::int64_t, std::int64_t> kept_for{-1, -1};
    if (kept_for != std::pair(run.range(0), run.range(1))) {
        kept.reset();
        kept = std::make_unique<Columns>(groups()[static_cast<std::size_t>(run.range(1))],
                                         static_cast<std::size_t>(run.range(0)));
        kept_for = {run.range(0), run.range(1)};
    }
    return *kept;
}

State folded(Edition edition, std::span<const PackedLetter> letters) {
    Summary whole;
    for (const PackedLetter letter : letters) {
        whole = combine(whole, unpack(letter));
    }
    return finish(edition, whole);
}

void project_by_hand(Edition edition, const Fleet& fleet, std::span<State> parents) {
    for (std::size_t i = 0; i < fleet.size(); ++i) {
        parents[i] = folded(edition, fleet.letters.subspan(fleet.offsets[i], fleet.offsets[i + 1] - fleet.offsets[i]));
    }
}

void project_by_us(const Group& group, const Fleet& fleet, std::span<State> parents) {
    if (group.shape == Shape::fleet_by_all_threads) {
        project(group.edition, fleet, parents, 0);
    } else {
        project(group.edition, fleet, parents);
    }
}

/// Times `work(group, columns)`.
void time(benchmark::State& run, const auto& work) {
    const Group group = groups()[static_cast<std::size_t>(run.range(1))];
    Columns& columns = columns_of(run);
    for (auto _ : run) {
        work(group, columns);
        benchmark::DoNotOptimize(columns.parents.data());
        benchmark::ClobberMemory();
    }
    run.SetComplexityN(run.range(0));
    run.SetBytesProcessed(run.iterations() * static_cast<std::int64_t>(columns.letters.size()));
}

void implementation(benchmark::State& run) {
    const Group group = groups()[static_cast<std::size_t>(run.range(1))];
    Columns& columns = columns_of(run);
    project_by_us(group, columns.fleet(), columns.parents);
    std::vector<State> expected(columns.parents.size());
    project_by_hand(group.edition, columns.fleet(), expected);
    if (columns.parents != expected) {
        run.SkipWithError("the engines disagree");
        std::exit(1);
    }
    time(run, [](const Group& of, Columns& in) { project_by_us(of, in.fleet(), in.parents); });
}

void rival(benchmark::State& run) {
    time(run, [](const Group& of, Columns& in) { project_by_hand(of.edition, in.fleet(), in.parents); });
}

void limit(benchmark::State& run) {
    time(run, [](const Group& of, Columns& in) {
        benchmark::DoNotOptimize(read_bytes(in.letters.data(), in.letters.size()));
        if (of.shape != Shape::list) {
            benchmark::DoNotOptimize(read_bytes(in.offsets.data(), in.offsets.size() * sizeof(std::size_t)));
            std::memset(in.parents.data(), 1, in.parents.size());
        }
    });
}

std::vector<std::int64_t> sizes_of(Shape shape) {
    std::vector<std::int64_t> sizes{1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000};
    if (shape == Shape::list) {
        sizes.insert(sizes.begin() + 5, 32'768);  // about the first cache
        sizes.push_back(100'000'000);
    }
    return sizes;
}

}  // namespace

int main(int argc, char** argv) {
    for (std::size_t group = 0; group < groups().size(); ++group) {
        const std::vector<std::int64_t> sizes = sizes_of(groups()[group].shape);
        register_group("implementation", implementation, group, sizes);
        register_group("rival", rival, group, sizes);
        register_group("limit", limit, group, sizes);
    }
    return run_benchmarks(
        argc, argv,
        RatioTable({.what =
                        "nanoseconds a child of a list, or a rollout of a fleet (1 to 7 children each); rival: letter "
                        "by letter; limit: reading the columns once, by the widest registers",
                    .group = "shape",
                    .size = "size",
                    .per_element = true,
                    .name_of = name_of}));
}
