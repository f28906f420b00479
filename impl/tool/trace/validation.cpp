#include "validation.hpp"

#include <fmt/format.h>

#include <rollout/predicates.hpp>
#include <rollout/reference/projection.hpp>

#include "decision.hpp"
#include "scenario.hpp"

namespace rollout::trace {
namespace {

std::vector<Operation> rows_of(const model::Protocol& protocol, const model::Situation& situation) {
    std::vector<Operation> rows;
    for (std::size_t i = 0; i < protocol.operations(); ++i) {
        rows.push_back({situation.rows[i].state, protocol.policies[i]});
    }
    return rows;
}

/// Returns the question that a claimer asks of an operation.
oracle::Question claim_of(const model::Protocol& protocol, const model::Situation& situation, std::size_t operation) {
    oracle::Question question;
    question.decision = oracle::Decision::claim;
    for (const Operation& row : rows_of(protocol, situation)) {
        question.rows.push_back({.state = std::string(token(row.state)),
                                 .on_failure = oracle::policy_word(word(row.on_failure)),
                                 .deployment = "d" + std::to_string(question.rows.size())});
    }
    question.index = operation;
    question.cutover = word(protocol.cutover);
    question.claim.parent = situation.parent.state;
    question.claim.latch = situation.released ? Latch::released : Latch::unreleased;
    question.claim.stop_is_pending = situation.stop_is_pending;
    question.claim.lease_is_stale = true;
    return question;
}

/// Returns what is in the way of the event in that situation.
std::string why(const model::Protocol& protocol, const model::Situation& situation, const Event& event) {
    const Edition edition = protocol.edition;
    const std::size_t row = event.operation == 0 ? 0 : event.operation - 1U;
    if (event.operation > protocol.operations()) {
        return fmt::format("there are {} operations", protocol.operations());
    }
    if (event.kind == Kind::claim || event.kind == Kind::cutover) {
        oracle::Question question = claim_of(protocol, situation, row);
        return fmt::format("operation {} is {}: {} decides its claim", event.operation,
                           token(situation.rows[row].state), reference::id(oracle::deciding_clause(edition, question)));
    }
    if (event.kind == Kind::parent || event.kind == Kind::refused) {
        const std::vector<Operation> rows = rows_of(protocol, situation);
        const reference::Decision decision = reference::decide(
            edition, std::span<const Operation>(rows), situation.released ? Latch::released : Latch::unreleased);
        std::string text =
            fmt::format("the rows project to {} by {}", token(decision.state), reference::id(decision.clause));
        if (terminal(situation.parent.state) && decision.state == event.state) {
            oracle::Question question;
            question.writer.guard = {
                .stored = situation.parent.state, .projected = decision.state, .base = decision.state};
            text += fmt::format("; the stored parent is {}: {}", token(situation.parent.state),
                                reference::id(oracle::deciding_clause(edition, question)));
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
                found.why = why(follower.protocol(), situation, logged.event);
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
    const auto [followers, is_new] = followers_.try_emplace(apply.situation);
    if (is_new) {
        const auto read = model::read_scenario(edition_, apply.situation, model::UnknownStates::are_unrecognized);
        if (const auto* problem = std::get_if<std::string>(&read)) {
            followers_.erase(followers);
            return {.outcome = Validation::Outcome::refused, .line = apply.line, .event = "begin", .why = *problem};
        }
        model::Exploration exploration = std::get<model::Exploration>(read);
        exploration.protocol.actors = {.faults = gaps_.faults,
                                       .stops = true,
                                       .cancellation = true,
                                       .operator_alone = model::OperatorAlone::step_by_step};
        const bool is_open = edition_ < Edition::b3 && apply.situation.find("writes=") == std::string::npos;
        for (const model::DriveWrites writes : {model::DriveWrites::grouped, model::DriveWrites::direct}) {
            if (is_open || exploration.protocol.drive_writes == writes) {
                model::Protocol protocol = exploration.protocol;
                protocol.drive_writes = writes;
                followers->second.emplace_back(std::move(protocol), exploration.initial.front(), gaps_);
            }
        }
    }
    // The way to write that explains most.
    Validation best;
    bool is_first = true;
    for (Follower& follower : followers->second) {
        Validation found = follow(follower, apply);
        const bool is_better = found.outcome == Validation::Outcome::explained || found.events > best.events;
        if (is_first || is_better) {
            best = std::move(found);
        }
        is_first = false;
        if (best.outcome == Validation::Outcome::explained) {
            break;
        }
    }
    return best;
}

}  // namespace rollout::trace
