// Claims: which rows may be driven, and what a start under a failure breaks.
#include "step_finder.hpp"

namespace rollout::model {

void StepFinder::claim_rows() {
    std::array<Claim, operations_max> answers{};
    const std::size_t count = protocol_.operations();
    claim_each(protocol_.edition, rows_.all(), claim_input(protocol_, now_), std::span(answers).first(count));
    for (std::size_t i = 0; i < count; ++i) {
        const bool is_driven = now_.processes[i].next != Next::nothing;
        if (is_driven) {
            if (answers[i] == Claim::reclaim) {
                supersede(i);
            }
            continue;
        }
        if (answers[i] != Claim::none) {
            take_row(i, answers[i]);
        }
        if (may_cut_over(protocol_.edition, rows_.all(), i, claim_input(protocol_, now_))) {
            drive(add(Actor::machinery, "is claimed for its cutover", i, i), i).state = State::cutting_over;
        }
    }
}

StoredRow& StepFinder::drive(Step& step, std::size_t row) {
    Process& driver = step.next.processes[row];
    driver = {};
    driver.next = Next::take_the_apply;
    driver.row = static_cast<std::uint8_t>(row);
    return step.next.rows[row];
}

void StepFinder::take_row(std::size_t row, Claim how) {
    Step& step = add(Actor::machinery,
                     how == Claim::start   ? "is claimed"
                     : how == Claim::retry ? "is claimed to be tried again"
                                           : "is claimed again, its lease being stale",
                     row, row);
    StoredRow& stored = drive(step, row);
    if (how != Claim::reclaim) {
        stored.state = State::running;
        stored.has_text = false;
    }
    if (how == Claim::start) {
        note_start(step);
        stored.started = protocol_.edition >= Edition::finalizers;
    }
}

void StepFinder::note_start(Step& step) const {
    if (terminal(now_.parent.state)) {
        step.broken.add(Property::no_start_under_a_terminal_parent);
    }
    if (terminal(rows_.projection())) {
        step.broken.add(Property::no_start_under_a_terminal_projection);
    }
    for (const PlacedOperation& row : rows_.all()) {
        if (row.operation.state == State::failed && is_hard(row.operation)) {
            step.broken.add(Property::no_start_beside_a_hard_failure);
        }
    }
}

bool StepFinder::is_hard(Operation failed) const {
    const std::array rollout{failed, Operation{State::pending}};
    return project(protocol_.edition, std::span<const Operation>(rollout), rows_.latch()) == State::failed;
}

void StepFinder::supersede(std::size_t row) {
    const std::size_t place = superseded(protocol_.operations());
    const bool has_begun = now_.processes[row].next != Next::take_the_apply;
    if (!has_faults() || !has_begun || now_.processes[place].next != Next::nothing) {
        return;
    }
    Step& step = as_fault(add("is claimed again, its lease being stale though its driver lives", row));
    step.next.processes[place] = now_.processes[row];
    drive(step, row);
}

}  // namespace rollout::model
