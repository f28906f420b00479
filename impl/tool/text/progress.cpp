#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace rollout::oracle {
namespace {

constexpr const char* empty_line = "\r\x1b[K";

}  // namespace

Progress::Progress() : is_terminal_(isatty(STDERR_FILENO) != 0) {}

void Progress::show(const std::string& work, std::uint64_t done, std::uint64_t total, const std::string& units) {
    const auto now = Clock::now();
    const std::lock_guard lock(mutex_);
    if (work != work_) {
        work_ = work;
        begin_ = now;
    }
    if (!is_terminal_ || now - shown_ < std::chrono::milliseconds(100)) {
        return;
    }
    shown_ = now;
    is_shown_ = true;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    fmt::print(stderr, "{}{}: {} of {} {}, {:.0f} a second", empty_line, work, done, total, units, rate);
    std::fflush(stderr);
}

void Progress::clear() {
    const std::lock_guard lock(mutex_);
    if (is_shown_) {
        std::fputs(empty_line, stderr);
        is_shown_ = false;
    }
}

}  // namespace rollout::oracle
