// From a summary to the verdict. The rival asks one rule after the other; the limit reads the summaries.
#include <cstdlib>

#include <rollout/project.hpp>

#include "ratio_table.hpp"
#include "read_bytes.hpp"
#include "rules.hpp"
#include "sample.hpp"

namespace {

using namespace rollout;
using bench::Sample;

Edition edition_of(const benchmark::State& run) { return Edition(run.range(1)); }

/// Summaries of one to seven children, so that hardly two in a row are decided by the same rule.
std::vector<Summary> summaries_of(const benchmark::State& run) {
    Sample sample;
    std::vector<Summary> made(static_cast<std::size_t>(run.range(0)));
    for (Summary& summary : made) {
        for (std::size_t child = 1 + sample.below(7); child > 0; --child) {
            const Child any = child_with(State(sample.below(state_count)), sample.below(flags_count));
            summary = combine(summary, letter(edition_of(run), any));
        }
    }
    return made;
}

void time(benchmark::State& run, const auto& answer) {
    const std::vector<Summary> summaries = summaries_of(run);
    std::vector<State> states(summaries.size());
    for (auto _ : run) {
        for (std::size_t i = 0; i < summaries.size(); ++i) {
            states[i] = answer(summaries[i]);
        }
        benchmark::DoNotOptimize(states.data());
        benchmark::ClobberMemory();
    }
    run.SetComplexityN(run.range(0));
}

void implementation(benchmark::State& run) {
    const Edition edition = edition_of(run);
    for (const Summary summary : summaries_of(run)) {
        if (finish(edition, summary) != answer_of(rules(edition), summary.facts)) {
            run.SkipWithError("the engines disagree");
            std::exit(1);
        }
    }
    time(run, [edition](Summary summary) { return finish(edition, summary); });
}

void rival(benchmark::State& run) {
    const Rules in_order = rules(edition_of(run));
    time(run, [&](Summary summary) { return answer_of(in_order, summary.facts); });
}

void limit(benchmark::State& run) {
    const std::vector<Summary> summaries = summaries_of(run);
    for (auto _ : run) {
        benchmark::DoNotOptimize(read_bytes(summaries.data(), summaries.size() * sizeof(Summary)));
    }
    run.SetComplexityN(run.range(0));
}

}  // namespace

int main(int argc, char** argv) {
    for (const EditionFacts& facts : editions) {
        const auto group = static_cast<unsigned long>(facts.edition);
        const std::vector<std::int64_t> sizes{100, 10'000, 1'000'000};
        register_group("implementation", implementation, group, sizes);
        register_group("rival", rival, group, sizes);
        register_group("limit", limit, group, sizes);
    }
    return run_benchmarks(
        argc, argv,
        RatioTable({.what = "nanoseconds a finish; rival: rule by rule; limit: reading the summaries once",
                    .group = "edition",
                    .size = "summaries",
                    .per_element = true,
                    .name_of = [](unsigned long edition) { return std::string(name(Edition(edition))); }}));
}
