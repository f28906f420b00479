// What the writers store, and what else they do: spec/rules/writers.md.
#pragma once

#include <optional>

#include <rollout/reference/guard.hpp>

namespace rollout::reference {

constexpr auto is_terminal_or_failed_retryable(const auto& state) {
    return is_terminal(state) || state == State::failed_retryable;
}

// The operator.

/// Returns whether what was read forbids any write.
constexpr bool unreadable(Edition edition, Reading reading) {
    if (reading == Reading::no_rows || reading == Reading::rows_unreadable) {
        return true;  // [WRITE-1]
    }
    return edition >= Edition::pause && reading == Reading::latch_unreadable;  // [WRITE-2]
}

/// Returns what becomes of completed_at where `state` is written.
constexpr Stamp completed_at(State state, bool is_set) {
    if (state == State::stopped || !is_terminal(state)) {
        return Stamp::clear;  // [WRITE-3]
    }
    return is_set ? Stamp::keep : Stamp::now;  // [WRITE-3]
}

/// Returns whether the parent's error text becomes that of a failed row where `state` is written.
constexpr bool takes_error_text(Edition edition, State state, bool a_failed_row_has_a_text) {
    return edition >= Edition::b3 && state == State::failed && a_failed_row_has_a_text;  // [WRITE-5] [WRITE-6]
}

constexpr ParentWrite operator_write(Edition edition, const WriterInput& input) {
    const Verdict verdict =
        unreadable(edition, input.reading) ? Verdict::refuse : reference::guard(edition, input.guard);
    if (verdict != Verdict::write) {
        return {verdict, input.guard.stored};
    }
    const State state = input.guard.projected;
    return {.verdict = verdict,
            .state = state,
            .completed_at = completed_at(state, input.completed_at_is_set),
            .started_at = needs_started_at(edition, input.guard) ? Stamp::now : Stamp::keep,
            .takes_error_text = takes_error_text(edition, state, input.a_failed_row_has_a_text)};
}

/// Returns whether a write lands on a parent that was `read` and is `stored` now.
constexpr auto lands(Edition edition, const auto& read, const auto& stored) {
    return edition < Edition::b3 || read == stored;  // [WRITE-7] [WRITE-8]
}

// The local writer.

/// Returns what the local writer takes for the parent's state if it cannot project.
constexpr LocalSource fall_back(State own) {
    return is_terminal(own) ? LocalSource::undetermined : LocalSource::own_state;  // [WRITE-9]
}

constexpr LocalSource local_source(Edition edition, const LocalInput& input) {
    if (input.tasks_are_ambiguous) {
        return fall_back(input.own);  // [WRITE-9]
    }
    if (!input.has_operation_model || !input.has_store) {
        return LocalSource::own_state;  // [WRITE-10]
    }
    if (input.reading == Reading::rows_unreadable || input.reading == Reading::no_rows) {
        return fall_back(input.own);  // [WRITE-9]
    }
    if (edition >= Edition::pause && input.reading == Reading::latch_unreadable) {
        return fall_back(input.own);  // [WRITE-11]
    }
    return input.own_row_is_missing ? fall_back(input.own) : LocalSource::projection;  // [WRITE-9] [WRITE-12]
}

/// Returns what happens beside a local write of `projected` after the engine said `result`; `moved`: the write moved
/// the parent from a state that is not terminal to one that is.
constexpr SideEffects side_effects(Edition edition, State result, State projected, bool moved) {
    if (edition < Edition::b3) {
        return {.quiesce = is_terminal_or_failed_retryable(result),
                .completed_at = is_terminal(result) && result != State::stopped,
                .publish = is_terminal(result)};  // [WRITE-13]
    }
    const bool quiesce = is_terminal_or_failed_retryable(projected);  // [WRITE-14]
    const bool is_over = projected != State::failed_retryable && projected != State::stopped;
    return {.quiesce = quiesce,
            .completed_at = quiesce && is_over,  // [WRITE-15]
            .publish = moved};                   // [WRITE-16]
}

// The row, after a drive.

/// Returns the state that the operation's row is given; nothing: it stays as it is, and claimable.
constexpr std::optional<State> row_state(Edition edition, const RowInput& input) {
    if (edition < Edition::b3) {
        return is_terminal_or_failed_retryable(input.parent) ? std::optional(input.parent)
                                                             : std::nullopt;  // [WRITE-17]
    }
    const bool says = is_terminal_or_failed_retryable(input.own) && input.lease_is_held;
    return says ? std::optional(input.own) : std::nullopt;  // [WRITE-18]
}

/// Returns whether a stop request has been met.
constexpr bool stop_is_resolved(Edition edition, State parent, bool every_row_is_terminal) {
    if (edition < Edition::settled) {
        return is_terminal(parent);  // [WRITE-19]
    }
    return every_row_is_terminal;  // [WRITE-20]
}

}  // namespace rollout::reference
