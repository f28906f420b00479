#include "judgement.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include <rollout/claim.hpp>
#include <rollout/project.hpp>
#include <rollout/vocabulary/text.hpp>

#include "scenario.hpp"

namespace rollout::model {
namespace {

bool are_of_one_class(Edition edition, Policy one, Policy other) {
    const auto passes_a_failure = [&](Policy policy, Latch latch) {
        const std::array rows{PlacedOperation{{State::failed}, {}}, PlacedOperation{{State::pending, policy}, {}}};
        return claim(edition, rows, 1, {.latch = latch}) == Claim::start;
    };
    return std::all_of(latches.begin(), latches.end(), [&](Latch latch) {
        const auto letter_of = [&](Policy policy) { return letter(edition, Operation{State::failed, policy}, latch); };
        return letter_of(one) == letter_of(other) && passes_a_failure(one, latch) == passes_a_failure(other, latch);
    });
}

/// Returns every list of that many of `words`; if `uniform`, only those of one word.
std::vector<std::vector<Policy>> assignments(const std::vector<Policy>& words, std::size_t count, bool uniform) {
    std::vector<std::vector<Policy>> policy_lists;
    if (uniform) {
        for (const Policy word : words) {
            policy_lists.emplace_back(count, word);
        }
        return policy_lists;
    }
    policy_lists.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<std::vector<Policy>> longer;
        for (const std::vector<Policy>& list : policy_lists) {
            for (const Policy word : words) {
                longer.push_back(list);
                longer.back().push_back(word);
            }
        }
        policy_lists = std::move(longer);
    }
    return policy_lists;
}

bool is_uniform(const std::vector<Policy>& policies) {
    return std::adjacent_find(policies.begin(), policies.end(), std::not_equal_to<>()) == policies.end();
}

/// How far a mode goes.
struct Reach {
    std::size_t operations_max;  // in all
    std::size_t mixed_max;       // with mixed policies
    std::size_t stepwise_max;    // with the operator alone going step by step
    std::size_t parallel_max;    // under the cutover policy parallel
};

Reach reach(Mode mode, Edition edition) {
    switch (mode) {
        case Mode::nothing_fails:
            return {operations_max, 1, 2, 2};
        case Mode::failures:
            return {operations_max, edition < Edition::pause ? std::size_t{3} : std::size_t{2}, 2, 2};
        case Mode::faults:
            return {2, 1, 0, 1};
        case Mode::stops:
            return {edition < Edition::pause ? operations_max : std::size_t{2}, 2, 1, 2};
        case Mode::stops_and_faults:
            break;
    }
    return {1, 1, 0, 1};
}

/// Under cutover policy parallel, and where policies are mixed, all is larger.
bool goes_step_by_step(const Reach& reach, const std::vector<Policy>& policies, Cutover cutover) {
    return policies.size() <= reach.stepwise_max && is_uniform(policies) && cutover != Cutover::parallel;
}

Actors actors(Mode mode, bool step_by_step) {
    const bool has_faults = mode == Mode::faults || mode == Mode::stops_and_faults;
    return {.failures = mode != Mode::nothing_fails,
            .waits = mode != Mode::stops,
            .faults = static_cast<std::uint8_t>(has_faults ? 1 : 0),
            .stops = mode == Mode::stops || mode == Mode::stops_and_faults,
            .operator_alone = step_by_step ? OperatorAlone::step_by_step : OperatorAlone::at_once};
}

/// Returns whether the mode is made for a property that is a goal.
bool aims_at(Mode mode, const std::vector<Policy>& policies, Property property) {
    const bool fails = mode == Mode::failures || mode == Mode::faults;
    return (property == Property::nothing_failing_completes && mode == Mode::nothing_fails) ||
           (property == Property::no_wedge_under_one_policy && fails && is_uniform(policies)) ||
           (property == Property::no_wedge_under_mixed_policies && fails && !is_uniform(policies)) ||
           (property == Property::stop_is_resolved && mode == Mode::stops) ||
           (property == Property::stop_reaches_undriven_rows && mode == Mode::stops_and_faults);
}

/// Where policies are mixed, a failure that is hard to one row is not to another.
bool can_be_asked(Mode mode, const std::vector<Policy>& policies, Property property) {
    return goal_of(property) ? aims_at(mode, policies, property)
                             : property != Property::no_start_beside_a_hard_failure || is_uniform(policies);
}

std::vector<Cutover> cutovers_of(Edition edition) {
    std::vector<Cutover> cutovers{Cutover::rolling, Cutover::barrier};
    if (edition >= Edition::pause) {
        cutovers.push_back(Cutover::parallel);
    }
    return cutovers;
}

std::vector<DriveWrites> drive_writes_of(Edition edition) {
    return edition < Edition::b3 ? std::vector{DriveWrites::grouped, DriveWrites::direct}
                                 : std::vector{DriveWrites::grouped};
}

void add_mode(std::vector<Planned>& planned, Edition edition, std::size_t count, Mode mode,
              const std::vector<Property>& asked) {
    // Alone, every word; beside others, one of each class.
    const std::vector<Policy> words = count == 1
                                          ? std::vector{Policy::halt, Policy::continue_, Policy::pause, Policy::unknown}
                                          : policy_classes(edition);
    const Reach far = reach(mode, edition);
    for (const std::vector<Policy>& policies : assignments(words, count, count > far.mixed_max)) {
        Exploration exploration;
        for (const Property property : asked) {
            if (can_be_asked(mode, policies, property)) {
                ask(exploration, property);
            }
        }
        if (exploration.goals.empty() && exploration.asked.empty()) {
            continue;
        }
        for (const Cutover cutover : cutovers_of(edition)) {
            if (cutover == Cutover::parallel && count > far.parallel_max) {
                continue;
            }
            for (const DriveWrites writes : drive_writes_of(edition)) {
                exploration.protocol = {.edition = edition,
                                        .policies = policies,
                                        .cutover = cutover,
                                        .drive_writes = writes,
                                        .actors = actors(mode, goes_step_by_step(far, policies, cutover))};
                planned.push_back({mode, exploration});
            }
        }
    }
}

unsigned jobs_of(const JudgeOptions& options) {
    return options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

/// Puts into the judgement what one exploration found: of two traces the one of the milder mode stays, then the
/// shorter.
void take(Judgement& judgement, const Planned& planned, Explored answer) {
    judgement.situations += answer.situations;
    judgement.steps += answer.steps;
    for (Trace& trace : answer.traces) {
        const auto outcome = std::find_if(judgement.outcomes.begin(), judgement.outcomes.end(),
                                          [&](const Outcome& each) { return each.property == trace.property; });
        const bool is_milder = planned.mode < outcome->mode;
        if (!outcome->trace || is_milder ||
            (planned.mode == outcome->mode && trace.steps.size() < outcome->trace->steps.size())) {
            outcome->trace = std::move(trace);
            outcome->protocol = planned.exploration.protocol;
            outcome->mode = planned.mode;
        }
    }
}

/// Returns the mildest mode with those actors.
Mode mode_of(const Actors& actors) {
    if (actors.stops) {
        return actors.faults > 0 ? Mode::stops_and_faults : Mode::stops;
    }
    return actors.faults > 0 ? Mode::faults : actors.failures ? Mode::failures : Mode::nothing_fails;
}

/// Returns a judgement that has found nothing yet.
Judgement asking(Edition edition, std::size_t operations, const std::vector<Property>& asked) {
    Judgement judgement{.edition = edition, .operations = operations, .outcomes = {}};
    for (const Property property : asked) {
        judgement.outcomes.push_back({.property = property});
    }
    return judgement;
}

}  // namespace

std::vector<Policy> policy_classes(Edition edition) {
    std::vector<Policy> classes;
    for (const PolicyFacts& facts : policies) {
        if (std::none_of(classes.begin(), classes.end(),
                         [&](Policy other) { return are_of_one_class(edition, facts.policy, other); })) {
            classes.push_back(facts.policy);
        }
    }
    return classes;
}

std::vector<Planned> plan(Edition edition, std::size_t operations, const std::vector<Property>& asked) {
    std::vector<Planned> explorations;
    for (std::size_t count = 1; count <= operations; ++count) {
        for (const ModeFacts& mode : modes) {
            if (count <= reach(mode.mode, edition).operations_max) {
                add_mode(explorations, edition, count, mode.mode, asked);
            }
        }
    }
    return explorations;
}

bool Judgement::every_property_holds() const {
    return std::none_of(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.trace; });
}

Judgement judge(const JudgeOptions& options) {
    std::vector<Property> asked = options.asked;
    for (const PropertyFacts& facts : properties) {
        if (options.asked.empty()) {
            asked.push_back(facts.property);
        }
    }
    Judgement judgement = asking(options.edition, options.operations, asked);
    std::vector<Planned> planned = plan(options.edition, options.operations, asked);
    judgement.explorations = planned.size();
    std::vector<Explored> answers(planned.size());
    std::mutex mutex;
    std::size_t begun = 0;
    std::size_t done = 0;
    std::size_t situations = 0;
    std::exception_ptr failure;
    // The largest ones are the last ones: begun first, they leave no core idle at the end.
    const auto work = [&] {
        for (;;) {
            std::unique_lock lock(mutex);
            if (begun == planned.size() || failure) {
                return;
            }
            const std::size_t mine = planned.size() - ++begun;
            lock.unlock();
            Exploration& exploration = planned[mine].exploration;
            exploration.memory_bytes_max = options.memory_bytes_max / jobs_of(options);
            exploration.progress = [&](std::size_t more) {
                const std::lock_guard guard(mutex);
                options.progress(situations += more, done, planned.size());
            };
            try {
                answers[mine] = explore(exploration);
            } catch (...) {
                lock.lock();
                failure = std::current_exception();
                return;
            }
            lock.lock();
            options.progress(situations, ++done, planned.size());
        }
    };
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < jobs_of(options); ++i) {
        threads.emplace_back(work);
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    for (std::size_t i = 0; i < planned.size(); ++i) {
        take(judgement, planned[i], std::move(answers[i]));
    }
    return judgement;
}

Judgement judge_from(Exploration exploration, const std::vector<Property>& asked) {
    Judgement judgement = asking(exploration.protocol.edition, exploration.protocol.operations(), asked);
    judgement.explorations = 1;
    for (const Property property : asked) {
        ask(exploration, property);
    }
    const Planned planned{mode_of(exploration.protocol.actors), exploration};
    take(judgement, planned, explore(exploration));
    return judgement;
}

std::string told(const Protocol& protocol) {
    std::string text =
        std::to_string(protocol.operations()) + (protocol.operations() == 1 ? " operation" : " operations");
    for (const Policy policy : protocol.policies) {
        text += (policy == protocol.policies.front() && &policy == &protocol.policies.front() ? ", " : " ") +
                std::string(word(policy));
    }
    text += ", " + std::string(word(protocol.cutover));
    if (!protocol.is_atomic()) {
        text += protocol.drive_writes == DriveWrites::direct ? ", direct writes" : ", grouped writes";
    }
    return text;
}

std::vector<std::string> told(const Outcome& outcome) {
    std::vector<std::string> lines;
    const Trace& trace = *outcome.trace;
    lines.push_back(told(outcome.protocol, trace.initial));
    for (const Step& step : trace.steps) {
        lines.push_back(told(outcome.protocol, step));
    }
    const Situation& last = trace.steps.empty() ? trace.initial : trace.steps.back().next;
    lines.push_back(told(outcome.protocol, last) + (trace.end.empty() ? "" : ": " + trace.end));
    if (!trace.goes_on.empty()) {
        lines.emplace_back("it goes on, for instance:");
        for (const Step& step : trace.goes_on) {
            lines.push_back(told(outcome.protocol, step));
        }
        lines.push_back(told(outcome.protocol, trace.goes_on.back().next) +
                        (trace.is_stuck ? ": and nothing more happens" : ": as it was before, and so on"));
    }
    return lines;
}

std::vector<std::string> situations(const Outcome& outcome) {
    const Trace& trace = *outcome.trace;
    std::vector<std::string> stored{told(outcome.protocol, trace.initial)};
    const auto add = [&](const std::vector<Step>& steps) {
        for (const Step& step : steps) {
            stored.push_back(told(outcome.protocol, step.next));
        }
        stored.push_back(stored.back());
    };
    add(trace.steps);
    if (!trace.goes_on.empty()) {
        stored.push_back(stored.back());
        add(trace.goes_on);
    }
    return stored;
}

}  // namespace rollout::model
