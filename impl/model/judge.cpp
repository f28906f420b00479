#include "judge.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include <rollout/claim.hpp>
#include <rollout/project.hpp>
#include <rollout/vocabulary/text.hpp>

namespace rollout::model {
namespace {

bool are_of_one_class(Edition edition, Policy one, Policy other) {
    const auto answers_alike = [&](Latch latch, State failed_or_not) {
        const auto row = [&](Policy policy) { return PlacedOperation{{failed_or_not, policy}, {}}; };
        const auto candidate = [](Policy policy) {
            return std::array{PlacedOperation{{State::failed}, {}}, PlacedOperation{{State::pending, policy}, {}}};
        };
        const auto may_start = [&](Policy policy) {
            const auto rows = candidate(policy);
            return claim(edition, rows, 1, {.latch = latch}) == Claim::start;
        };
        return letter(edition, row(one).operation, latch) == letter(edition, row(other).operation, latch) &&
               may_start(one) == may_start(other);
    };
    return answers_alike(Latch::unreleased, State::failed) && answers_alike(Latch::released, State::failed);
}

/// Returns every list of that many of `words`; if `uniform`, only those of one word.
std::vector<std::vector<Policy>> assignments(const std::vector<Policy>& words, std::size_t count, bool uniform) {
    std::vector<std::vector<Policy>> made;
    if (uniform) {
        for (const Policy word : words) {
            made.emplace_back(count, word);
        }
        return made;
    }
    made.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<std::vector<Policy>> longer;
        for (const std::vector<Policy>& list : made) {
            for (const Policy word : words) {
                longer.push_back(list);
                longer.back().push_back(word);
            }
        }
        made = std::move(longer);
    }
    return made;
}

bool is_uniform(const std::vector<Policy>& policies) {
    return std::adjacent_find(policies.begin(), policies.end(), std::not_equal_to<>()) == policies.end();
}

/// How far a mode goes.
struct Reach {
    std::size_t operations_max;  // in all
    std::size_t mixed_max;       // with mixed policies
    std::size_t stepwise_max;    // with the operator alone going step by step
};

Reach reach(Mode mode) {
    switch (mode) {
        case Mode::nothing_fails:
            return {operations_max, 0, 2};
        case Mode::failures:
            return {operations_max, operations_max, 2};
        case Mode::faults:
            return {operations_max, 1, 0};
        case Mode::stops:
            return {operations_max, 2, 1};
        case Mode::stops_and_faults:
            break;
    }
    return {1, 1, 0};
}

Actors actors(Mode mode, std::size_t operations) {
    return {.failures = mode != Mode::nothing_fails,
            .faults = mode == Mode::faults || mode == Mode::stops_and_faults ? std::uint8_t{1} : std::uint8_t{0},
            .stops = mode == Mode::stops || mode == Mode::stops_and_faults,
            .operator_alone = operations <= reach(mode).stepwise_max ? OperatorAlone::step_by_step
                                                                     : OperatorAlone::at_once};
}

std::vector<std::pair<Property, Goal>> goals(Mode mode, const std::vector<Policy>& policies) {
    switch (mode) {
        case Mode::nothing_fails:
            return {{Property::nothing_failing_completes, Goal::everything_completed}};
        case Mode::failures:
        case Mode::faults:
            return {{is_uniform(policies) ? Property::no_wedge_under_one_policy
                                          : Property::no_wedge_under_mixed_policies,
                     Goal::parent_is_terminal}};
        case Mode::stops:
            return {{Property::stop_is_resolved, Goal::no_stop_is_pending}};
        case Mode::stops_and_faults:
            break;
    }
    return {{Property::stop_survives_a_crash, Goal::no_stop_is_pending}};
}

bool has_a_goal(Property property) { return property >= Property::no_wedge_under_one_policy; }

std::vector<Cutover> cutovers_of(Edition edition) {
    std::vector<Cutover> made{Cutover::rolling, Cutover::barrier};
    if (edition >= Edition::pause) {
        made.push_back(Cutover::parallel);
    }
    return made;
}

std::vector<DriveWrites> drive_writes_of(Edition edition) {
    return edition < Edition::b3 ? std::vector{DriveWrites::grouped, DriveWrites::direct}
                                 : std::vector{DriveWrites::grouped};
}

void add_mode(std::vector<Question>& questions, Edition edition, std::size_t count, Mode mode,
              const std::vector<Property>& asked) {
    // Alone, every word; beside others, one of each class.
    const std::vector<Policy> words = count == 1 ? std::vector{Policy::halt, Policy::continue_, Policy::pause, Policy::unknown}
                                                 : policy_classes(edition);
    for (const std::vector<Policy>& policies : assignments(words, count, count > reach(mode).mixed_max)) {
        Question question;
        question.goals = goals(mode, policies);
        std::erase_if(question.goals, [&](const auto& goal) {
            return std::find(asked.begin(), asked.end(), goal.first) == asked.end();
        });
        for (const Property property : asked) {
            if (!has_a_goal(property)) {
                question.asked.push_back(property);
            }
        }
        if (question.goals.empty() && question.asked.empty()) {
            continue;
        }
        for (const Cutover cutover : cutovers_of(edition)) {
            for (const DriveWrites writes : drive_writes_of(edition)) {
                question.protocol = {.edition = edition,
                                     .policies = policies,
                                     .cutover = cutover,
                                     .drive_writes = writes,
                                     .actors = actors(mode, count)};
                questions.push_back(question);
            }
        }
    }
}

unsigned jobs_of(const JudgeOptions& options) {
    return options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

/// Puts into the judgement what one exploration found: a shorter trace takes the place of a longer one.
void take(Judgement& judgement, const Question& question, Answer answer) {
    judgement.situations += answer.situations;
    judgement.steps += answer.steps;
    for (Trace& trace : answer.traces) {
        const auto finding = std::find_if(judgement.findings.begin(), judgement.findings.end(),
                                          [&](const Finding& each) { return each.property == trace.property; });
        if (!finding->trace || trace.steps.size() < finding->trace->steps.size()) {
            finding->trace = std::move(trace);
            finding->protocol = question.protocol;
        }
    }
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

std::vector<Question> plan(Edition edition, std::size_t operations, const std::vector<Property>& asked) {
    std::vector<Question> questions;
    for (std::size_t count = 1; count <= operations; ++count) {
        for (const ModeFacts& mode : modes) {
            if (count <= reach(mode.mode).operations_max) {
                add_mode(questions, edition, count, mode.mode, asked);
            }
        }
    }
    return questions;
}

bool Judgement::every_property_holds() const {
    return std::none_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.trace; });
}

Judgement judge(const JudgeOptions& options) {
    Judgement judgement{.edition = options.edition, .operations = options.operations, .findings = {}};
    std::vector<Property> asked = options.asked;
    for (const PropertyFacts& facts : properties) {
        if (options.asked.empty()) {
            asked.push_back(facts.property);
        }
    }
    for (const Property property : asked) {
        judgement.findings.push_back({.property = property});
    }
    std::vector<Question> questions = plan(options.edition, options.operations, asked);
    judgement.explorations = questions.size();
    std::vector<Answer> answers(questions.size());
    std::mutex mutex;
    std::size_t begun = 0;
    std::size_t done = 0;
    std::size_t situations = 0;
    std::exception_ptr failure;
    // The largest ones are the last ones: begun first, they leave no core idle at the end.
    const auto work = [&] {
        for (;;) {
            std::unique_lock lock(mutex);
            if (begun == questions.size() || failure) {
                return;
            }
            const std::size_t mine = questions.size() - ++begun;
            lock.unlock();
            Question& question = questions[mine];
            question.memory_bytes_max = options.memory_bytes_max / jobs_of(options);
            question.progress = [&](std::size_t more) {
                const std::lock_guard guard(mutex);
                options.progress(situations += more, done, questions.size());
            };
            try {
                answers[mine] = explore(question);
            } catch (...) {
                lock.lock();
                failure = std::current_exception();
                return;
            }
            lock.lock();
            options.progress(situations, ++done, questions.size());
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
    for (std::size_t i = 0; i < questions.size(); ++i) {
        take(judgement, questions[i], std::move(answers[i]));
    }
    return judgement;
}

std::string told(const Protocol& protocol) {
    std::string text = std::to_string(protocol.operations()) + (protocol.operations() == 1 ? " operation" : " operations");
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

std::vector<std::string> told(const Finding& finding) {
    std::vector<std::string> lines;
    const Trace& trace = *finding.trace;
    lines.push_back(told(finding.protocol, trace.initial));
    for (const Step& step : trace.steps) {
        lines.push_back(told(finding.protocol, step));
    }
    const Situation& last = trace.steps.empty() ? trace.initial : trace.steps.back().next;
    lines.push_back(told(finding.protocol, last) + (trace.end.empty() ? "" : ": " + trace.end));
    return lines;
}

}  // namespace rollout::model
