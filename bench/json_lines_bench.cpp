// `project --jsonl` over lines as a fleet's rollouts give them, in memory: ours, one job, as the program answers them;
// two rivals; and the limit: looking for the line feeds. The rival `judge` reads each line by the reader that judges
// and asks both engines; the rival `document`, which any script would be, makes a document of each line and counts its
// states by name, without a projection.
#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "agreed_decision.hpp"
#include "line_answers.hpp"
#include "ratio_table.hpp"
#include "support/fleet_lines.hpp"

namespace {

using namespace rollout;
using namespace rollout::oracle;

constexpr std::int64_t judge = 0;
constexpr std::int64_t document = 1;

std::string text_of_size(const benchmark::State& run) {
    return tests::FleetLines().text(static_cast<std::size_t>(run.range(0)) << 10);
}

/// Calls `use` with each line.
void for_each_line(std::string_view text, auto use) {
    for (std::size_t feed = 0; (feed = text.find('\n')) != std::string_view::npos; text.remove_prefix(feed + 1)) {
        use(text.substr(0, feed));
    }
}

void answer_slowly(std::string_view text, std::string& out) {
    for_each_line(text, [&](std::string_view line) {
        const auto read = read_rollout_line(line);
        const auto& rollout = std::get<RolloutLine>(read);
        const Latch latch = *rollout.released ? Latch::released : Latch::unreleased;
        const std::span<const Operation> operations(std::get<std::vector<Operation>>(rollout.elements));
        out +=
            fmt::format("{{\"id\":{},{}}}\n", rollout.id, json_fields(agreed_decision(Edition::b2, operations, latch)));
    });
}

void implementation(benchmark::State& run) {
    const std::string text = text_of_size(run);
    EditionAnswers answers(Edition::b2, Latch::unreleased);
    std::string out;
    std::string slow;
    std::size_t number = 1;
    answers.answer(text, number, out);
    answer_slowly(text, slow);
    if (out != slow) {
        fmt::print(stderr, "the readers disagree\n");
        std::exit(1);
    }
    for (auto _ : run) {
        out.clear();
        answers.answer(text, number, out);
        benchmark::DoNotOptimize(out.data());
    }
    run.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * static_cast<std::int64_t>(run.iterations()));
}

std::size_t count_states(std::string_view text) {
    std::size_t kinds = 0;
    for_each_line(text, [&](std::string_view line) {
        rapidjson::Document rollout;
        rollout.Parse(line.data(), line.size());
        std::map<std::string, std::size_t> count_of;
        for (const auto& row : rollout["operations"].GetArray()) {
            ++count_of[row["state"].GetString()];
        }
        kinds += count_of.size();
    });
    return kinds;
}

void rival(benchmark::State& run) {
    const std::string text = text_of_size(run);
    std::string out;
    for (auto _ : run) {
        if (run.range(1) == document) {
            benchmark::DoNotOptimize(count_states(text));
        } else {
            out.clear();
            answer_slowly(text, out);
            benchmark::DoNotOptimize(out.data());
        }
    }
    run.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * static_cast<std::int64_t>(run.iterations()));
}

void limit(benchmark::State& run) {
    const std::string text = text_of_size(run);
    for (auto _ : run) {
        std::size_t bytes = 0;
        for_each_line(text, [&](std::string_view line) { bytes += line.size(); });
        benchmark::DoNotOptimize(bytes);
    }
}

void sizes(benchmark::internal::Benchmark* bench) { bench->ArgsProduct({{1 << 10, 1 << 16}, {judge, document}}); }
BENCHMARK(implementation)->Apply(sizes);
BENCHMARK(rival)->Apply(sizes);
BENCHMARK(limit)->Apply(sizes);

}  // namespace

int main(int argc, char** argv) {
    return run_benchmarks(
        argc, argv,
        RatioTable({.what = "nanoseconds a KiB of lines (1024 would be 1 GB a second); the group is the rival; limit: "
                            "looking for line feeds",
                    .group = "rival",
                    .size = "KiB",
                    .per_element = true,
                    .name_of = [](unsigned long rival) { return std::string(rival == 0 ? "judge" : "document"); }}));
}
