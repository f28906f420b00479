// The writers' questions over masks, in either reading. Spec: spec/rules/writers.md.
#pragma once

#include "guard_rules.hpp"

namespace rollout {

constexpr bool reads_the_latch(Edition edition) { return edition >= Edition::pause; }

/// Returns whether the edition's writers are atomic and store what they know of their own.
constexpr bool is_atomic(Edition edition) { return edition >= Edition::b3; }

constexpr bool readable(Edition edition, Reading reading) {
    return reading == Reading::rows || (reading == Reading::latch_unreadable && !reads_the_latch(edition));
}

// The operator, where it writes `projected`.

constexpr auto stamps_completed_at(const auto& projected) { return in_mask(masks::stamps_completed_at, projected); }

constexpr auto takes_error_text(Edition edition, const auto& projected, const auto& a_failed_row_has_a_text) {
    return is_atomic(edition) && projected == State::failed && a_failed_row_has_a_text;
}

constexpr auto write_lands(Edition edition, const auto& read, const auto& stored) {
    return !is_atomic(edition) || read == stored;
}

// The local writer.

constexpr auto can_ask(const auto& input) { return input.has_operation_model && input.has_store; }

/// Returns whether the local writer projects; if not, whether it takes the operation's own state.
constexpr auto projects(Edition edition, const auto& input) {
    return !input.tasks_are_ambiguous && can_ask(input) && readable(edition, input.reading) &&
           !input.own_row_is_missing;
}
constexpr auto takes_own_state(const auto& input) {
    return (!input.tasks_are_ambiguous && !can_ask(input)) || !in_mask(masks::terminal, input.own);
}

/// Returns the state that decides what happens beside a local write.
constexpr const auto& authority(Edition edition, const auto& result, const auto& projected) {
    return is_atomic(edition) ? projected : result;
}
constexpr auto ends_a_drive(const auto& state) { return in_mask(masks::ends_a_drive, state); }

constexpr auto publishes(Edition edition, const auto& result, const auto& moved) {
    return is_atomic(edition) ? moved : in_mask(masks::terminal, result);
}

// The row, after a drive.

/// Returns the state that the row would be given, and whether it is.
constexpr const auto& row_authority(Edition edition, const auto& input) {
    return is_atomic(edition) ? input.own : input.parent;
}
constexpr auto writes_row(Edition edition, const auto& input) {
    return ends_a_drive(row_authority(edition, input)) && (!is_atomic(edition) || input.lease_is_held);
}

constexpr auto meets_a_stop(Edition edition, const auto& parent, const auto& every_row_is_terminal) {
    return edition < Edition::settled ? in_mask(masks::terminal, parent) : every_row_is_terminal;
}

}  // namespace rollout
