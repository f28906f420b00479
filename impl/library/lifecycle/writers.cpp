#include <rollout/writers.hpp>

#include "writer_rules.hpp"

namespace rollout {

ParentWrite operator_write(Edition edition, const WriterInput& input) noexcept {
    const State projected = input.guard.projected;
    ParentWrite made{readable(edition, input.reading) ? guard(edition, input.guard) : Verdict::refuse,
                     input.guard.stored};
    if (made.verdict != Verdict::write) {
        return made;
    }
    made.state = projected;
    made.completed_at = !stamps_completed_at(projected) ? Stamp::clear
                        : input.completed_at_is_set     ? Stamp::keep
                                                        : Stamp::now;
    made.started_at = guard_stamps_started_at(guard_rules(edition), input.guard) ? Stamp::now : Stamp::keep;
    made.takes_error_text = takes_error_text(edition, projected, input.a_failed_row_has_a_text);
    return made;
}

bool lands(Edition edition, State read, State stored) noexcept { return write_lands(edition, read, stored); }

LocalSource local_source(Edition edition, const LocalInput& input) noexcept {
    return projects(edition, input) ? LocalSource::projection
           : takes_own_state(input) ? LocalSource::own_state
                                    : LocalSource::undetermined;
}

SideEffects side_effects(Edition edition, State result, State projected, bool moved) noexcept {
    const State decides = authority(edition, result, projected);
    return {.quiesce = ends_a_drive(decides),
            .completed_at = stamps_completed_at(decides),
            .publish = publishes(edition, result, moved)};
}

std::optional<State> row_state(Edition edition, const RowInput& input) noexcept {
    return writes_row(edition, input) ? std::optional(row_authority(edition, input)) : std::nullopt;
}

bool stop_is_resolved(Edition edition, State parent, bool every_row_is_terminal) noexcept {
    return meets_a_stop(edition, parent, every_row_is_terminal);
}

}  // namespace rollout
