#include "validation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <rollout/parse.hpp>
#include <rollout/predicates.hpp>
#include <rollout/reference/claim.hpp>
#include <rollout/reference/guard.hpp>
#include <rollout/reference/projection.hpp>

#include "rows.hpp"
#include "scenario.hpp"

namespace rollout::trace {
namespace {

/// Returns what is in the way of the event in that situation.
std::string why(const model::Protocol& protocol, const model::Situation& situation, const Event& event) {
    const Edition edition = protocol.edition;
    const std::size_t row = event.operation - 1U;  // not looked at where the event is of no operation
    if (event.operation > protocol.operations()) {
        return fmt::format("there are {} operations", protocol.operations());
    }
    const model::Rows rows(protocol, situation);
    if (event.kind == Kind::claim || event.kind == Kind::cutover) {
        const ClaimInput input = model::claim_input(protocol, situation);
        const std::string stands = fmt::format("operation {} is {}", event.operation, token(situation.rows[row].state));
        if (situation.processes[row].next != model::Next::nothing) {
            return stands + ", and its driver is at work";
        }
        if (event.kind == Kind::cutover) {
            return fmt::format("{}: {} decides its cutover", stands,
                               edition < Edition::steps ? "CLAIM-13" : "CLAIM-17");
        }
        return fmt::format("{}: {} decides its claim", stands,
                           reference::id(reference::claim_decision(edition, rows.all(), row, input).clause));
    }
    if (event.kind == Kind::parent || event.kind == Kind::refused) {
        const reference::Decision decision = reference::decide(edition, rows.all(), rows.latch());
        std::string text =
            fmt::format("the rows project to {} by {}", token(decision.state), reference::id(decision.clause));
        if (decision.state == event.state) {
            const auto guarded =
                reference::guard_decision(edition, {situation.parent.state, decision.state, rows.base()});
            text += fmt::format("; the stored parent is {}: {}", token(situation.parent.state),
                                reference::id(guarded.clause));
        }
        return text;
    }
    if (event.kind == Kind::report || event.kind == Kind::row || event.kind == Kind::crash) {
        if (event.kind == Kind::row && !protocol.is_atomic()) {
            return fmt::format("in this edition a row takes the parent's state, and that is {}",
                               token(situation.parent.state));
        }
        const model::Process& driver = situation.processes[row];
        return driver.next == model::Next::nothing
                   ? fmt::format("operation {} has no driver, and its row is {}", event.operation,
                                 token(situation.rows[row].state))
                   : fmt::format("the driver of operation {} {}", event.operation,
                                 driver.next == model::Next::hear_the_engine ? "waits for its engine"
                                 : driver.result == State::pending
                                     ? "has heard nothing from its engine"
                                     : fmt::format("has heard {} from its engine", token(driver.result)));
    }
    return fmt::format("the stored parent is {}", token(situation.parent.state));
}

std::variant<model::Exploration, std::string> begin_of(Edition edition, const Apply& apply) {
    std::vector<Row> rows = oracle::rows_of(apply.operations);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].placement.started =
            apply.operations[i].started.value_or(parse_state(edition, rows[i].state) != State::pending);
    }
    return model::read_scenario(edition, apply.situation, model::UnknownStates::are_unrecognized, rows);
}

/// Returns with which stamp and text the parent is stored in that state.
std::string stamps(const model::StoredParent& parent) {
    const Event stored{
        .kind = Kind::parent, .state = parent.state, .completed_at = stamp_of(parent), .error_of = parent.text_of};
    return "it is stored as " + told(stored);
}

}  // namespace

Validation Validator::follow(Follower& follower, const Apply& apply) const {
    Validation found;
    Follower::Number at = follower.begin();
    try {
        for (const LoggedEvent& logged : apply.events) {
            const auto next = follower.follow(at, logged.event);
            if (!next) {
                const model::Situation situation = follower.example(at);
                found.outcome = Validation::Outcome::refused;
                found.line = logged.line;
                found.event = told(logged.event);
                found.situation = model::told(follower.protocol(), situation);
                found.situations = follower.size(at);
                const Event state_alone{logged.event.kind, logged.event.operation, logged.event.state};
                const auto stored = follower.follow(at, state_alone);
                found.why = stored ? stamps(follower.example(*stored).parent)
                                   : why(follower.protocol(), situation, logged.event);
                break;
            }
            at = *next;
            ++found.events;
        }
    } catch (const TooManySituations& too_many) {
        found.outcome = Validation::Outcome::undecided;
        found.line = apply.events[found.events].line;
        found.event = told(apply.events[found.events].event);
        found.why = too_many.what();
    }
    found.broken = follower.broken(at);
    return found;
}

Validation Validator::validate(const Apply& apply) {
    const auto [followers, is_new] =
        followers_.try_emplace(apply.situation + json_of(apply.operations, oracle::Members::written));
    if (is_new) {
        const auto read = begin_of(edition_, apply);
        if (const auto* problem = std::get_if<std::string>(&read)) {
            followers_.erase(followers);
            return {.outcome = Validation::Outcome::refused, .line = apply.line, .event = "begin", .why = *problem};
        }
        model::Exploration exploration = std::get<model::Exploration>(read);
        exploration.protocol.actors = {.faults = gaps_.faults,
                                       .stops = true,
                                       .cancellation = true,
                                       .operator_alone = model::OperatorAlone::step_by_step};
        const bool is_open = !exploration.protocol.is_atomic() && apply.situation.find("writes=") == std::string::npos;
        for (const model::DriveWrites writes : {model::DriveWrites::grouped, model::DriveWrites::direct}) {
            if (is_open || exploration.protocol.drive_writes == writes) {
                model::Protocol protocol = exploration.protocol;
                protocol.drive_writes = writes;
                followers->second.emplace_back(std::move(protocol), exploration.initial.front(), gaps_,
                                               situations_max_);
            }
        }
    }
    std::vector<Validation> found;
    for (Follower& follower : followers->second) {
        found.push_back(follow(follower, apply));
    }
    // Of two ways to write the one that explains most; none is refused that is open in the other. Every run breaks what
    // is broken in both.
    const auto rank = [](const Validation& each) {
        return std::pair(each.outcome != Validation::Outcome::refused, each.events);
    };
    Validation best = *std::ranges::max_element(found, {}, rank);
    for (const Validation& each : found) {
        if (each.outcome != Validation::Outcome::refused) {
            best.broken.keep(each.broken);
        }
    }
    return best;
}

}  // namespace rollout::trace
