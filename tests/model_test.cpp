// Goal: what the model says of the protocol can be believed: its situations are stored without loss, its traces can be
// walked and none is shorter, what it leaves out would have changed nothing, and what it finds with few operations is
// so with more. Method: searches written here once more, plainly; RapidCheck; the program's answers.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <regex>
#include <set>

#include <rollout/predicates.hpp>

#include "judgement.hpp"
#include "scenario.hpp"
#include "support/arbitrary.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/model.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

// Situations as bytes.

/// Calls `visit` with each field that situations of that many operations have, and how many values it can have.
void for_each_field(Situation& situation, std::size_t operations, auto visit) {
    const auto rows = static_cast<unsigned>(operations);
    visit(situation.parent.state, state_count);
    visit(situation.parent.completed_at, 2);
    visit(situation.parent.started_at, 2);
    visit(situation.parent.text_of, rows + 1);
    visit(situation.stop_is_pending, 2);
    visit(situation.released, 2);
    visit(situation.faults_left, 4);
    visit(situation.summaries_owed, 4);
    for (StoredRow& row : std::span(situation.rows).first(operations)) {
        visit(row.state, state_count);
        visit(row.has_text, 2);
        visit(row.ran, 2);
        visit(row.started, 2);
    }
    for (Process& process : std::span(situation.processes).first(processes_of(operations))) {
        visit(process.next, static_cast<unsigned>(Next::resolve_stop) + 1);
        visit(process.row, rows);
        visit(process.result, state_count);
        visit(process.read, state_count);
        visit(process.projected, state_count);
        visit(process.base_is_failed, 2);
        visit(process.text_of, rows + 1);
        visit(process.is_overtaken, 2);
        visit(process.before_the_drive, 2);
        visit(process.copies_the_parent, 2);
        visit(process.reconciles, 2);
    }
}

RC_GTEST_PROP(Situations, SurviveTheirBytes, (unsigned seed)) {
    const std::size_t operations = *rc::gen::inRange<std::size_t>(1, operations_max + 1);
    std::mt19937 random(seed);
    Situation situation;
    for_each_field(situation, operations, [&](auto& field, std::size_t values) {
        field = static_cast<std::remove_reference_t<decltype(field)>>(random() % values);
    });
    RC_ASSERT(situation_of(bytes(situation, operations), operations) == situation);
}

// One field that is lost would be enough for two situations to be taken for one.
RC_GTEST_PROP(Situations, ThatDifferInOneFieldDifferInTheirBytes, (unsigned seed)) {
    const std::size_t operations = *rc::gen::inRange<std::size_t>(1, operations_max + 1);
    std::mt19937 random(seed);
    Situation one;
    std::size_t fields = 0;
    for_each_field(one, operations, [&](auto& field, std::size_t values) {
        field = static_cast<std::remove_reference_t<decltype(field)>>(random() % values);
        ++fields;
    });
    for (std::size_t changed = 0; changed < fields; ++changed) {
        Situation other = one;
        std::size_t at = 0;
        for_each_field(other, operations, [&](auto& field, std::size_t values) {
            if (at++ == changed) {
                const std::size_t next = (static_cast<std::size_t>(field) + 1) % values;
                field = static_cast<std::remove_reference_t<decltype(field)>>(next);
            }
        });
        // With one operation its row's number has one value.
        RC_ASSERT((bytes(other, operations) == bytes(one, operations)) == (other == one));
        RC_ASSERT(other != one || operations == 1);
    }
}

// Judgements.

TEST(Judgements, DoNotDependOnHowManyExplorationsRunAtATime) {
    for (const Edition edition : {Edition::b3, whole_bounds() ? Edition::b2 : Edition::b3}) {
        const std::size_t operations = whole_bounds() && edition == Edition::b3 ? 2 : 1;
        const Judgement one = judged(edition, operations, 1);
        const Judgement other = judged(edition, operations, 2);
        EXPECT_EQ(one.situations, other.situations);
        EXPECT_EQ(one.steps, other.steps);
        EXPECT_EQ(one.explorations, other.explorations);
        ASSERT_EQ(one.outcomes.size(), other.outcomes.size());
        for (std::size_t i = 0; i < one.outcomes.size(); ++i) {
            const Outcome& outcome = one.outcomes[i];
            const Outcome& again = other.outcomes[i];
            ASSERT_EQ(outcome.trace.has_value(), again.trace.has_value()) << facts(outcome.property).name;
            if (outcome.trace) {
                EXPECT_EQ(told(outcome), told(again));
                EXPECT_EQ(told(outcome.protocol), told(again.protocol));
                EXPECT_EQ(outcome.mode, again.mode);
            }
        }
    }
}

// Traces, walked again and searched for again.

std::vector<Step> all_steps(const Protocol& protocol, const Situation& situation) {
    std::vector<Step> steps;
    steps_from(protocol, situation, steps);
    return steps;
}

/// Returns whether the step is one of those that can be taken, and leads where it says.
bool can_be_taken(const Protocol& protocol, const Situation& from, const Step& step) {
    const std::vector<Step> steps = all_steps(protocol, from);
    return std::any_of(steps.begin(), steps.end(), [&](const Step& each) {
        return each.next == step.next && told(protocol, each) == told(protocol, step);
    });
}

bool is_reached(Goal goal, const Protocol& protocol, const Situation& situation) {
    const bool everything_completed =
        std::all_of(situation.rows.begin(), situation.rows.begin() + static_cast<std::ptrdiff_t>(protocol.operations()),
                    [](const StoredRow& row) { return row.state == State::completed && row.ran; });
    return goal == Goal::parent_is_terminal     ? terminal(situation.parent.state)
           : goal == Goal::everything_completed ? everything_completed && situation.parent.state == State::completed
                                                : !situation.stop_is_pending;
}

/// Answers whether a goal can still be reached, by steps that may be counted on.
class Hope {
public:
    Hope(Goal goal, const Protocol& protocol) : goal_(goal), protocol_(protocol) {}

    bool is_left(const Situation& from) {
        std::set<std::string> seen{key(from)};
        std::vector<Situation> open{from};
        while (!open.empty()) {
            const Situation situation = open.back();
            open.pop_back();
            if (is_reached(goal_, protocol_, situation) || known_.contains(key(situation))) {
                known_.insert(key(from));
                return true;
            }
            for (const Step& step : all_steps(protocol_, situation)) {
                if (may_be_counted_on(step) && seen.insert(key(step.next)).second) {
                    open.push_back(step.next);
                }
            }
        }
        return false;
    }

private:
    std::string key(const Situation& situation) const { return bytes(situation, protocol_.operations()); }

    Goal goal_;
    const Protocol& protocol_;
    std::set<std::string> known_;  // it is left in these
};

/// Returns whether the property is broken with fewer than `length` steps.
bool is_broken_sooner(const Outcome& outcome, std::size_t length) {
    const Protocol& protocol = outcome.protocol;
    const Property property = outcome.property;
    const auto goal = goal_of(property);
    Hope hope(goal.value_or(Goal::parent_is_terminal), protocol);
    std::set<std::string> seen;
    std::vector<Situation> now{outcome.trace->initial};
    for (std::size_t taken = 0; taken < length; ++taken) {
        std::vector<Situation> next;
        for (const Situation& situation : now) {
            const std::vector<Step> steps = all_steps(protocol, situation);
            if (goal ? !hope.is_left(situation) : broken_if_quiet(protocol, situation, steps).contains(property)) {
                return true;
            }
            for (const Step& step : steps) {
                if (step.broken.contains(property) && taken + 1 < length) {
                    return true;
                }
                if (seen.insert(bytes(step.next, protocol.operations())).second) {
                    next.push_back(step.next);
                }
            }
        }
        now = std::move(next);
    }
    return false;
}

void expect_real(const Outcome& outcome) {
    const Protocol& protocol = outcome.protocol;
    const Trace& trace = *outcome.trace;
    SCOPED_TRACE(std::string(name(protocol.edition)) + " " + std::string(facts(outcome.property).name) +
                 joined(told(outcome)));
    Situation beginning;
    beginning.faults_left = protocol.actors.faults;
    EXPECT_EQ(trace.initial, beginning);
    Situation at = trace.initial;
    for (const Step& step : trace.steps) {
        ASSERT_TRUE(can_be_taken(protocol, at, step)) << told(protocol, step);
        at = step.next;
    }
    const auto goal = goal_of(outcome.property);
    if (goal) {
        EXPECT_FALSE(Hope(*goal, protocol).is_left(at));
    } else if (trace.end.empty()) {
        ASSERT_FALSE(trace.steps.empty());
        EXPECT_TRUE(trace.steps.back().broken.contains(outcome.property));
    } else {
        EXPECT_TRUE(broken_if_quiet(protocol, at, all_steps(protocol, at)).contains(outcome.property));
    }
    EXPECT_FALSE(is_broken_sooner(outcome, trace.steps.size()));

    std::vector<Situation> been{at};
    for (const Step& step : trace.goes_on) {
        ASSERT_TRUE(can_be_taken(protocol, at, step) && may_be_counted_on(step)) << told(protocol, step);
        at = step.next;
        been.push_back(at);
    }
    if (goal && trace.is_stuck) {
        const std::vector<Step> steps = all_steps(protocol, at);
        EXPECT_TRUE(std::none_of(steps.begin(), steps.end(), may_be_counted_on));
    } else if (goal) {
        EXPECT_NE(std::find(been.begin(), been.end() - 1, at), been.end() - 1) << "it goes on, but not round";
    }
}

TEST(Judgements, TracesAreRealAndNoneIsShorter) {
    for (const Edition edition : {Edition::b2, whole_bounds() ? Edition::b4 : Edition::b3}) {
        std::size_t traces = 0;
        for (const Outcome& outcome : judged(edition, whole_bounds() ? 2 : 1).outcomes) {
            if (outcome.trace) {
                expect_real(outcome);
                ++traces;
            }
        }
        EXPECT_GE(traces, whole_bounds() ? 9U : 4U) << name(edition);
    }
}

// What is found of properties.

TEST(Judgements, TheThreeGapsOfB2AreClosedFromB3On) {
    // Elsewhere the clause test sees them, from the situations of REG-1 to REG-3.
    for (const Outcome& outcome : whole_bounds() ? judged(Edition::b2, 2, 0, gaps).outcomes : std::vector<Outcome>{}) {
        EXPECT_TRUE(outcome.trace) << facts(outcome.property).name;
    }
    const std::vector<Edition> later = whole_bounds()
                                           ? std::vector{Edition::b3,      Edition::b4,         Edition::pause,
                                                         Edition::settled, Edition::finalizers, Edition::steps}
                                           : std::vector{Edition::b3};
    for (const Edition edition : later) {
        // The page of traces says the same of three operations.
        for (const Outcome& outcome : judged(edition, edition <= Edition::b4 ? 2 : 1, 0, gaps).outcomes) {
            EXPECT_FALSE(outcome.trace) << name(edition) << joined(told(outcome));
        }
    }
}

// Bounds.

TEST(Bounds, TooManySituationsAreNoVerdict) {
    Exploration exploration{.protocol = {.edition = Edition::b4, .policies = {Policy::halt}}, .asked = {}};
    exploration.memory_bytes_max = 16;
    EXPECT_THROW(explore(exploration), MemoryExhausted);
    const ProgramRun run = run_oracle({"model", "--memory", "1", "--operations", "3", "--edition", "b4"});
    EXPECT_EQ(run.status, 4);
    EXPECT_NE(run.err.find("give fewer --operations, fewer --jobs, or more than --memory 1"), std::string::npos)
        << run.err;
    EXPECT_EQ(run.out, "") << "no table of what was not explored";
}

// What is left out.

TEST(Policies, AreExploredOneOfEachClass) {
    for (const EditionFacts& in : editions) {
        std::vector<Policy> expected{Policy::halt, Policy::continue_};
        if (in.edition >= Edition::pause) {
            expected.push_back(Policy::pause);
        }
        EXPECT_EQ(policy_classes(in.edition), expected) << in.name;
    }
}

/// What an exploration found, but for the words of the policies.
struct Found {
    std::size_t situations;
    std::size_t steps;
    std::vector<std::pair<Property, std::vector<std::string>>> traces;

    friend bool operator==(const Found&, const Found&) = default;
};
Found found_under(Edition edition, const std::vector<Policy>& policies, Cutover cutover) {
    Exploration exploration{.protocol = {.edition = edition, .policies = policies, .cutover = cutover}, .asked = {}};
    exploration.protocol.actors.operator_alone = OperatorAlone::at_once;
    for (const PropertyFacts& each : properties) {
        ask(exploration, each.property);
    }
    const Explored answer = explore(exploration);
    Found found{.situations = answer.situations, .steps = answer.steps, .traces = {}};
    for (const Trace& trace : answer.traces) {
        std::vector<std::string> lines = sentences(exploration.protocol, trace.steps);
        const std::vector<std::string> then = sentences(exploration.protocol, trace.goes_on);
        lines.insert(lines.end(), then.begin(), then.end());
        found.traces.emplace_back(trace.property, lines);
    }
    return found;
}

TEST(Policies, OfOneClassMakeNoDifference) {
    for (const EditionFacts& in : editions) {
        const bool has_pause = in.edition >= Edition::pause;
        const Cutover cutover = has_pause && whole_bounds() ? Cutover::parallel : Cutover::rolling;
        const Found halt = found_under(in.edition, {Policy::halt, Policy::continue_}, cutover);
        EXPECT_GT(halt.traces.size(), 3U) << in.name;
        EXPECT_EQ(found_under(in.edition, {Policy::unknown, Policy::continue_}, cutover), halt) << in.name;
        EXPECT_EQ(found_under(in.edition, {Policy::pause, Policy::continue_}, cutover) == halt, !has_pause) << in.name;
    }
}

// The page of traces.

TEST(Traces, ThePageIsWhatTheProgramPrints) {
    if (!whole_bounds()) {
        GTEST_SKIP() << "all of it only with ROLLOUT_BOUNDS=whole";
    }
    const std::string path = std::string(ROLLOUT_SOURCE_DIR) + "/spec/evidence/traces.md";
    const std::regex begin("<!-- explored: ([^>]*) -->\n");
    const std::string text = read_file(path);
    std::smatch match;
    ASSERT_TRUE(std::regex_search(text, match, begin));
    std::istringstream words(match[1].str());
    std::vector<std::string> arguments(std::istream_iterator<std::string>{words}, {});
    arguments.insert(arguments.end(), {"--format", "markdown"});
    const ProgramRun run = run_oracle(arguments);
    ASSERT_EQ(run.status, 1) << run.err;
    const std::string end = "<!-- end -->";
    const std::string suffix = match.suffix();
    const std::size_t length = suffix.find(end);
    ASSERT_NE(length, std::string::npos);
    const std::string expected = "\n" + run.out + "\n";
    if (std::getenv("ROLLOUT_REGENERATE") == nullptr) {
        EXPECT_TRUE(suffix.substr(0, length) == expected)
            << "spec/evidence/traces.md is stale; ROLLOUT_REGENERATE=1 rewrites it";
    } else {
        std::ofstream(path) << match.prefix().str() + match[0].str() + expected + suffix.substr(length);
    }
}

TEST(Traces, TheDataAreWhatTheProgramPrints) {
    if (!whole_bounds()) {
        GTEST_SKIP() << "all of it only with ROLLOUT_BOUNDS=whole";
    }
    const std::string path = std::string(ROLLOUT_SOURCE_DIR) + "/spec/evidence/traces.json";
    const ProgramRun run = run_oracle({"model", "--every-edition", "--format", "json"});
    ASSERT_EQ(run.status, 1) << run.err;
    if (std::getenv("ROLLOUT_REGENERATE") != nullptr) {
        std::ofstream(path) << run.out;
    }
    EXPECT_TRUE(read_file(path) == run.out) << path << " is stale; ROLLOUT_REGENERATE=1 rewrites it";
}

}  // namespace
}  // namespace rollout::tests
