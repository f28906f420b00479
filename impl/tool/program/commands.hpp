// The verbs that need a testee or a suite, one file each.
#pragma once

#include "examine.hpp"

namespace rollout::conformance {

enum class ReportFormat { text, json, jsonl, junit, tap, markdown };

struct TestOptions {
    ExamineOptions examine;
    ReportFormat format = ReportFormat::text;
    std::string output;  // a file for the report; empty: standard output
    std::string badge;   // a file for the badge; empty: none
};

/// Judges a testee and prints the verdict: the report on standard output, or in a file; then standard output has it as
/// text all the same.
oracle::Status test(const TestOptions& options);

struct ExportOptions {
    std::string what;    // machine, dot, suite, vectors, schema
    std::string schema;  // the name of a schema; empty: their list
    std::optional<Edition> edition;
    std::string suite = "complete";
    std::size_t part = 0;  // only that part of the suite, counted from 1; 0: all
    const Subject* subject = &oracle::projection;
    unsigned extra_states = 0;
    std::optional<analysis::Level> level;
    std::size_t length_max = conformance::length_max;
    std::uint64_t seed = 337;
    std::string output;  // a file; empty: standard output
};

/// Prints data for other programs.
oracle::Status export_data(const ExportOptions& options);

struct LearnOptions {
    Edition edition = Edition::b2;
    std::optional<analysis::Level> level;  // absent: operations, but children where rows have no finite machine
    bool released = false;
    unsigned extra_states = 0;
    std::size_t states_max = 500;
    std::uint64_t lists_max = 2'000'000;  // to be asked
    std::chrono::milliseconds time_max{600'000};
    std::chrono::milliseconds timeout{10'000};
    bool json = false;
    std::string output;  // a file for the machine; empty: none
    std::vector<std::string> command;
};

/// Learns the machine of a testee and prints how it differs from the edition's.
oracle::Status learn(const LearnOptions& options);

}  // namespace rollout::conformance
