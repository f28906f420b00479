// One line on a terminal that tells how far long work is.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace rollout::oracle {

/// Writes on standard error, if that is a terminal, and removes its line at the end. Several threads may use it.
class Progress {
public:
    Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    /// Shows `WORK: DONE of TOTAL UNITS, so many a second` since that work began, ten times a second at most.
    void show(const std::string& work, std::uint64_t done, std::uint64_t total, const std::string& units);
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    std::mutex mutex_;
    bool is_terminal_;
    bool is_shown_ = false;
    std::string work_;
    Clock::time_point begin_;
    Clock::time_point shown_{};
};

}  // namespace rollout::oracle
