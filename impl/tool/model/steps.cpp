// Steps that every actor needs: how one is added, what ends it, and what storing a state in the parent breaks.
#include "step_finder.hpp"

namespace rollout::model {

void StepFinder::find() {
    found_.clear();
    for (std::size_t i = 0; i < processes_of(protocol_.operations()); ++i) {
        if (now_.processes[i].next != Next::nothing) {
            advance(i);
            crash(i);
        }
    }
    claim_rows();
    begin_alone();
    humans();
}

void StepFinder::advance(std::size_t index) {
    switch (now_.processes[index].next) {
        case Next::take_the_apply:
            return take_the_apply(index);
        case Next::hear_the_engine:
            return hear_the_engine(index);
        case Next::read_rows_locally:
            return read_rows_locally(index);
        case Next::read_parent_locally:
            return read_parent_locally(index);
        case Next::write_locally:
            return write_locally(index);
        case Next::publish_locally:
            return publish(index, true);
        case Next::reread_parent:
            return reread_parent(index);
        case Next::write_row:
            return write_row(index);
        case Next::stop_pending_rows:
            return stop_pending_rows(index);
        case Next::read_parent:
            return read_parent(index);
        case Next::read_rows:
            return read_rows(index);
        case Next::write_parent:
            return write_parent(index);
        case Next::publish:
            return publish(index, false);
        case Next::resolve_stop:
            return resolve_stop(index);
        case Next::nothing:
            break;
    }
}

Step& StepFinder::add(Actor actor, std::string_view deed, std::size_t process, std::size_t row) {
    Step step;
    step.actor = actor;
    step.deed = deed;
    step.process = process;
    step.row = row;
    step.next = now_;
    found_.push_back(step);
    return found_.back();
}

Step& StepFinder::add(std::string_view deed, std::size_t process) {
    return add(Actor::machinery, deed, process, now_.processes[process].row);
}

void StepFinder::say(Step& step, State state) {
    step.said = state;
    step.tells_state = true;
}

Step& StepFinder::as_fault(Step& step) {
    step.actor = Actor::fault;
    --step.next.faults_left;
    return step;
}

void StepFinder::forget_what_was_read(Process& process) {
    process.read = State::pending;
    process.projected = State::pending;
    process.base_is_failed = false;
    process.text_of = 0;
    process.is_overtaken = false;
}

void StepFinder::end(Step& step, std::size_t index) const {
    const Process& process = now_.processes[index];
    if (holds_its_lease(index) && process.result == State::failed &&
        step.next.rows[process.row].state != State::failed) {
        step.broken.add(Property::operation_failure_persisted);
    }
    step.next.processes[index] = {};
}

void StepFinder::store(Step& step, std::size_t index, State state, bool reopened) const {
    StoredParent& parent = step.next.parent;
    const bool was_terminal = terminal(parent.state);
    if (was_terminal && !terminal(state)) {
        step.broken.add(reopened ? Property::terminal_is_never_reopened : Property::terminal_stays_terminal);
    }
    if (!was_terminal && terminal(state) && step.next.summaries_owed < summaries_owed_max) {
        ++step.next.summaries_owed;
    }
    if (parent.state != state) {
        overtake_others(step, index);
    }
    parent.state = state;
}

void StepFinder::overtake_others(Step& step, std::size_t index) const {
    for (std::size_t i = 0; i < processes_of(protocol_.operations()); ++i) {
        Process& other = step.next.processes[i];
        const bool has_read =
            other.next == Next::read_rows || other.next == Next::write_parent || other.next == Next::write_locally;
        other.is_overtaken = other.is_overtaken || (i != index && has_read);
    }
}

void StepFinder::note_races(Step& step, const Process& process) const {
    if (process.read != now_.parent.state) {
        step.broken.add(Property::no_lost_update);
    } else if (process.is_overtaken) {
        step.broken.add(Property::no_write_over_an_unseen_one);
    }
}

void StepFinder::summary_is_owed_no_more(Step& step) {
    std::uint8_t& owed = step.next.summaries_owed;
    owed = owed < summaries_owed_max ? static_cast<std::uint8_t>(owed - 1) : owed;
}

void StepFinder::publish(std::size_t index, bool locally) {
    Step& step = add("publishes the terminal summary", index);
    if (now_.summaries_owed == 0) {
        step.broken.add(Property::side_effects_follow_projection);
    } else {
        summary_is_owed_no_more(step);
    }
    if (locally) {
        go_on_after_the_local_write(step, index);
    } else {
        go_on_after_deriving(step, index);
    }
}

void steps_from(const Protocol& protocol, const Situation& situation, std::vector<Step>& steps) {
    StepFinder(protocol, situation, steps).find();
}

}  // namespace rollout::model
