// What people see of a rollout, next to its state: spec/rules/surfaces.md. Edition steps.
#pragma once

#include <algorithm>

#include <rollout/reference/claim.hpp>
#include <rollout/reference/projection.hpp>
#include <rollout/vocabulary/surface.hpp>

namespace rollout::reference {

/// Returns what a target shows whose rows have that base, `first` being the state of the first one that is not
/// completed; `completed` where there is none. In either reading.
constexpr auto shown_state(const auto& base, const auto& first) {
    const auto waits = base == State::pending && first == State::waiting_for_cutover;
    return choose(waits, first, base);  // [TARGET-1] [TARGET-2]
}

/// Returns what a target shows whose rows with a step those are, in order; it is blind to policies.
inline State target_state(Edition edition, std::span<const Operation> rows) {
    std::vector<Child> children;
    for (const Operation& row : rows) {
        children.push_back({row.state});
    }
    const auto first = std::find_if(children.begin(), children.end(),
                                    [](const Child& child) { return child.state != State::completed; });
    return shown_state(base(edition, children), first == children.end() ? State::completed : first->state);
}

/// Returns the conclusion of a check of one parent; `work_was_completed`: before it was cancelled.
constexpr Conclusion conclusion(State parent, bool work_was_completed) {
    // One clause a line.
    // clang-format off
    if (!is_terminal(parent) || parent == State::stopped)  return Conclusion::in_progress;      // [CHECK-1]
    if (parent == State::completed)                        return Conclusion::success;          // [CHECK-2]
    if (parent == State::failed)                           return Conclusion::failure;          // [CHECK-3]
    if (parent == State::cancelled && work_was_completed)  return Conclusion::failure;          // [CHECK-4]
    if (parent == State::cancelled)                        return Conclusion::action_required;  // [CHECK-4]
    return                                                        Conclusion::failure;          // [CHECK-5]
    // clang-format on
}

/// Returns the conclusion of two checks together.
constexpr Conclusion conclusion_of_both(Conclusion one, Conclusion other) { return std::max(one, other); }  // [CHECK-6]

/// Returns the label of a row in `state` under `policy`: `failure_blocks`: an earlier row that is failed blocks it;
/// `row_blocks`: an earlier row of any state does.
constexpr Label label_of(State state, Policy policy, Cutover cutover, bool failure_blocks, bool row_blocks) {
    // One clause a line.
    // clang-format off
    if (state != State::pending)                    return Label::none;     // [LABEL-1]
    if (cutover == Cutover::parallel)               return Label::next;     // [LABEL-2]
    if (!row_blocks)                                return Label::next;     // [LABEL-3]
    if (failure_blocks && policy == Policy::pause)  return Label::paused;   // [LABEL-4]
    if (failure_blocks)                             return Label::halted;   // [LABEL-5]
    return                                                 Label::waiting;  // [LABEL-6]
    // clang-format on
}

/// Returns the label of the row at `index`. Of the input it reads the cutover policy and the latch alone. Requires:
/// index < rows.size().
constexpr Label label(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                      const ClaimInput& input) {
    const Operation row = rows[index].operation;
    const auto row_blocks = [&](const PlacedOperation& other) {
        return !need_no_order(edition, rows[index], other) &&
               blocks(edition, input, row.on_failure, other.operation.state);
    };
    const auto failure_blocks = [&](const PlacedOperation& other) {
        return other.operation.state == State::failed && row_blocks(other);
    };
    return label_of(row.state, row.on_failure, input.cutover, any_before(rows, index, failure_blocks),
                    any_before(rows, index, row_blocks));
}

}  // namespace rollout::reference
