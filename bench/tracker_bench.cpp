// One child changes, and the verdict is read. The rival projects the whole list again; the limit writes one byte of as
// many, at the same places: what a cache miss costs is in both.
#include <cstdlib>

#include <rollout/project.hpp>
#include <rollout/tracker.hpp>

#include "ratio_table.hpp"
#include "sample.hpp"

namespace {

using namespace rollout;
using bench::Sample;

constexpr std::int64_t rival_size_max = 100'000;
constexpr std::size_t changes_count = std::size_t{1} << 16;

struct Change {
    std::size_t index;
    Child child;
};

/// Children with either flag, so that pauses and holds come and go in order.
Child changed_child(Edition edition, Sample& sample) {
    Child child = child_of(edition, sample.operation());
    child.pause_on_failure = sample.below(2) == 0;
    child.continue_on_failure = !child.pause_on_failure;
    return child;
}

struct Changing {
    Edition edition;
    std::vector<Child> children;
    std::vector<Change> changes;
    std::size_t next = 0;

    explicit Changing(const benchmark::State& run) : edition(Edition(run.range(1))) {
        Sample sample;
        const auto size = static_cast<std::size_t>(run.range(0));
        children.reserve(size);
        for (std::size_t i = 0; i < size; ++i) {
            children.push_back(changed_child(edition, sample));
        }
        for (std::size_t i = 0; i < changes_count; ++i) {
            changes.push_back({sample.below(size), changed_child(edition, sample)});
        }
    }
    const Change& change() { return changes[next++ % changes_count]; }
};

void implementation(benchmark::State& run) {
    Changing changing(run);
    Tracker tracker(changing.edition, changing.children);
    for (int i = 0; i < 1000 && run.range(0) <= rival_size_max; ++i) {
        const Change& change = changing.change();
        changing.children[change.index] = change.child;
        tracker.set(change.index, change.child);
        if (i % 100 == 0 && tracker.state() != project(changing.edition, std::span<const Child>(changing.children))) {
            run.SkipWithError("the engines disagree");
            std::exit(1);
        }
    }
    for (auto _ : run) {
        const Change& change = changing.change();
        tracker.set(change.index, change.child);
        benchmark::DoNotOptimize(tracker.state());
    }
    run.SetComplexityN(run.range(0));
}

void rival(benchmark::State& run) {
    Changing changing(run);
    for (auto _ : run) {
        const Change& change = changing.change();
        changing.children[change.index] = change.child;
        benchmark::DoNotOptimize(project(changing.edition, std::span<const Child>(changing.children)));
    }
    run.SetComplexityN(run.range(0));
}

void limit(benchmark::State& run) {
    Changing changing(run);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(run.range(0)));
    for (auto _ : run) {
        const Change& change = changing.change();
        benchmark::DoNotOptimize(++bytes[change.index]);
    }
    run.SetComplexityN(run.range(0));
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::int64_t> sizes{1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};
    const std::vector<std::int64_t> rival_sizes(sizes.begin(),
                                                std::find(sizes.begin(), sizes.end(), rival_size_max) + 1);
    for (const Edition edition : {Edition::b2, Edition::finalizers}) {
        register_group("implementation", implementation, static_cast<unsigned long>(edition), sizes);
        register_group("rival", rival, static_cast<unsigned long>(edition), rival_sizes);
        register_group("limit", limit, static_cast<unsigned long>(edition), sizes);
    }
    return run_benchmarks(
        argc, argv,
        RatioTable({.what = "nanoseconds a changed child and its verdict; rival: projecting all again; limit: one byte "
                            "written",
                    .group = "edition",
                    .size = "children",
                    .per_element = false,
                    .name_of = [](unsigned long edition) { return std::string(name(Edition(edition))); }}));
}
