#include <rollout/surfaces.hpp>

#include <algorithm>

#include <rollout/project.hpp>

#include "seen_rows.hpp"
#include "surface_rules.hpp"

namespace rollout {

State target_state(Edition edition, std::span<const Operation> rows) noexcept {
    Summary seen;
    State first = State::completed;
    for (const Operation& row : rows) {
        seen = combine(seen, letter(edition, Child{row.state}));
        first = first == State::completed ? row.state : first;
    }
    const State of_rows = base(edition, seen);
    return shows_the_first(of_rows, first) ? first : of_rows;
}

Conclusion conclusion(State parent, bool work_was_completed) noexcept {
    return check_succeeds(parent)                    ? Conclusion::success
           : check_fails(parent, work_was_completed) ? Conclusion::failure
           : check_needs_action(parent)              ? Conclusion::action_required
                                                     : Conclusion::in_progress;
}

Conclusion conclusion_of_both(Conclusion one, Conclusion other) noexcept { return std::max(one, other); }

Label label(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
            const ClaimInput& input) noexcept {
    const Gates gates(edition, input.cutover, input.latch);
    const PlacedOperation& row = rows[index];
    if (row.operation.state != State::pending) {
        return Label::none;
    }
    Seen earlier;
    for (const PlacedOperation& other : rows.first(index)) {
        earlier.add(gates, other);
    }
    const bool failure_blocks = earlier.failures_block(gates, row);
    return is_next(gates, earlier.block(gates, row))             ? Label::next
           : is_paused(row.operation.on_failure, failure_blocks) ? Label::paused
           : failure_blocks                                      ? Label::halted
                                                                 : Label::waiting;
}

}  // namespace rollout
