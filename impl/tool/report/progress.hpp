// How far a run is, on one line of a terminal.
#pragma once

#include <chrono>

#include "verdict.hpp"

namespace rollout::conformance {

class Progress {
public:
    explicit Progress(bool is_terminal) : is_terminal_(is_terminal) {}

    /// Shows how many cases of the part have been asked, and how many a second; ten times a second at most.
    void show(const Part& part);
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    bool is_terminal_;
    bool is_shown_ = false;
    std::string part_;
    Clock::time_point begin_;
    Clock::time_point shown_{};
};

}  // namespace rollout::conformance
