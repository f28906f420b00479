// What is asked of a situation in which nothing happens any more.
#include <rollout/guard.hpp>

#include "rows.hpp"
#include "steps.hpp"

namespace rollout::model {

State projection(const Protocol& protocol, const Situation& situation) {
    return Rows(protocol, situation).projection();
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

}  // namespace rollout::model
