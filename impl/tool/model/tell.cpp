// Steps and situations in words.
#include <rollout/vocabulary/text.hpp>

#include "steps.hpp"

namespace rollout::model {

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
    return "parent " + std::string(token(situation.parent.state)) + " over " + text_of(rows);
}

}  // namespace rollout::model
