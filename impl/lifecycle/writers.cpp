#include <rollout/writers.hpp>

#include "guard_rules.hpp"

namespace rollout {
namespace {

constexpr bool reads_the_latch(Edition edition) { return edition >= Edition::pause; }

/// Returns whether the editions' writers are atomic and store what they know of their own.
constexpr bool is_atomic(Edition edition) { return edition >= Edition::b3; }

constexpr bool readable(Edition edition, Reading reading) {
    return reading == Reading::rows || (reading == Reading::latch_unreadable && !reads_the_latch(edition));
}

}  // namespace

ParentWrite operator_write(Edition edition, const WriterInput& input) noexcept {
    const State projected = input.guard.projected;
    ParentWrite made{readable(edition, input.reading) ? guard(edition, input.guard) : Verdict::refuse,
                     input.guard.stored};
    if (made.verdict != Verdict::write) {
        return made;
    }
    made.state = projected;
    made.completed_at = !in_mask(masks::stamps_completed_at, projected) ? Stamp::clear
                        : input.completed_at_is_set                     ? Stamp::keep
                                                                        : Stamp::now;
    made.started_at = guard_stamps_started_at(guard_rules(edition), input.guard) ? Stamp::now : Stamp::keep;
    made.takes_error_text = is_atomic(edition) && projected == State::failed && input.a_failed_row_has_a_text;
    return made;
}

bool lands(Edition edition, State read, State stored) noexcept { return !is_atomic(edition) || read == stored; }

LocalSource local_source(Edition edition, const LocalInput& input) noexcept {
    const bool can_ask = input.has_operation_model && input.has_store;
    if (!input.tasks_are_ambiguous && !can_ask) {
        return LocalSource::own_state;
    }
    if (!input.tasks_are_ambiguous && readable(edition, input.reading) && !input.own_row_is_missing) {
        return LocalSource::projection;
    }
    return in_mask(masks::terminal, input.own) ? LocalSource::undetermined : LocalSource::own_state;
}

SideEffects side_effects(Edition edition, State result, State projected, bool moved) noexcept {
    const State authority = is_atomic(edition) ? projected : result;
    return {.quiesce = in_mask(masks::ends_a_drive, authority),
            .completed_at = in_mask(masks::stamps_completed_at, authority),
            .publish = is_atomic(edition) ? moved : in_mask(masks::terminal, result)};
}

std::optional<State> row_state(Edition edition, const RowInput& input) noexcept {
    const State authority = is_atomic(edition) ? input.own : input.parent;
    const bool says = in_mask(masks::ends_a_drive, authority) && (input.lease_is_held || !is_atomic(edition));
    return says ? std::optional(authority) : std::nullopt;
}

bool stop_is_resolved(Edition edition, State parent, bool every_row_is_terminal) noexcept {
    return edition < Edition::settled ? in_mask(masks::terminal, parent) : every_row_is_terminal;
}

}  // namespace rollout
