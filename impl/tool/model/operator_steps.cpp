// The steps of the operator: it reads the parent, then the rows, and writes what it projected, if the guard admits it.
#include "step_finder.hpp"

namespace rollout::model {

void StepFinder::begin_alone() {
    const std::size_t index = operator_alone(protocol_.operations());
    const bool reconciles = now_.stop_is_pending;
    const bool has_nothing_to_write = !reconciles && rows_.projection() == now_.parent.state;
    if (now_.processes[index].next != Next::nothing || has_nothing_to_write) {
        return;  // what it would read now it may as well read later
    }
    Step& step = add(reconciles ? "begins to reconcile the stop" : "begins to derive the parent", index);
    Process& process = step.next.processes[index];
    process.reconciles = reconciles;
    process.next = reconciles && protocol_.is_atomic() ? Next::stop_pending_rows : Next::read_parent;
    if (protocol_.actors.operator_alone == OperatorAlone::at_once) {
        step.deed = reconciles ? "reconciles the stop at once, leaving the parent" : "derives the parent at once";
        go_through(step, index);
        say(step, step.next.parent.state);
    }
}

void StepFinder::go_through(Step& whole, std::size_t index) const {
    std::vector<Step> taken;
    while (whole.next.processes[index].next != Next::nothing) {
        const Situation before = whole.next;
        taken.clear();
        StepFinder(protocol_, before, taken).advance(index);
        whole.next = taken.front().next;
        whole.broken.add(taken.front().broken);
    }
}

void StepFinder::stop_pending_rows(std::size_t index) {
    Step& step = add("turns the pending rows into stopped ones", index);
    for (StoredRow& row : std::span(step.next.rows).first(protocol_.operations())) {
        row.state = row.state == State::pending && now_.stop_is_pending ? State::stopped : row.state;
    }
    step.next.processes[index].next = Next::read_parent;
}

void StepFinder::read_parent(std::size_t index) {
    add_reading("reads the parent", index, Next::read_rows).is_overtaken = false;
}

void StepFinder::read_rows(std::size_t index) {
    {
        Step& step = add("projects the rows", index);
        Process& process = step.next.processes[index];
        process.projected = rows_.projection();
        process.base_is_failed = rows_.base() == State::failed;
        process.text_of = first_text(nullptr);
        process.next = Next::write_parent;
        say(step, process.projected);
    }
    if (has_faults()) {
        Step& step = as_fault(add("cannot read the rows, and writes nothing", index));
        end(step, index);
    }
}

bool StepFinder::may_reopen(std::size_t index) const {
    const Process& process = now_.processes[index];
    return is_the_operator(index) ? process.reconciles : !process.copies_the_parent && !process.before_the_drive;
}

void StepFinder::write_parent(std::size_t index) {
    const Process& process = now_.processes[index];
    const StoredParent& stored = now_.parent;
    const GuardInput guarded{.stored = process.read,
                             .projected = process.projected,
                             .base = process.base_is_failed ? State::failed : process.projected,
                             .reopen_authorized = may_reopen(index),
                             .started_at_is_set = stored.started_at};
    const ParentWrite write = operator_write(protocol_.edition, {.guard = guarded,
                                                                 .completed_at_is_set = stored.completed_at,
                                                                 .a_failed_row_has_a_text = process.text_of != 0});
    if (write.verdict == Verdict::refuse) {
        Step& step = add("is refused: the parent it read is terminal, and its projection is not", index);
        say(step, process.projected);
        note_refusal(step, guarded);
        end(step, index);
        return;
    }
    if (write.verdict == Verdict::no_write) {
        Step& step = add("has nothing to write", index);
        go_on_after_deriving(step, index);
        return;
    }
    if (!lands(protocol_.edition, process.read, stored.state)) {
        Step& step = add("misses: the parent is no longer as it was read", index);
        say(step, stored.state);
        go_on_after_deriving(step, index);
        return;
    }
    Step& step = add("stores what it projected in the parent", index);
    say(step, write.state);
    note_races(step, process);
    const bool moved = !terminal(stored.state) && terminal(write.state);
    const bool reopened = protocol_.is_atomic() && guarded.reopen_authorized;
    store(step, index, write.state, reopened);
    StoredParent& parent = step.next.parent;
    const bool stamps = write.completed_at == Stamp::now;
    parent.completed_at = write.completed_at != Stamp::clear && (parent.completed_at || stamps);
    parent.started_at = parent.started_at || write.started_at == Stamp::now;
    parent.text_of = write.takes_error_text ? process.text_of : parent.text_of;
    if (stamps && !terminal(process.projected)) {
        step.broken.add(Property::side_effects_follow_projection);
    }
    if (moved && protocol_.is_atomic()) {
        step.next.processes[index].next = Next::publish;
    } else {
        go_on_after_deriving(step, index);
    }
}

void StepFinder::note_refusal(Step& step, const GuardInput& guarded) const {
    if (!guarded.reopen_authorized) {
        return;
    }
    step.broken.add(Property::authorised_writers_are_not_refused);
    const State hold = protocol_.edition < Edition::b4 ? State::running : State::running_degraded;
    if (guarded.stored == State::failed && guarded.base == State::failed && guarded.projected == hold) {
        step.broken.add(Property::guard_admits_the_hold);
    }
}

void StepFinder::go_on_after_deriving(Step& step, std::size_t index) const {
    Process& process = step.next.processes[index];
    forget_what_was_read(process);
    if (process.before_the_drive) {
        process.before_the_drive = false;
        process.next = Next::hear_the_engine;
    } else if (step.next.stop_is_pending) {
        process.next = Next::resolve_stop;
    } else {
        end(step, index);
    }
}

void StepFinder::resolve_stop(std::size_t index) {
    const bool resolved = stop_is_resolved(protocol_.edition, now_.parent.state, rows_.every_one_is_terminal());
    Step& step = add(resolved ? "completes the stop request" : "leaves the stop request pending", index);
    step.next.stop_is_pending = now_.stop_is_pending && !resolved;
    end(step, index);
}

}  // namespace rollout::model
