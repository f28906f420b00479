// One run of `test`: which parts it has, in which order, and what their outcome amounts to.
#pragma once

#include <functional>

#include "plan.hpp"
#include "verdict.hpp"

namespace rollout::oracle {

struct ExamineOptions : PlanOptions {
    std::string run;           // a pattern of case IDs; empty: all
    std::string skip;          // likewise; empty: none
    std::string failure_list;  // a file; empty: none
    bool fix = false;          // rewrite the failure list
    std::chrono::milliseconds timeout{10'000};
    std::uint64_t failures_max = 0;
    bool force = false;  // run a suite of any size
    std::vector<std::string> command;
};

/// A suite with more cases wants `force`.
inline constexpr std::uint64_t cases_max = 100'000'000;

/// Runs the testee through the suite. `progress` is told after each request which part is asked. `note` is told what a
/// user should know before a long run. Never throws for what the testee does.
Verdict examine(const ExamineOptions& options, std::function<void(const Part&)> progress,
                std::function<void(const std::string&)> note);

}  // namespace rollout::oracle
