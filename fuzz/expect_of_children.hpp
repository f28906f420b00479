// What a target over children says when an engine is wrong, before it stops.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <span>

#include <rollout/vocabulary/text.hpp>

namespace rollout::fuzz {

/// Ends the program with the edition, `what` and the rollout unless that holds.
inline void expect(bool holds, const char* what, Edition edition, std::span<const Child> list) {
    if (!holds) {
        std::fprintf(stderr, "DIFFERENCE: %s: %s\nchildren: %s\n", name(edition).data(), what, text_of(list).c_str());
        std::abort();
    }
}

}  // namespace rollout::fuzz
