// What a target says when something is wrong, before it stops: one line that people and scripts find.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <rollout/vocabulary/state.hpp>

namespace rollout::fuzz {

/// Says what differs and ends the program, so that the engine keeps the input.
[[noreturn]] inline void differ(std::string_view what) {
    std::fprintf(stderr, "DIFFERENCE: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

/// Ends the program with `what` and the text that `asked` returns unless that holds.
void expect(bool holds, std::string_view what, const auto& asked) {
    if (!holds) {
        differ(std::string(what) + ": " + asked());
    }
}

/// The same of a question to an edition.
void expect(bool holds, std::string_view what, Edition edition, const auto& asked) {
    if (!holds) {
        differ(std::string(name(edition)) + ": " + std::string(what) + ": " + asked());
    }
}

/// Ends the program unless `who` says what the reference says.
void expect_state(State expected, State got, std::string_view who, Edition edition, const auto& asked) {
    if (got != expected) {
        differ(std::string(name(edition)) + ": reference " + std::string(token(expected)) + ", " + std::string(who) +
               " " + std::string(token(got)) + ": " + asked());
    }
}

}  // namespace rollout::fuzz
