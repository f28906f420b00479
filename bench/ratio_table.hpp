// The table that each benchmark prints: ours, the rival, the limit, and their ratios, all from one run.
#pragma once

#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <map>
#include <string>
#include <utility>

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
            const std::string& arguments = run.run_name.args;
            const auto size = std::stoul(arguments);
            const auto group = std::stoul(arguments.substr(arguments.find('/') + 1));
            const double divisor = titles_.per_element ? static_cast<double>(size) : 1;
            nanoseconds_[{group, size}][run.run_name.function_name] = run.GetAdjustedRealTime() / divisor;
        }
    }

    void Finalize() override {
        fmt::print("{}\n", titles_.what);
        fmt::print("{:>10} | {:>9} | {:>12} | {:>14} | {:>7} | {:>12} | {:>14}\n", titles_.group, titles_.size, "ours",
                   "rival", "ratio", "limit", "share of limit");
        for (const auto& [key, by_name] : nanoseconds_) {
            const double ours = by_name.at("implementation");
            const double limit = by_name.at("limit");
            const auto rival = by_name.find("rival");
            const bool has_rival = rival != by_name.end();
            fmt::print("{:>10} | {:>9} | {:>12.1f} | {:>14} | {:>7} | {:>12.1f} | {:>13.1f}%\n",
                       titles_.name_of(key.first), key.second, ours,
                       has_rival ? fmt::format("{:.1f}", rival->second) : "-",
                       has_rival ? fmt::format("{:.1f}x", rival->second / ours) : "-", limit, 100 * limit / ours);
        }
    }

private:
    Titles titles_;
    std::map<std::pair<unsigned long, unsigned long>, std::map<std::string, double>> nanoseconds_;
};

/// Runs the benchmarks that the command line asks for. Returns the exit status.
inline int run_benchmarks(int argc, char** argv, RatioTable table) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 2;
    }
    benchmark::RunSpecifiedBenchmarks(&table);
    return 0;
}
