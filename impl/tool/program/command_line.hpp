// The options of the verbs that need a testee or a suite, `test`, `learn` and `export`, and of those that read what a
// controller left, `audit` and `trace`, for CLI11. main.cpp has the others.
#pragma once

#include <CLI/CLI.hpp>

#include "verbs.hpp"

namespace rollout::oracle {

/// Options of the verbs, and where they leave their status. It must outlive the parsing.
struct CommandLine {
    TestOptions test;
    ExportOptions exported;
    LearnOptions learn;
    AuditOptions audit;
    TraceOptions trace;

    /// Adds `test`, `export`, `learn`, `audit` and `trace` to `app`. Each sets `status` when it has run.
    void add_to(CLI::App& app, Status& status);
};

}  // namespace rollout::oracle
