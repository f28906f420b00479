// Steps that every actor needs: how one is added, what ends it, and what storing a state in the parent breaks.
#include "step_finder.hpp"

#include <rollout/guard.hpp>
#include <rollout/vocabulary/text.hpp>

#include "rows.hpp"
#include "steps.hpp"

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

Process& StepFinder::add_reading(std::string_view deed, std::size_t process, Next next) {
    Step& step = add(deed, process);
    say(step, now_.parent.state);
    Process& reader = step.next.processes[process];
    reader.read = now_.parent.state;
    reader.next = next;
    return reader;
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

State projection(const Protocol& protocol, const Situation& situation) {
    return Rows(protocol, situation).projection();
}

ClaimInput claim_input(const Protocol& protocol, const Situation& situation) {
    return {.cutover = protocol.cutover,
            .latch = situation.released ? Latch::released : Latch::unreleased,
            .parent = situation.parent.state,
            .stop_is_pending = situation.stop_is_pending,
            .lease_is_stale = true};
}

Properties broken_if_quiet(const Protocol& protocol, const Situation& situation, const std::vector<Step>& steps) {
    Properties broken;
    for (const Process& process : situation.processes) {
        if (process.next != Next::nothing) {
            return broken;
        }
    }
    const std::size_t alone = operator_alone(protocol.operations());
    for (const Step& step : steps) {
        if (step.actor == Actor::machinery && step.process != alone) {
            return broken;  // a row can be claimed
        }
    }
    const Rows rows(protocol, situation);
    const State projected = rows.projection();
    const Verdict verdict = guard(protocol.edition, {.stored = situation.parent.state,
                                                     .projected = projected,
                                                     .base = rows.base(),
                                                     .reopen_authorized = situation.stop_is_pending});
    if (verdict == Verdict::write) {
        return broken;  // the operator has not come by yet
    }
    if (situation.parent.state != projected) {
        broken.add(Property::quiet_parent_is_the_projection);
    }
    if (situation.parent.state == State::failed) {
        const std::uint8_t text_of = situation.parent.text_of;
        bool some_text = false;
        for (const StoredRow& row : situation.rows) {
            some_text = some_text || (row.state == State::failed && row.has_text);
        }
        if (some_text && (text_of == 0 || situation.rows[text_of - 1].state != State::failed)) {
            broken.add(Property::error_text_is_of_a_failure);
        }
    }
    return broken;
}

std::string told(const Protocol& protocol, const Step& step) {
    std::string who;
    const std::string operation = "operation " + std::to_string(step.row + 1);
    const std::size_t count = protocol.operations();
    const bool is_of_a_row = step.deed.starts_with("is claimed");
    if (step.actor == Actor::human) {
        who = "a human";
    } else if (is_of_a_row) {
        who = operation;
    } else if (step.process == operator_alone(count)) {
        who = "the operator alone";
    } else if (step.process == superseded(count)) {
        who = "the former driver of " + operation;
    } else {
        who = "the driver of " + operation;
    }
    std::string sentence = who + " " + std::string(step.deed);
    if (step.actor == Actor::human && step.deed.starts_with("cancels")) {
        sentence += " " + std::to_string(step.row + 1);
    }
    return step.tells_state ? sentence + ": " + std::string(token(step.said)) : sentence;
}

std::string told(const Protocol& protocol, const Situation& situation) {
    std::vector<Operation> rows;
    for (std::size_t i = 0; i < protocol.operations(); ++i) {
        rows.push_back({situation.rows[i].state, protocol.policies[i]});
    }
    return "parent " + std::string(token(situation.parent.state)) + " over " + text_of(rows) +
           (situation.stop_is_pending ? ", a stop pending" : "") + (situation.released ? ", released" : "");
}

}  // namespace rollout::model
