// A complete suite through the pipes of a testee, the one in C: ours, cases in batches, each judged and hashed; the
// rival, one case a request; and the limit of both: the bytes of the same cases through cat and back. Nanoseconds a
// case.
#include <cstdlib>
#include <string>

#include "judge.hpp"
#include "list_sources.hpp"
#include "process.hpp"
#include "ratio_table.hpp"

namespace {

using namespace rollout;
using namespace rollout::oracle;

constexpr Edition edition = Edition::b2;

Source suite(const benchmark::State& run) {
    return std::get<Source>(complete_source(edition, analysis::Level::operations, Latch::unreleased, Vocabulary(),
                                            static_cast<unsigned>(run.range(1))));
}

void start(Testee& testee) {
    if (std::holds_alternative<Breach>(testee.start())) {
        fmt::print(stderr, "the testee does not start\n");
        std::exit(1);
    }
}

void implementation(benchmark::State& run) {
    const Source cases = suite(run);
    Testee testee({ROLLOUT_TESTEE});
    start(testee);
    for (auto _ : run) {
        Judge judge(testee, {.edition = edition}, nullptr, nullptr);
        if (judge.judge(cases).passed != cases.size || cases.size != static_cast<std::uint64_t>(run.range(0))) {
            fmt::print(stderr, "the testee is wrong, or the suite has another size\n");
            std::exit(1);
        }
    }
}

void rival(benchmark::State& run) {
    const Source cases = suite(run);
    Testee testee({ROLLOUT_TESTEE});
    start(testee);
    for (auto _ : run) {
        Judge judge(testee, {.edition = edition}, nullptr, nullptr);
        for (std::uint64_t number = 0; number < cases.size; ++number) {
            benchmark::DoNotOptimize(judge.ask({cases.at(number)}));
        }
    }
}

void limit(benchmark::State& run) {
    const Source cases = suite(run);
    std::string bytes;
    for (std::uint64_t number = 0; number < cases.size; ++number) {
        bytes += members_of(cases.at(number).input) + "\n";
    }
    auto started = Process::start({"cat"});
    Process& cat = *std::get<std::unique_ptr<Process>>(started);
    for (auto _ : run) {
        constexpr std::size_t piece = std::size_t{256} << 10;
        std::string heard;
        for (std::size_t sent = 0; sent < bytes.size(); sent += piece) {
            cat.write(std::string_view(bytes).substr(sent, piece));
            const std::size_t wanted = std::min(piece, bytes.size() - sent);
            for (heard.clear(); heard.size() < wanted;) {
                cat.listen(heard, Process::Clock::now() + std::chrono::seconds(10));
            }
        }
        benchmark::DoNotOptimize(heard.data());
    }
}

void sizes(benchmark::internal::Benchmark* bench) { bench->Args({3'554, 0})->Args({383'461, 1})->UseRealTime(); }
BENCHMARK(implementation)->Apply(sizes);
BENCHMARK(limit)->Apply(sizes);
BENCHMARK(rival)->Args({3'554, 0})->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
    return run_benchmarks(
        argc, argv,
        RatioTable({.what = "nanoseconds a case of a complete suite of b2 through pipes; rival: one "
                            "case a request; limit: the same bytes through cat",
                    .group = "K",
                    .size = "cases",
                    .per_element = true,
                    .name_of = [](unsigned long extra_states) { return std::to_string(extra_states); }}));
}
