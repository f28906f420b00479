// The steps of a driver: from the claimed row, through its engine and the local writer, to the row that it writes.
#include "step_finder.hpp"

namespace rollout::model {

bool StepFinder::has_a_peer(std::size_t index) const {
    for (std::size_t i = 0; i <= superseded(protocol_.operations()); ++i) {
        const Next next = now_.processes[i].next;
        if (i != index && next != Next::nothing && next != Next::take_the_apply) {
            return true;
        }
    }
    return false;
}

void StepFinder::take_the_apply(std::size_t index) {
    if (terminal(now_.parent.state)) {
        add_reading("finds the parent terminal and does not drive", index, Next::write_row).copies_the_parent = true;
        return;
    }
    if (!protocol_.has_parent_lease()) {
        add_reading("begins: reads the parent before its drive", index, Next::read_rows).before_the_drive = true;
        return;
    }
    const bool has_peer = has_a_peer(index);
    if (has_peer) {
        end(add("finds a peer's fresh lease on the parent and does not drive", index), index);
    }
    if (!has_peer || has_faults()) {
        Step& step =
            add(has_peer ? "takes the parent's lease, its peer's being stale" : "takes the parent's lease", index);
        if (has_peer) {
            as_fault(step);
        }
        const State parent = now_.parent.state;
        if (parent == State::pending || parent == State::failed_retryable) {
            store(step, index, State::running, false);
        }
        say(step, step.next.parent.state);
        step.next.processes[index].next = Next::hear_the_engine;
    }
}

void StepFinder::hear_the_engine(std::size_t index) {
    const Process& process = now_.processes[index];
    const State row = now_.rows[process.row].state;
    const bool can_wait = protocol_.actors.waits && row != State::waiting_for_cutover && row != State::cutting_over;
    report(index, State::completed);
    if (can_wait) {
        report(index, State::waiting_for_cutover);
    }
    if (protocol_.actors.failures) {
        report(index, State::failed);
    }
    if (protocol_.actors.failures && protocol_.actors.retries) {
        report(index, State::failed_retryable);
    }
    if (now_.stop_is_pending) {
        report(index, State::stopped);
    }
}

void StepFinder::report(std::size_t index, State result) {
    Step& step = add("hears from its engine", index);
    say(step, result);
    Process& process = step.next.processes[index];
    StoredRow& row = step.next.rows[process.row];
    process.result = result;
    row.ran = row.ran || result == State::completed;
    const bool waits = result == State::waiting_for_cutover;
    if (waits && (holds_its_lease(index) || !protocol_.is_atomic())) {
        row.state = result;
    }
    if (protocol_.drives_write_the_parent()) {
        const bool is_direct = protocol_.writes_are_direct();
        process.projected = is_direct && !waits ? result : State::pending;
        process.next = !is_direct ? Next::read_rows_locally : waits ? Next::reread_parent : Next::read_parent_locally;
    } else {
        process.next = Next::write_row;
    }
}

Rows StepFinder::rows_seen_by(const Process& process) const {
    Rows rows = rows_;
    rows.replace(process.row, process.result);
    return rows;
}

std::uint8_t StepFinder::first_text(const Process* own) const {
    for (std::size_t i = 0; i < protocol_.operations(); ++i) {
        const bool is_own = own != nullptr && own->row == i;
        const bool has_text = now_.rows[i].state == State::failed && now_.rows[i].has_text;
        if (is_own ? own->result == State::failed : has_text) {
            return static_cast<std::uint8_t>(i + 1);
        }
    }
    return 0;
}

void StepFinder::read_rows_locally(std::size_t index) {
    const Process& process = now_.processes[index];
    {
        Step& step = add("projects the rows, its own one as its engine says", index);
        Process& next = step.next.processes[index];
        next.projected = rows_seen_by(process).projection();
        next.text_of = first_text(&process);
        next.next = Next::read_parent_locally;
        say(step, next.projected);
    }
    if (has_faults()) {
        Step& step = as_fault(add("cannot read the rows", index));
        const LocalSource source =
            local_source(protocol_.edition, {.own = process.result, .reading = Reading::rows_unreadable});
        if (source == LocalSource::own_state) {
            step.next.processes[index].projected = process.result;
            step.next.processes[index].next = Next::read_parent_locally;
            say(step, process.result);
        } else {
            go_on_after_the_local_write(step, index);
        }
    }
}

void StepFinder::read_parent_locally(std::size_t index) {
    if (!local_guard_admits(now_.parent.state)) {
        Step& step = add("leaves the terminal parent as it is", index);
        say(step, now_.parent.state);
        go_on_after_the_local_write(step, index);
        return;
    }
    add_reading("re-reads the parent", index, Next::write_locally).is_overtaken = false;
}

void StepFinder::write_locally(std::size_t index) {
    const Process& process = now_.processes[index];
    if (!lands(protocol_.edition, process.read, now_.parent.state)) {
        Step& step = add("misses: the parent is no longer as it was read", index);
        say(step, now_.parent.state);
        go_on_after_the_local_write(step, index);
        return;
    }
    const bool is_direct = protocol_.writes_are_direct();
    Step& step =
        add(is_direct ? "stores its own result in the parent" : "stores what it projected in the parent", index);
    say(step, process.projected);
    note_races(step, process);
    const bool moved = !terminal(now_.parent.state) && terminal(process.projected);
    store(step, index, process.projected, false);
    const SideEffects effects = side_effects(protocol_.edition, process.result, process.projected, moved);
    StoredParent& parent = step.next.parent;
    const bool stamps = effects.completed_at && !parent.completed_at;
    if (effects.completed_at) {
        parent.completed_at = true;
    } else if (protocol_.is_atomic()) {
        parent.completed_at = false;
    }
    if (is_direct && process.result == State::failed) {
        parent.text_of = static_cast<std::uint8_t>(process.row + 1);
    } else if (protocol_.is_atomic() && process.projected == State::failed && process.text_of != 0) {
        parent.text_of = process.text_of;
    }
    note_side_effects(step, index, stamps || effects.publish, effects.quiesce);
    if (effects.publish) {
        step.next.processes[index].next = Next::publish_locally;
    } else {
        go_on_after_the_local_write(step, index);
    }
}

void StepFinder::note_side_effects(Step& step, std::size_t index, bool ends_the_apply, bool quiesces) const {
    const Process& process = now_.processes[index];
    const State projected = protocol_.writes_are_direct() ? rows_seen_by(process).projection() : process.projected;
    const bool may_quiesce = terminal(projected) || projected == State::failed_retryable;
    if ((ends_the_apply && !terminal(projected)) || (quiesces && !may_quiesce)) {
        step.broken.add(Property::side_effects_follow_projection);
    }
}

void StepFinder::go_on_after_the_local_write(Step& step, std::size_t index) const {
    Process& process = step.next.processes[index];
    forget_what_was_read(process);
    process.next = protocol_.is_atomic() ? Next::write_row : Next::reread_parent;
}

void StepFinder::reread_parent(std::size_t index) {
    add_reading("re-reads the parent, for its row to mirror", index, Next::write_row);
}

void StepFinder::write_row(std::size_t index) {
    const Process& process = now_.processes[index];
    const bool is_held = holds_its_lease(index);
    const auto own =
        row_state(protocol_.edition, {.own = process.result, .parent = process.read, .lease_is_held = is_held});
    const auto copied = is_held || !protocol_.is_atomic() ? std::optional(process.read) : std::nullopt;
    const auto state = process.copies_the_parent ? copied : own;
    if (!state) {
        Step& step = add(
            is_held ? "leaves its row as it is, to be claimed again" : "leaves the row: its lease is another driver's",
            index);
        end(step, index);
        return;
    }
    const bool mirrors = process.copies_the_parent || !protocol_.is_atomic();
    Step& step = add(mirrors ? "copies the parent's state into its row" : "stores its result in its row", index);
    say(step, *state);
    StoredRow& row = step.next.rows[process.row];
    row.state = *state;
    row.has_text = *state == State::failed && process.result == State::failed;
    if (*state == State::completed && !row.ran) {
        step.broken.add(Property::completed_operations_ran);
    }
    forget_what_was_read(step.next.processes[index]);
    const bool stops = now_.stop_is_pending && protocol_.is_atomic();
    step.next.processes[index].next = stops ? Next::stop_pending_rows : Next::read_parent;
}

void StepFinder::crash(std::size_t index) {
    if (!has_faults() || is_the_operator(index)) {
        return;
    }
    const Process& process = now_.processes[index];
    Step& step = as_fault(add("crashes", index));
    const bool announces = process.next == Next::publish || process.next == Next::publish_locally;
    if (announces && now_.summaries_owed > 0) {
        summary_is_owed_no_more(step);
    }
    if (holds_its_lease(index) && process.result == State::failed && now_.rows[process.row].state != State::failed) {
        step.broken.add(Property::crash_keeps_the_failure);
    }
    step.next.processes[index] = {};
}

}  // namespace rollout::model
