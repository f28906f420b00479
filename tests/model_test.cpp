// Goal: what the model says of the protocol can be believed: its situations are stored without loss, its traces can be
// walked and none is shorter, what it leaves out would have changed nothing, and what it finds with few operations is
// so with more. Method: searches written here once more, plainly; RapidCheck; the program's answers.
#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <regex>
#include <set>

#include <rollout/claim.hpp>
#include <rollout/predicates.hpp>

#include "judgement.hpp"
#include "scenario.hpp"
#include "support/arbitrary.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

using namespace model;

/// Returns the sentence of each step, for comparison and for messages.
std::vector<std::string> sentences(const Protocol& protocol, const std::vector<Step>& steps) {
    std::vector<std::string> made;
    for (const Step& step : steps) {
        made.push_back(told(protocol, step));
    }
    return made;
}
std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += "\n  " + line;
    }
    return text;
}

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

std::string bytes(const Situation& situation, std::size_t operations) {
    std::string made(bytes_of(operations), '\0');
    encode(situation, operations, reinterpret_cast<std::uint8_t*>(made.data()));
    return made;
}
Situation situation_of(const std::string& bytes, std::size_t operations) {
    return decode(reinterpret_cast<const std::uint8_t*>(bytes.data()), operations);
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

Judgement judged(Edition edition, std::size_t operations, unsigned jobs = 0, const std::vector<Property>& asked = {}) {
    return judge({.edition = edition, .operations = operations, .asked = asked, .jobs = jobs});
}

TEST(Judgements, DoNotDependOnHowManyExplorationsRunAtATime) {
    for (const Edition edition : {Edition::b3, whole_bounds() ? Edition::b2 : Edition::b3}) {
        const std::size_t operations = whole_bounds() && edition == Edition::b3 ? 2 : 1;
        const Judgement one = judged(edition, operations, 1);
        const Judgement other = judged(edition, operations, 2);
        EXPECT_EQ(one.situations, other.situations);
        EXPECT_EQ(one.steps, other.steps);
        EXPECT_EQ(one.explorations, other.explorations);
        ASSERT_EQ(one.findings.size(), other.findings.size());
        for (std::size_t i = 0; i < one.findings.size(); ++i) {
            const Finding& finding = one.findings[i];
            const Finding& again = other.findings[i];
            ASSERT_EQ(finding.trace.has_value(), again.trace.has_value()) << facts(finding.property).name;
            if (finding.trace) {
                EXPECT_EQ(told(finding), told(again));
                EXPECT_EQ(told(finding.protocol), told(again.protocol));
                EXPECT_EQ(finding.mode, again.mode);
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

bool may_be_counted_on(const Step& step) {
    return step.actor == Actor::machinery || (step.actor == Actor::human && step.deed == "releases the pause");
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
bool is_broken_sooner(const Finding& finding, std::size_t length) {
    const Protocol& protocol = finding.protocol;
    const Property property = finding.property;
    const auto goal = goal_of(property);
    Hope hope(goal.value_or(Goal::parent_is_terminal), protocol);
    std::set<std::string> seen;
    std::vector<Situation> now{finding.trace->initial};
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

void expect_real(const Finding& finding) {
    const Protocol& protocol = finding.protocol;
    const Trace& trace = *finding.trace;
    SCOPED_TRACE(std::string(name(protocol.edition)) + " " + std::string(facts(finding.property).name) +
                 joined(told(finding)));
    Situation beginning;
    beginning.faults_left = protocol.actors.faults;
    EXPECT_EQ(trace.initial, beginning);
    Situation at = trace.initial;
    for (const Step& step : trace.steps) {
        ASSERT_TRUE(can_be_taken(protocol, at, step)) << told(protocol, step);
        at = step.next;
    }
    const auto goal = goal_of(finding.property);
    if (goal) {
        EXPECT_FALSE(Hope(*goal, protocol).is_left(at));
    } else if (trace.end.empty()) {
        ASSERT_FALSE(trace.steps.empty());
        EXPECT_TRUE(trace.steps.back().broken.contains(finding.property));
    } else {
        EXPECT_TRUE(broken_if_quiet(protocol, at, all_steps(protocol, at)).contains(finding.property));
    }
    EXPECT_FALSE(is_broken_sooner(finding, trace.steps.size()));

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
        for (const Finding& finding : judged(edition, whole_bounds() ? 2 : 1).findings) {
            if (finding.trace) {
                expect_real(finding);
                ++traces;
            }
        }
        EXPECT_GE(traces, whole_bounds() ? 9U : 4U) << name(edition);
    }
}

// What is found of properties.

const std::vector<Property> gaps{Property::operation_failure_persisted, Property::side_effects_follow_projection,
                                 Property::guard_admits_the_hold};

TEST(Judgements, TheThreeGapsOfB2AreClosedFromB3On) {
    // Elsewhere the clause test sees them, from the situations of REG-1 to REG-3.
    for (const Finding& finding : whole_bounds() ? judged(Edition::b2, 2, 0, gaps).findings : std::vector<Finding>{}) {
        EXPECT_TRUE(finding.trace) << facts(finding.property).name;
    }
    const std::vector<Edition> later =
        whole_bounds() ? std::vector{Edition::b3, Edition::b4, Edition::pause, Edition::settled, Edition::finalizers}
                       : std::vector{Edition::b3};
    for (const Edition edition : later) {
        // The page of traces says the same of three operations.
        for (const Finding& finding : judged(edition, edition <= Edition::b4 ? 2 : 1, 0, gaps).findings) {
            EXPECT_FALSE(finding.trace) << name(edition) << joined(told(finding));
        }
    }
}

std::vector<std::string> model_words(const std::string& edition, const std::string& operations,
                                     const std::vector<std::string>& more) {
    std::vector<std::string> words{"model", "--edition", edition, "--operations", operations};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

TEST(Program, AnswersAPropertyOnceHoweverOftenItIsNamed) {
    const ProgramRun run = run_oracle({"model", "--property", "LIFE-3", "--property", "guard_admits_the_hold", "--from",
                                       "failed:continue^ running:continue parent=failed"});
    EXPECT_EQ(run.status, 1);
    EXPECT_NE(run.out.find("guard_admits_the_hold                 violated: "), std::string::npos) << run.out;
    EXPECT_EQ(run.out.find("holds"), std::string::npos) << run.out;
}

TEST(Program, SaysByItsExitStatusWhetherWhatWasAskedHolds) {
    const std::vector<std::string> wishes =
        whole_bounds() ? std::vector<std::string>{} : std::vector<std::string>{"--property", "LIFE-17"};
    const ProgramRun all = run_oracle(model_words("b2", "2", wishes));
    EXPECT_EQ(all.status, 1) << all.err;
    EXPECT_NE(all.out.find("LIFE-17  no_wedge_under_mixed_policies         violated: "), std::string::npos) << all.out;
    for (const Property gap : gaps) {
        const std::string property(facts(gap).name);
        const ProgramRun run = run_oracle(model_words("b3", "2", {"--property", property}));
        EXPECT_EQ(run.status, 0) << run.out << run.err;
        EXPECT_NE(run.out.find(property), std::string::npos) << run.out;
        EXPECT_NE(run.out.find("holds\n"), std::string::npos) << run.out;
    }
    EXPECT_EQ(run_oracle(model_words("b3", "2", {"--property", "LIFE-1", "--property", "LIFE-6"})).status, 1);
}

TEST(Program, ExploresFromOneSituation) {
    const std::string late_failure = "failed:continue^ running:continue* parent=failed";
    const std::vector<std::string> from{"--property", "guard_admits_the_hold", "--from", late_failure};
    EXPECT_EQ(run_oracle(model_words("b2", "1", from)).status, 1);
    EXPECT_EQ(run_oracle(model_words("b3", "1", from)).status, 0);
}

TEST(Program, NamesWhatIsWrongWithWhatItIsAsked) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> bad{
        {{"--property", "no_such_wish"}, "--property no_such_wish: no such property"},
        {{"--property", "LIFE-21"}, "--property LIFE-21: no such property"},
        {{"--from", "running running running running running running running"}, "more than 6 operations"},
        {{"--from", "runing:continue"}, "'runing' is no state of b2"},
        {{"--from", "running_degraded"}, "'running_degraded' is no state of b2"},
        {{"--from", "running parent=lost"}, "'lost' is no state of the edition"},
        {{"--from", "running cutover=at_once"}, "'at_once' is none of rolling, barrier, parallel"},
        {{"--from", "running writes=twice"}, "'twice' is neither grouped nor direct"},
        {{"--from", "running with=luck"}, "'luck' is none of failures, retries, waits, faults, stops, cancellation"},
        {{"--from", "running without=stops,luck"}, "'luck' is none of failures"},
        {{"--from", "running weather=fine"}, "'weather' is none of parent, cutover, writes, with, without"},
        {{"--from", "parent=running stop released"}, "there is no operation"},
        {{"--from", " "}, "there is no operation"},
        {{"--operations", "7"}, "7"},
        {{"--memory", "0"}, "0"},
        {{"--edition", "b9"}, "b9"},
    };
    for (const auto& [more, said] : bad) {
        std::vector<std::string> words{"model"};
        words.insert(words.end(), more.begin(), more.end());
        const ProgramRun run = run_oracle(words);
        EXPECT_EQ(run.status, 2) << said << run.out;
        EXPECT_NE(run.err.find(said), std::string::npos) << run.err;
        EXPECT_EQ(run.out, "");
    }
}

TEST(Scenario, ReadsEveryPartOfASituation) {
    const auto read = read_scenario(
        Edition::finalizers,
        "failed:continue^ running:pause* pending completed parent=paused cutover=parallel writes=direct stop released "
        "without=failures,retries,waits with=faults,stops,cancellation");
    ASSERT_TRUE(std::holds_alternative<Question>(read)) << std::get<std::string>(read);
    const Question& question = std::get<Question>(read);
    const Protocol& protocol = question.protocol;
    EXPECT_EQ(protocol.policies, (std::vector{Policy::continue_, Policy::pause, Policy::halt, Policy::halt}));
    EXPECT_EQ(protocol.cutover, Cutover::parallel);
    EXPECT_EQ(protocol.drive_writes, DriveWrites::direct);
    const Actors& actors = protocol.actors;
    EXPECT_FALSE(actors.failures || actors.retries || actors.waits);
    EXPECT_TRUE(actors.faults == 1 && actors.stops && actors.cancellation);
    ASSERT_EQ(question.initial.size(), 1U);
    Situation expected;
    expected.parent.state = State::paused;
    expected.stop_is_pending = true;
    expected.released = true;
    expected.rows[0] = {.state = State::failed, .has_text = true, .started = true};
    expected.rows[1] = {.state = State::running, .started = true};
    expected.rows[3] = {.state = State::completed, .ran = true, .started = true};
    expected.processes[0].next = Next::read_parent;
    expected.processes[0].result = State::failed;
    expected.processes[1].next = Next::hear_the_engine;
    expected.processes[1].row = 1;
    EXPECT_EQ(question.initial.front(), expected);
}

TEST(Program, PrintsWhatItFoundAsJson) {
    const ProgramRun run = run_oracle(model_words("b3", "1", {"--format", "json"}));
    EXPECT_EQ(run.status, 1);
    rapidjson::Document answer;
    answer.Parse(run.out.c_str());
    ASSERT_FALSE(answer.HasParseError()) << run.out;
    EXPECT_STREQ(answer["edition"].GetString(), "b3");
    EXPECT_EQ(answer["operations"].GetInt(), 1);
    EXPECT_EQ(answer["states"].GetUint64(), judged(Edition::b3, 1).situations);
    ASSERT_EQ(answer["properties"].Size(), properties.size());
    std::size_t violated = 0;
    for (const PropertyFacts& expected : properties) {
        const auto& each = answer["properties"][static_cast<rapidjson::SizeType>(expected.property)];
        EXPECT_EQ(each["id"].GetString(), expected.id);
        EXPECT_EQ(each["name"].GetString(), expected.name);
        EXPECT_EQ(each["holds"].GetBool(), !each.HasMember("trace")) << expected.name;
        if (each.HasMember("trace")) {
            ++violated;
            EXPECT_GE(each["trace"].Size(), each["steps"].GetUint() + 2) << "a beginning, the steps, an end";
            EXPECT_TRUE(each["trace"][0].IsString() && each["mode"].IsString() && each["protocol"].IsString());
        }
    }
    EXPECT_GT(violated, 0U);

    const ProgramRun list =
        run_oracle({"model", "--every-edition", "--operations", "1", "--property", "LIFE-18", "--format", "json"});
    answer.Parse(list.out.c_str());
    ASSERT_FALSE(answer.HasParseError()) << list.out;
    ASSERT_EQ(answer.Size(), editions.size());
    EXPECT_STREQ(answer[rapidjson::SizeType{6}]["edition"].GetString(), "finalizers");
}

// Bounds.

TEST(Bounds, TooManySituationsAreNoVerdict) {
    Question question{.protocol = {.edition = Edition::b4, .policies = {Policy::halt}}, .asked = {}};
    question.memory_bytes_max = 16;
    EXPECT_THROW(explore(question), MemoryExhausted);
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
    Question question{.protocol = {.edition = edition, .policies = policies, .cutover = cutover}, .asked = {}};
    question.protocol.actors.operator_alone = OperatorAlone::at_once;
    for (const PropertyFacts& each : properties) {
        ask(question, each.property);
    }
    const Answer answer = explore(question);
    Found found{.situations = answer.situations, .steps = answer.steps, .traces = {}};
    for (const Trace& trace : answer.traces) {
        std::vector<std::string> lines = sentences(question.protocol, trace.steps);
        const std::vector<std::string> then = sentences(question.protocol, trace.goes_on);
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
    std::vector<Property> made{operation_failure_persisted,
                               side_effects_follow_projection,
                               guard_admits_the_hold,
                               terminal_stays_terminal,
                               no_lost_update,
                               completed_operations_ran,
                               error_text_is_of_a_failure};
    if (edition >= Edition::pause) {
        made.push_back(no_start_under_a_terminal_parent);
    }
    return made;
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

// The page of traces.

TEST(Traces, ThePageIsWhatTheProgramPrints) {
    if (!whole_bounds()) {
        GTEST_SKIP() << "all of it only with ROLLOUT_BOUNDS=whole";
    }
    const std::string path = std::string(ROLLOUT_SOURCE_DIR) + "/spec/traces.md";
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
            << "spec/traces.md is stale; ROLLOUT_REGENERATE=1 rewrites it";
    } else {
        std::ofstream(path) << match.prefix().str() + match[0].str() + expected + suffix.substr(length);
    }
}

}  // namespace
}  // namespace rollout::tests
