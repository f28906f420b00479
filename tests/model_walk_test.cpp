// Goal: what the model finds with few operations is so with more. Method: random walks by RapidCheck through protocols
// of several operations, each step held against what is possible at all.

#include <algorithm>
#include <random>

#include <rollout/claim.hpp>

#include "support/arbitrary.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/model.hpp"

namespace rollout::tests {
namespace {

// More operations than can be explored: random walks.

/// Returns the properties that hold of the edition with 3 operations, in every mode.
std::vector<Property> what_holds(Edition edition) {
    using enum Property;
    if (edition == Edition::b1) {
        return {guard_admits_the_hold, terminal_is_never_reopened};
    }
    if (edition == Edition::b2) {
        return {terminal_is_never_reopened};
    }
    std::vector<Property> properties{operation_failure_persisted,
                                     side_effects_follow_projection,
                                     guard_admits_the_hold,
                                     terminal_stays_terminal,
                                     no_lost_update,
                                     completed_operations_ran,
                                     error_text_is_of_a_failure};
    if (edition >= Edition::pause) {
        properties.push_back(no_start_under_a_terminal_parent);
    }
    return properties;
}

/// Returns what a situation has that none can have; an empty text if nothing.
std::string_view what_is_impossible(const Protocol& protocol, const Situation& before, const Situation& now) {
    const std::size_t count = protocol.operations();
    if (now.faults_left > before.faults_left) {
        return "a fault may happen that could not happen before";
    }
    for (std::size_t i = 0; i < now.processes.size(); ++i) {
        const Process& process = now.processes[i];
        if (i >= processes_of(count) ? process != Process() : process.next == Next::nothing && process != Process()) {
            return "where there is no process something is known";
        }
        if (process.row >= count || process.text_of > count) {
            return "a process is about a row that there is not";
        }
        if (i < count && process.next != Next::nothing && process.row != i) {
            return "a driver is not the one of its row";
        }
    }
    for (std::size_t i = count; i < now.rows.size(); ++i) {
        if (now.rows[i] != StoredRow()) {
            return "a row was written that there is not";
        }
    }
    if (now.parent.text_of > count) {
        return "the parent shows the text of a row that there is not";
    }
    return situation_of(bytes(now, count), count) == now ? "" : "its bytes do not hold it";
}

/// Returns whether nothing can happen: nobody is at work, no row can be claimed, and the operator would not begin.
bool nothing_can_happen(const Protocol& protocol, const Situation& situation) {
    const bool nobody = std::all_of(situation.processes.begin(), situation.processes.end(),
                                    [](const Process& process) { return process.next == Next::nothing; });
    std::vector<PlacedOperation> rows;
    for (std::size_t i = 0; i < protocol.operations(); ++i) {
        rows.push_back({{situation.rows[i].state, protocol.policies[i]}, {}});
    }
    bool claimed = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ClaimInput input{.cutover = protocol.cutover,
                               .latch = situation.released ? Latch::released : Latch::unreleased,
                               .parent = situation.parent.state,
                               .stop_is_pending = situation.stop_is_pending,
                               .lease_is_stale = true};
        claimed = claimed || claim(protocol.edition, rows, i, input) != Claim::none ||
                  may_cut_over(protocol.edition, rows, i, input);
    }
    return nobody && !claimed && !situation.stop_is_pending &&
           projection(protocol, situation) == situation.parent.state;
}

Protocol arbitrary_protocol() {
    const std::size_t operations = *rc::gen::inRange<std::size_t>(4, operations_max + 1);
    return {.edition = *rc::gen::arbitrary<Edition>(),
            .policies = *rc::gen::container<std::vector<Policy>>(operations, rc::gen::arbitrary<Policy>()),
            .cutover = *rc::value_of<Cutover>(cutovers.size()),
            .drive_writes = *rc::value_of<DriveWrites>(2),
            .actors = {.failures = *rc::gen::weightedElement<bool>({{1, false}, {4, true}}),
                       .retries = *rc::gen::arbitrary<bool>(),
                       .waits = *rc::gen::arbitrary<bool>(),
                       .faults = *rc::gen::inRange<std::uint8_t>(0, 3),
                       .stops = *rc::gen::arbitrary<bool>(),
                       .cancellation = *rc::gen::arbitrary<bool>(),
                       .operator_alone = *rc::value_of<OperatorAlone>(2)}};
}

const std::size_t walk_steps_max = whole_bounds() ? 400 : 150;
const int walks_per_protocol = whole_bounds() ? 10 : 1;

/// Walks at random and fails where something is broken. A human or a fault takes one of eight steps where there are
/// others, lest every walk ends at once.
void walk(const Protocol& protocol, std::mt19937& random) {
    const std::vector<Property> expected = what_holds(protocol.edition);
    Situation now;
    now.faults_left = protocol.actors.faults;
    std::vector<Step> steps;
    std::vector<Step> walked;
    const auto problem = [&](std::string_view what) {
        RC_FAIL(std::string(name(protocol.edition)) + ", " + told(protocol) + ": " + std::string(what) +
                joined(sentences(protocol, walked)) + "\n  " + told(protocol, now));
    };
    const auto look_for_broken = [&](const Properties& broken) {
        for (const Property property : expected) {
            if (broken.contains(property)) {
                problem(facts(property).name);
            }
        }
    };
    while (walked.size() < walk_steps_max) {
        steps_from(protocol, now, steps);
        look_for_broken(broken_if_quiet(protocol, now, steps));
        if (steps.empty()) {
            if (!nothing_can_happen(protocol, now)) {
                problem("no step is found, though something could happen");
            }
            break;
        }
        for (const Step& step : steps) {
            if (!step.broken.empty()) {
                walked.push_back(step);
                look_for_broken(step.broken);
                walked.pop_back();
            }
        }
        // The operator alone may reconcile a stop again and again: walked is what changes something.
        std::erase_if(steps, [&](const Step& step) { return step.next == now; });
        if (steps.empty()) {
            break;
        }
        const auto others = std::stable_partition(steps.begin(), steps.end(), may_be_counted_on);
        const auto counted_on = static_cast<std::size_t>(others - steps.begin());
        const bool is_ordinary = counted_on == steps.size() || (counted_on > 0 && random() % 8 != 0);
        const std::size_t first = is_ordinary ? 0 : counted_on;
        const std::size_t last = is_ordinary ? counted_on : steps.size();
        walked.push_back(steps[first + random() % (last - first)]);
        const std::string_view impossible = what_is_impossible(protocol, now, walked.back().next);
        now = walked.back().next;
        if (!impossible.empty()) {
            problem(impossible);
        }
    }
}

RC_GTEST_PROP(Walks, BreakNothingThatHoldsWithThreeOperations, ()) {
    const Protocol protocol = arbitrary_protocol();
    std::mt19937 random(*rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<unsigned>()));
    for (int i = 0; i < walks_per_protocol; ++i) {
        walk(protocol, random);
    }
}

}  // namespace
}  // namespace rollout::tests
