// The table that each benchmark prints: ours, the rival, the limit, and their ratios, all from one run.
#pragma once

#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

/// Collects the runs of the functions `implementation`, `rival` and `limit`, whose arguments are SIZE/GROUP, and prints
/// them when all are done. A rival may be missing where it would take too long.
class RatioTable : public benchmark::BenchmarkReporter {
public:
    struct Titles {
        std::string what;   // of the whole table
        std::string group;  // of the groups
        std::string size;   // of the sizes
        bool per_element;   // divide each figure by its size
        std::string (*name_of)(unsigned long group);
    };

    explicit RatioTable(Titles titles) : titles_(std::move(titles)) {}

    bool ReportContext(const Context&) override { return true; }

    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.report_big_o) {
                growth_[group_of_family_[run.family_index]][run.run_name.function_name] = growth(run.complexity);
                continue;
            }
            if (run.report_rms) {
                continue;
            }
            const std::string& arguments = run.run_name.args;
            const auto size = std::stoul(arguments);
            const auto group = std::stoul(arguments.substr(arguments.find('/') + 1));
            group_of_family_[run.family_index] = group;
            const double divisor = titles_.per_element ? static_cast<double>(size) : 1;
            nanoseconds_[{group, size}][run.run_name.function_name] = run.GetAdjustedRealTime() / divisor;
        }
    }

    void Finalize() override {
        fmt::print("{}\n", titles_.what);
        fmt::print("{:>27} | {:>9} | {:>9} | {:>9} | {:>7} | {:>9} | {:>14}\n", titles_.group, titles_.size, "ours",
                   "rival", "ratio", "limit", "share of limit");
        for (const auto& [key, by_name] : nanoseconds_) {
            const double ours = by_name.at("implementation");
            const double limit = by_name.at("limit");
            const auto rival = by_name.find("rival");
            const bool has_rival = rival != by_name.end();
            fmt::print("{:>27} | {:>9} | {:>9.4g} | {:>9} | {:>7} | {:>9.4g} | {:>13.1f}%\n",
                       titles_.name_of(key.first), key.second, ours,
                       has_rival ? fmt::format("{:.4g}", rival->second) : "-",
                       has_rival ? fmt::format("{:.1f}x", rival->second / ours) : "-", limit, 100 * limit / ours);
        }
        for (const auto& [group, by_name] : growth_) {
            fmt::print("{:>27} | ours grows as {}\n", titles_.name_of(group), by_name.at("implementation"));
        }
    }

private:
    /// Returns what Google Benchmark fitted to the time of a run over the sizes.
    static std::string growth(benchmark::BigO fitted) {
        switch (fitted) {
            case benchmark::o1:
                return "1";
            case benchmark::oN:
                return "n";
            case benchmark::oNSquared:
                return "n^2";
            case benchmark::oNCubed:
                return "n^3";
            case benchmark::oLogN:
                return "log n";
            case benchmark::oNLogN:
                return "n log n";
            case benchmark::oNone:
            case benchmark::oAuto:
            case benchmark::oLambda:
                break;
        }
        return "nothing that was tried";
    }

    Titles titles_;
    std::map<std::int64_t, unsigned long> group_of_family_;
    std::map<unsigned long, std::map<std::string, std::string>> growth_;
    std::map<std::pair<unsigned long, unsigned long>, std::map<std::string, double>> nanoseconds_;
};

/// Registers one function for one group; what it costs is fitted over the sizes.
inline void register_group(const char* name, void (*function)(benchmark::State&), unsigned long group,
                           const std::vector<std::int64_t>& sizes) {
    auto* const made = benchmark::RegisterBenchmark(name, function);
    for (const std::int64_t size : sizes) {
        made->Args({size, static_cast<std::int64_t>(group)});
    }
    made->Complexity();
}

/// Runs the benchmarks that the command line asks for. Returns the exit status.
inline int run_benchmarks(int argc, char** argv, RatioTable table) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 2;
    }
    benchmark::RunSpecifiedBenchmarks(&table);
    return 0;
}
