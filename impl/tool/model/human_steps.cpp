// What people do: request a stop, start again, release a pause, cancel an operation.
#include "step_finder.hpp"

namespace rollout::model {

void StepFinder::humans() {
    const std::size_t count = protocol_.operations();
    if (protocol_.actors.stops && !now_.stop_is_pending && !terminal(now_.parent.state)) {
        add(Actor::human, "requests a stop", 0, 0).next.stop_is_pending = true;
    }
    if (protocol_.actors.stops && now_.parent.state == State::stopped) {
        start();
    }
    if (protocol_.edition >= Edition::pause && !now_.released) {
        for (const Policy policy : protocol_.policies) {
            if (policy == Policy::pause) {
                add(Actor::human, "releases the pause", 0, 0).next.released = true;
                break;
            }
        }
    }
    for (std::size_t i = 0; protocol_.actors.cancellation && i < count; ++i) {
        const State state = now_.rows[i].state;
        if (state == State::pending || state == State::stopped) {
            add(Actor::human, "cancels operation", 0, i).next.rows[i].state = State::cancelled;
        }
    }
}

void StepFinder::start() {
    Step& step = add(Actor::human, "starts the apply again: stopped rows and the parent become pending", 0, 0);
    for (StoredRow& row : std::span(step.next.rows).first(protocol_.operations())) {
        row.state = row.state == State::stopped ? State::pending : row.state;
    }
    overtake_others(step, processes_of(protocol_.operations()));
    step.next.parent.state = State::pending;
    step.next.parent.completed_at = false;
    step.next.stop_is_pending = false;
}

}  // namespace rollout::model
