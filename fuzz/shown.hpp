// What a target asks, shown where people or scripts want to see it: with ROLLOUT_FUZZ_SHOW=1 in the environment a line
// `INPUT: ...` before each check.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <rollout/reference/ladder.hpp>

namespace rollout::fuzz {

inline bool inputs_are_shown() {
    static const bool shown = [] {
        const char* value = std::getenv("ROLLOUT_FUZZ_SHOW");
        return value != nullptr && std::string_view(value) == "1";
    }();
    return shown;
}

/// Shows the text that `asked` returns, on one line.
void show(const auto& asked) {
    if (inputs_are_shown()) {
        std::fprintf(stderr, "INPUT: %s\n", std::string(asked()).c_str());
    }
}

/// Shows a rollout with the reference's answer: `INPUT: b2 failed:continue running -> running ROLL-5`. `decide` is not
/// called where nothing is shown.
void show(Edition edition, const auto& asked, const auto& decide) {
    show([&] {
        const reference::Decision decision = decide();
        const std::string text = asked();
        return std::string(name(edition)) + (text.empty() ? "" : " ") + text + " -> " +
               std::string(token(decision.state)) + " " + std::string(reference::id(decision.clause));
    });
}

}  // namespace rollout::fuzz
