#include "scenario.hpp"

#include <sstream>

#include <rollout/parse.hpp>
#include <rollout/vocabulary/text.hpp>

namespace rollout::model {
namespace {

constexpr char driven = '*';    // its driver waits for its engine
constexpr char deriving = '^';  // its driver has stored its result and will now derive the parent

/// Adds an operation. Returns what is wrong, or nothing.
std::string add_operation(Exploration& exploration, Situation& situation, const Row& row, UnknownStates unknown) {
    Protocol& protocol = exploration.protocol;
    const std::size_t index = protocol.operations();
    if (index == operations_max) {
        return "more than " + std::to_string(operations_max) + " operations";
    }
    StoredRow& stored = situation.rows[index];
    stored.state = parse_state(protocol.edition, row.state);
    stored.has_text = stored.state == State::failed;
    stored.ran = stored.state == State::completed;
    stored.started = protocol.edition >= Edition::finalizers && row.placement.started;
    const bool is_unknown = stored.state == State::unrecognized && row.state != token(State::unrecognized);
    if (is_unknown && unknown == UnknownStates::are_problems) {
        return "'" + std::string(row.state) + "' is no state of " + std::string(name(protocol.edition));
    }
    protocol.policies.push_back(parse_policy(row.on_failure));
    return "";
}

/// Reads `STATE[:POLICY]` and a mark behind it. Returns what is wrong, or nothing.
std::string read_row(Exploration& exploration, Situation& situation, std::string text, UnknownStates unknown) {
    const char mark = text.back() == driven || text.back() == deriving ? text.back() : ' ';
    if (mark != ' ') {
        text.pop_back();
    }
    const std::size_t index = exploration.protocol.operations();
    Row row = row_of(text);
    row.placement.started = parse_state(exploration.protocol.edition, row.state) != State::pending;
    std::string problem = add_operation(exploration, situation, row, unknown);
    if (problem.empty() && mark != ' ') {
        Process& driver = situation.processes[index];
        driver.row = static_cast<std::uint8_t>(index);
        driver.next = mark == driven ? Next::hear_the_engine : Next::read_parent;
        driver.result = mark == deriving ? situation.rows[index].state : State::pending;
    }
    return problem;
}

std::string read_actors(Actors& actors, const std::string& names, bool value) {
    std::istringstream words(names);
    for (std::string word; std::getline(words, word, ',');) {
        if (word == "failures") {
            actors.failures = value;
        } else if (word == "retries") {
            actors.retries = value;
        } else if (word == "waits") {
            actors.waits = value;
        } else if (word == "faults") {
            actors.faults = value ? 1 : 0;
        } else if (word == "stops") {
            actors.stops = value;
        } else if (word == "cancellation") {
            actors.cancellation = value;
        } else {
            return "'" + word + "' is none of failures, retries, waits, faults, stops, cancellation";
        }
    }
    return "";
}

std::string read_setting(Exploration& exploration, Situation& situation, const std::string& key,
                         const std::string& value) {
    Protocol& protocol = exploration.protocol;
    if (key == "parent") {
        situation.parent.state = parse_state(protocol.edition, value);
        return situation.parent.state == State::unrecognized ? "'" + value + "' is no state of the edition" : "";
    }
    if (key == "cutover") {
        const auto cutover = cutover_named(value);
        protocol.cutover = cutover.value_or(Cutover::rolling);
        return cutover ? "" : "'" + value + "' is none of rolling, barrier, parallel";
    }
    if (key == "writes") {
        protocol.drive_writes = value == "direct" ? DriveWrites::direct : DriveWrites::grouped;
        return value == "direct" || value == "grouped" ? "" : "'" + value + "' is neither grouped nor direct";
    }
    if (key == "with" || key == "without") {
        return read_actors(protocol.actors, value, key == "with");
    }
    return "'" + key + "' is none of parent, cutover, writes, with, without";
}

}  // namespace

void ask(Exploration& exploration, Property property) {
    if (const auto goal = goal_of(property)) {
        exploration.goals.emplace_back(property, *goal);
    } else {
        exploration.asked.push_back(property);
    }
}

bool holds_from(Edition edition, const std::string& text, Property property) {
    Exploration exploration = std::get<Exploration>(read_scenario(edition, text));
    ask(exploration, property);
    return explore(exploration).traces.empty();
}

std::variant<Exploration, std::string> read_scenario(Edition edition, const std::string& text, UnknownStates unknown,
                                                     std::span<const Row> rows) {
    Exploration exploration;
    exploration.protocol.edition = edition;
    exploration.protocol.actors.operator_alone = OperatorAlone::at_once;
    Situation situation;
    for (const Row& row : rows) {
        if (std::string problem = add_operation(exploration, situation, row, unknown); !problem.empty()) {
            return problem;
        }
        const Placement& at = row.placement;
        exploration.protocol.placements.push_back(
            {std::string(at.deployment), std::string(at.key), at.kind, at.step, std::string(at.target)});
    }
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const std::size_t equals = word.find('=');
        std::string problem;
        if (word == "stop") {
            situation.stop_is_pending = true;
        } else if (word == "released") {
            situation.released = true;
        } else if (equals == std::string::npos && !rows.empty()) {
            problem = "'" + word + "' is a row beside those that are given with their places";
        } else if (equals == std::string::npos) {
            problem = read_row(exploration, situation, word, unknown);
        } else {
            problem = read_setting(exploration, situation, word.substr(0, equals), word.substr(equals + 1));
        }
        if (!problem.empty()) {
            return problem;
        }
    }
    if (exploration.protocol.policies.empty()) {
        return "there is no operation";
    }
    exploration.initial = {situation};
    return exploration;
}

}  // namespace rollout::model
