// The options of the verbs that need a testee or a suite, `test`, `learn` and `export`, and that read a
// store, `audit`, for CLI11. main.cpp has the
// others.
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

    /// Adds `test`, `export`, `learn` and `audit` to `app`. Each sets `status` when it has run.
    void add_to(CLI::App& app, Status& status);
};

}  // namespace rollout::oracle
