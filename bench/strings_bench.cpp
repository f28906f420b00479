// From state and policy words, as rows come from a store, to the verdict of one rollout. The rivals count the rows by
// the name of their state, as controllers do, in a map of strings or in a hashed map of views, and then ask the counts;
// the limit reads the same bytes.
#include <cstdlib>
#include <map>
#include <string>
#include <unordered_map>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "ratio_table.hpp"
#include "read_bytes.hpp"
#include "sample.hpp"

namespace {

using namespace rollout;
using bench::Mood;
using bench::Sample;

/// Edition b2 over any map from names to counts.
template <class Counts>
std::string_view projected_by_counts(std::span<const Row> rows) {
    using Name = typename Counts::key_type;
    Counts counts;
    int may_continue = 0;
    for (const Row& row : rows) {
        ++counts[Name(row.state)];
        may_continue += row.state == "failed" && row.on_failure == "continue" ? 1 : 0;
    }
    const auto count = [&](const char* state) { return counts[Name(state)]; };
    const int all = static_cast<int>(rows.size());
    if (count("failed") > 0) {
        const bool all_terminal =
            count("completed") + count("failed") + count("stopped") + count("cancelled") + count("reverted") == all;
        return may_continue == count("failed") && !all_terminal ? "running" : "failed";
    }
    for (const char* state : {"failed_retryable", "cancelled", "stopped", "reverted"}) {
        if (count(state) > 0) {
            return state;
        }
    }
    if (all > 0 && count("completed") == all) {
        return "completed";
    }
    for (const char* state : {"recovering", "cutting_over"}) {
        if (count(state) > 0) {
            return state;
        }
    }
    for (const char* state : {"waiting_for_cutover", "waiting_for_deploy"}) {
        if (all > 0 && count(state) + count("completed") == all) {
            return state;
        }
    }
    for (const char* state : {"revert_window", "running"}) {
        if (count(state) > 0) {
            return state;
        }
    }
    return "pending";
}

using OrderedCounts = std::map<std::string, int>;
using HashedCounts = std::unordered_map<std::string_view, int>;

/// Healthy and troubled rollouts against each rival.
struct Group {
    Mood mood;
    std::string_view (*rival)(std::span<const Row>);
    const char* name;
};
constexpr std::array groups{
    Group{Mood::healthy, projected_by_counts<OrderedCounts>, "healthy, map of strings"},
    Group{Mood::healthy, projected_by_counts<HashedCounts>, "healthy, hashed views"},
    Group{Mood::troubled, projected_by_counts<OrderedCounts>, "troubled, map of strings"},
    Group{Mood::troubled, projected_by_counts<HashedCounts>, "troubled, hashed views"},
};

/// A few rollouts in turn, so that no branch is learnt by heart.
struct Rollouts {
    static constexpr std::size_t rows_max = 512;

    std::vector<std::string> words;  // each has memory of its own, as rows of a store have
    std::vector<Row> rows;
    std::vector<std::span<const Row>> all;

    Rollouts(Mood mood, std::size_t children) {
        Sample sample(mood);
        const std::size_t count = std::max<std::size_t>(1, rows_max / children);
        words.reserve(2 * count * children);
        for (std::size_t i = 0; i < count * children; ++i) {
            const Operation operation = sample.operation();
            const std::string& state = words.emplace_back(token(operation.state));
            const std::string& policy = words.emplace_back(word(operation.on_failure));
            rows.push_back({.state = state, .on_failure = policy});
        }
        for (std::size_t i = 0; i < count; ++i) {
            all.push_back(std::span<const Row>(rows).subspan(i * children, children));
        }
    }
};

Rollouts rollouts_of(const benchmark::State& run) {
    return {groups[static_cast<std::size_t>(run.range(1))].mood, static_cast<std::size_t>(run.range(0))};
}

void time(benchmark::State& run, const auto& work) {
    const Rollouts rollouts = rollouts_of(run);
    auto next = rollouts.all.begin();
    for (auto _ : run) {
        benchmark::DoNotOptimize(work(*next));
        if (++next == rollouts.all.end()) {
            next = rollouts.all.begin();
        }
    }
    run.SetComplexityN(run.range(0));
}

void implementation(benchmark::State& run) {
    const Group& group = groups[static_cast<std::size_t>(run.range(1))];
    const Rollouts rollouts = rollouts_of(run);
    for (const std::span<const Row> rows : rollouts.all) {
        if (token(project(Edition::b2, rows)) != group.rival(rows)) {
            run.SkipWithError("the engines disagree");
            std::exit(1);
        }
    }
    time(run, [](std::span<const Row> rows) { return project(Edition::b2, rows); });
}

void rival(benchmark::State& run) { time(run, groups[static_cast<std::size_t>(run.range(1))].rival); }

/// The states' views and what they point at, one after the other in memory: two views and two words a row.
void limit(benchmark::State& run) {
    const std::vector<std::uint64_t> bytes(static_cast<std::size_t>(run.range(0)) * (sizeof(Row) / 2 + 16) / 8);
    for (auto _ : run) {
        benchmark::DoNotOptimize(read_bytes(bytes.data(), 8 * bytes.size()));
    }
    run.SetComplexityN(run.range(0));
}

}  // namespace

int main(int argc, char** argv) {
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const std::vector<std::int64_t> sizes{1, 4, 16, 64, 256, 1024, 16'384};
        register_group("implementation", implementation, group, sizes);
        register_group("rival", rival, group, sizes);
        register_group("limit", limit, group, sizes);
    }
    return run_benchmarks(
        argc, argv,
        RatioTable(
            {.what = "nanoseconds a child, from words to verdict, edition b2; rivals: counts by name; limit: reading "
                     "the views and the words once",
             .group = "rollouts, rival",
             .size = "children",
             .per_element = true,
             .name_of = [](unsigned long group) { return std::string(groups[group].name); }}));
}
