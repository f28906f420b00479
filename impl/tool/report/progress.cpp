#include "progress.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace rollout::conformance {

void Progress::show(const Part& part) {
    const auto now = Clock::now();
    if (part.name != part_) {
        part_ = part.name;
        begin_ = now;
    }
    if (!is_terminal_ || now - shown_ < std::chrono::milliseconds(100)) {
        return;
    }
    shown_ = now;
    is_shown_ = true;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double rate = seconds > 0 ? static_cast<double>(part.asked) / seconds : 0;
    fmt::print(stderr, "\r\x1b[K{}: {} of {} cases, {:.0f} a second", part.name, part.asked, part.planned, rate);
    std::fflush(stderr);
}

void Progress::clear() {
    if (is_shown_) {
        fmt::print(stderr, "\r\x1b[K");
    }
}

}  // namespace rollout::conformance
