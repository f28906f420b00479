// Which projections may be stored: spec/rules/guard.md.
#pragma once

#include <rollout/reference/clause.hpp>
#include <rollout/reference/holding.hpp>
#include <rollout/vocabulary/lifecycle.hpp>

namespace rollout::reference {

/// A verdict, and the clause that gave it.
struct GuardDecision {
    Verdict verdict;
    Clause clause;

    friend constexpr bool operator==(GuardDecision, GuardDecision) = default;
};

// Each of these in either reading.

constexpr auto is_terminal(const auto& state) { return is_in(state, terminal_states); }

/// Returns the state by which an edition holds a failed rollout active. Requires: not b1, which has none.
constexpr State hold_of(Edition edition) { return edition < Edition::b4 ? State::running : State::running_degraded; }

constexpr auto terminal_over_live(const auto& input) {
    return is_terminal(input.stored) && !is_terminal(input.projected);
}

constexpr auto reopens(Edition edition, const auto& input) {
    return edition >= Edition::b3 && input.reopen_authorized && input.stored == State::failed &&
           input.base == State::failed && input.projected == hold_of(edition);  // [GUARD-3]
}

constexpr auto needs_started_at(Edition edition, const auto& input) {
    return edition >= Edition::b4 && !input.started_at_is_set && input.projected != State::pending;  // [WRITE-4]
}

constexpr auto unchanged(const auto& input) { return input.projected == input.stored; }

/// Returns whether the operator's guard refuses; whether it sees nothing to write.
constexpr auto refuses(Edition edition, const auto& input) {
    return terminal_over_live(input) && !reopens(edition, input);
}
constexpr auto nothing_to_write(Edition edition, const auto& input) {
    return unchanged(input) && !needs_started_at(edition, input);
}

/// Returns what the operator's guard says.
constexpr GuardDecision guard_decision(Edition edition, const GuardInput& input) {
    using enum Clause;
    using enum Verdict;
    // One clause a line.
    // clang-format off
    if (edition <  Edition::b3 && terminal_over_live(input))         return {refuse,   GUARD_1};
    if (edition >= Edition::b3 && refuses(edition, input))           return {refuse,   GUARD_2};
    if (edition <  Edition::b4 && unchanged(input))                  return {no_write, GUARD_4};
    if (edition >= Edition::b4 && nothing_to_write(edition, input))  return {no_write, GUARD_5};
    return                                                                  {write,    GUARD_6};
    // clang-format on
}
constexpr Verdict guard(Edition edition, const GuardInput& input) { return guard_decision(edition, input).verdict; }

/// Returns whether the local writer, or a direct write, may overwrite a parent in the state `stored`.
constexpr auto local_guard_admits(const auto& stored) { return !is_terminal(stored); }  // [GUARD-7]

}  // namespace rollout::reference
