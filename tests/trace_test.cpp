// Goal: a log is explained by an edition exactly if some run of its protocol has the events, and is refused at the
// event from which on none has. Method: logs of random runs of the model, whole and with gaps; one event changed or
// left out; the regressions' own runs and answers, placed in every edition; hostile lines, each with its message.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <rollout/vocabulary/text.hpp>

#include "scenario.hpp"
#include "spec.hpp"
#include "support/gtest.hpp"
#include "support/guide.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"
#include "validation.hpp"

namespace rollout::tests {
namespace {

using trace::Apply;
using trace::Event;
using trace::Gaps;
using trace::Kind;
using trace::Validation;
using trace::Validator;
using Outcome = Validation::Outcome;

const Gaps usual{.may_be_missing = trace::usually_missing()};

/// A run of the model, and what a log tells of it.
struct RandomRun {
    Apply apply;
    model::Protocol protocol;
    model::Properties broken;
};

/// Takes random steps from a random beginning, and tells `use` of the protocol, of each situation and of the step from
/// there. Returns the beginning in words, and the protocol.
std::pair<std::string, model::Protocol> walk(Edition edition, std::mt19937_64& random, std::size_t steps, auto use) {
    const auto below = [&](std::size_t bound) { return random() % bound; };
    std::string beginning;
    for (std::size_t operations = 1 + below(2); operations > 0; --operations) {
        beginning += fmt::format("pending:{} ", word(policies[below(policies.size())].policy));
    }
    beginning += std::array{"cutover=rolling", "cutover=barrier", "cutover=parallel"}[below(3)];
    beginning += edition < Edition::b3 && below(2) == 0 ? " writes=direct" : " writes=grouped";
    auto exploration = std::get<model::Exploration>(model::read_scenario(edition, beginning));
    model::Protocol& protocol = exploration.protocol;
    protocol.actors = {
        .faults = 1, .stops = true, .cancellation = true, .operator_alone = model::OperatorAlone::step_by_step};
    model::Situation now = exploration.initial.front();
    now.faults_left = 1;
    std::vector<model::Step> possible;
    for (std::size_t i = 0; i < steps; ++i) {
        steps_from(protocol, now, possible);
        if (possible.empty()) {
            break;
        }
        const model::Step step = possible[below(possible.size())];
        use(protocol, now, step);
        now = step.next;
    }
    return {beginning, protocol};
}

/// Logs a random run. `seldom`: whether the log lacks some of what it may lack.
RandomRun random_run(Edition edition, std::mt19937_64& random, std::size_t steps, bool seldom) {
    RandomRun run;
    const auto log = [&](const model::Protocol& protocol, const model::Situation& before, const model::Step& step) {
        const auto event = trace::told_of(protocol, before, step);
        if (event && !(seldom && trace::facts(event->kind).may_be_missing && random() % 2 == 0)) {
            run.apply.events.push_back({*event, run.apply.events.size() + 2});
        }
        run.broken.add(step.broken);
    };
    std::tie(run.apply.situation, run.protocol) = walk(edition, random, steps, log);
    return run;
}

TEST(Traces, OfEveryRunAreExplained) {
    std::mt19937_64 random(25);
    for (const EditionFacts& facts : editions) {
        Validator validator(facts.edition, usual);
        std::size_t events = 0;
        for (int round = 0; round < 25; ++round) {
            RandomRun run = random_run(facts.edition, random, 40, round % 2 == 0);
            if (round % 3 == 0) {  // the log does not say how drivers write
                run.apply.situation.erase(run.apply.situation.find(" writes="));
            }
            const Validation found = validator.validate(run.apply);
            ASSERT_EQ(found.outcome, Outcome::explained)
                << facts.name << ": " << run.apply.situation << ", " << found.event << " at step " << found.line << ", "
                << found.why;
            EXPECT_EQ(found.events, run.apply.events.size());
            events += found.events;
            // What every run breaks this run breaks.
            for (const model::PropertyFacts& property : model::properties) {
                EXPECT_TRUE(!found.broken.contains(property.property) || run.broken.contains(property.property))
                    << property.id;
            }
        }
        EXPECT_GT(events, 100U) << facts.name;
    }
}

TEST(Traces, AreRefusedAtTheEventThatNoRunHas) {
    std::mt19937_64 random(7);
    for (const EditionFacts& facts : editions) {
        Validator validator(facts.edition, usual);
        std::size_t changed = 0;
        for (int round = 0; round < 25; ++round) {
            RandomRun run = random_run(facts.edition, random, 40, false);
            for (std::size_t i = 0; i < run.apply.events.size(); ++i) {
                Event& event = run.apply.events[i].event;
                if (event.kind != Kind::parent && event.kind != Kind::report && event.kind != Kind::row) {
                    continue;
                }
                const State before = event.state;
                event.state = State::recovering;  // no engine reports it, and no projection of these rows is it
                const Validation found = validator.validate(run.apply);
                EXPECT_EQ(found.outcome, Outcome::refused);
                EXPECT_EQ(found.events, i);
                EXPECT_EQ(found.line, run.apply.events[i].line);
                EXPECT_EQ(found.event, told(event));
                EXPECT_FALSE(found.why.empty());
                event.state = before;
                ++changed;
            }
        }
        EXPECT_GT(changed, 20U) << facts.name;
    }
}

/// Returns the applies of a log without problems.
std::vector<Apply> applies_of(const std::string& lines) {
    std::istringstream in(lines);
    trace::Log log = trace::read_log(in, "log");
    EXPECT_EQ(log.problems.told, std::vector<std::string>());
    return std::move(log.applies);
}

/// Returns the apply of a few events, `claim 1`, `report 1 failed`, `parent failed`. `begin`: the members of the first.
Apply begun_as(const std::string& begin, const std::vector<std::string>& events) {
    std::string lines = fmt::format("{{\"apply\":1,\"event\":\"begin\",{}}}\n", begin);
    for (const std::string& event : events) {
        std::istringstream words(event);
        std::string kind;
        words >> kind;
        lines += fmt::format("{{\"apply\":1,\"event\":\"{}\"", kind);
        for (std::string more; words >> more;) {
            lines += std::isdigit(static_cast<unsigned char>(more[0])) != 0 ? ",\"operation\":" + more
                                                                            : ",\"state\":\"" + more + "\"";
        }
        lines += "}\n";
    }
    return applies_of(lines).at(0);
}
Apply apply_of(const std::string& situation, const std::vector<std::string>& events) {
    return begun_as(fmt::format("\"situation\":\"{}\"", situation), events);
}

TEST(Traces, MayLackWhatIsSaidToBeMissing) {
    const std::string situation = "pending:continue pending:continue";
    const Apply whole = apply_of(situation, {"claim 1", "parent running", "report 1 failed", "row 1 failed",
                                             "parent running_degraded", "claim 2"});
    EXPECT_EQ(Validator(Edition::b4, usual).validate(whole).outcome, Outcome::explained);
    const Apply lacking = apply_of(situation, {"claim 1", "parent running", "row 1 failed", "parent running_degraded"});
    const Validation refused = Validator(Edition::b4, usual).validate(lacking);
    EXPECT_EQ(refused.outcome, Outcome::refused);
    EXPECT_EQ(refused.event, "row of operation 1: failed");
    EXPECT_EQ(refused.situation, "parent running over running:continue pending:continue");
    EXPECT_EQ(refused.why, "the driver of operation 1 waits for its engine");
    Gaps reports = usual;
    reports.may_be_missing |= 1U << static_cast<unsigned>(Kind::report);
    EXPECT_EQ(Validator(Edition::b4, reports).validate(lacking).outcome, Outcome::explained);
    Gaps one = usual;
    one.steps = 1;
    EXPECT_EQ(Validator(Edition::b4, one).validate(lacking).outcome, Outcome::explained);
    const Apply two_less = apply_of(situation, {"claim 1", "row 1 failed", "parent running_degraded"});
    EXPECT_EQ(Validator(Edition::b4, one).validate(two_less).outcome, Outcome::refused);
    one.steps = 2;
    EXPECT_EQ(Validator(Edition::b4, one).validate(two_less).outcome, Outcome::explained);
    // A driver that has crashed is claimed anew, once where one fault may have happened.
    Gaps two_faults = usual;
    two_faults.faults = 2;
    Gaps no_fault = usual;
    no_fault.faults = 0;
    const Apply crashed = apply_of(situation, {"claim 1", "parent running", "claim 1", "crash 1", "claim 1"});
    EXPECT_EQ(Validator(Edition::b4, usual).validate(crashed).events, 3U);
    EXPECT_EQ(Validator(Edition::b4, two_faults).validate(crashed).outcome, Outcome::explained);
    EXPECT_EQ(Validator(Edition::b4, no_fault).validate(crashed).events, 2U);
    // Without leave a log lacks nothing.
    const Apply missed = apply_of(
        "running:continue* running:continue* parent=running",
        {"report 1 completed", "row 1 completed", "report 2 completed", "row 2 completed", "parent completed"});
    EXPECT_EQ(Validator(Edition::b4, usual).validate(missed).outcome, Outcome::explained);
}

TEST(Traces, SayWhichClauseIsInTheWay) {
    const auto why = [](Edition edition, const std::string& situation, const std::vector<std::string>& events) {
        const Validation found = Validator(edition, usual).validate(apply_of(situation, events));
        EXPECT_EQ(found.outcome, Outcome::refused);
        return found.event + "; " + found.why;
    };
    EXPECT_EQ(why(Edition::b2, "failed:halt running* parent=running", {"parent running_degraded"}),
              "parent: running_degraded; the rows project to failed by ROLL-3");
    EXPECT_EQ(
        why(Edition::pause, "failed:continue running* parent=completed", {"parent running_degraded"}),
        "parent: running_degraded; the rows project to running_degraded by ROLL-6; the stored parent is completed: "
        "GUARD-2");
    EXPECT_EQ(why(Edition::b3, "failed:halt pending parent=running", {"claim 2"}),
              "claim of operation 2; operation 2 is pending: CLAIM-2 decides its claim");
    EXPECT_EQ(why(Edition::pause, "failed:continue pending:continue parent=failed", {"claim 2"}),
              "claim of operation 2; operation 2 is pending: CLAIM-5 decides its claim");
    EXPECT_EQ(why(Edition::b4, "pending parent=pending stop", {"claim 1"}),
              "claim of operation 1; operation 1 is pending: CLAIM-1 decides its claim");
    EXPECT_EQ(why(Edition::b4, "running:continue* parent=running", {"claim 1", "claim 1"}),
              "claim of operation 1; operation 1 is running, and its driver is at work");
    const std::string waiting = "waiting_for_cutover waiting_for_cutover cutover=barrier parent=running";
    EXPECT_EQ(why(Edition::finalizers, waiting, {"cutover 2"}),
              "cutover of operation 2; operation 2 is waiting_for_cutover: CLAIM-13 decides its cutover");
    EXPECT_EQ(why(Edition::steps, waiting, {"cutover 2"}),
              "cutover of operation 2; operation 2 is waiting_for_cutover: CLAIM-17 decides its cutover");
    EXPECT_EQ(why(Edition::steps, waiting, {"cutover 1", "cutover 1"}),
              "cutover of operation 1; operation 1 is cutting_over, and its driver is at work");
    EXPECT_EQ(why(Edition::b4, "running* parent=running", {"report 1 failed", "report 1 failed"}),
              "report of operation 1: failed; the driver of operation 1 has heard failed from its engine");
    EXPECT_EQ(why(Edition::b4, "pending", {"claim 1", "row 1 failed"}),
              "row of operation 1: failed; the driver of operation 1 has heard nothing from its engine");
    EXPECT_EQ(why(Edition::b4, "running running:continue* parent=running", {"parent 2 running"}),
              "parent of operation 2: running; the rows project to running by BASE-13; the stored parent is running: "
              "GUARD-5");
    EXPECT_EQ(why(Edition::b3, "running pending parent=running", {"report 1 completed"}),
              "report of operation 1: completed; operation 1 has no driver, and its row is running");
    EXPECT_EQ(why(Edition::b2, "running:continue* pending parent=running", {"report 1 failed", "row 1 failed"}),
              "row of operation 1: failed; in this edition a row takes the parent's state, and that is running");
    EXPECT_EQ(why(Edition::b2, "pending parent=pending", {"claim 3"}), "claim of operation 3; there are 1 operations");
    EXPECT_EQ(why(Edition::b2, "pending parent=pending", {"release"}), "release; the stored parent is pending");
    EXPECT_EQ(why(Edition::b2, "pending parent=nowhere", {"claim 1"}), "begin; 'nowhere' is no state of the edition");
}

TEST(Traces, SayTheSituation) {
    const auto situation = [](const Gaps& gaps, const std::string& begin, const std::vector<std::string>& events) {
        const Validation found = Validator(Edition::b4, gaps).validate(apply_of(begin, events));
        return fmt::format("{}, one of {}", found.situation, found.situations);
    };
    EXPECT_EQ(situation(usual, "pending:pause parent=pending stop released", {"claim 1"}),
              "parent pending over pending:pause, a stop pending, released, one of 1");
    Gaps lacking = usual;
    lacking.may_be_missing |= 1U << static_cast<unsigned>(Kind::report) | 1U << static_cast<unsigned>(Kind::row);
    EXPECT_EQ(
        situation(lacking, "running:continue* pending:continue parent=running", {"claim 2", "claim 2", "claim 2"}),
        "parent running over failed:continue running:continue, one of 96");
}

TEST(Traces, AreUndecidedWhereTooManySituationsArePossible) {
    const Apply apply =
        apply_of("running:continue* pending:continue parent=running", {"report 1 failed", "row 1 failed"});
    std::size_t bound = 1;
    Validation found;
    for (;; ++bound) {
        Validator validator(Edition::b4, usual, bound);
        found = validator.validate(apply);
        if (found.outcome == Outcome::explained) {
            break;
        }
        ASSERT_EQ(found.outcome, Outcome::undecided);
        EXPECT_EQ(found.why, fmt::format("more than {} situations are possible", bound));
        ASSERT_LT(found.events, 2U);
        EXPECT_EQ(found.event, told(apply.events[found.events].event));
        EXPECT_EQ(found.line, apply.events[found.events].line);
    }
    EXPECT_EQ(bound, 2U);  // the driver lives or has crashed
}

TEST(Traces, AreAnsweredAlikeEachTime) {
    Validator validator(Edition::b2, usual);
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(validator.validate(apply_of("pending parent=nowhere", {"claim 1"})).outcome, Outcome::refused);
        EXPECT_EQ(validator.validate(apply_of("pending", {"claim 1"})).outcome, Outcome::explained);
    }
}

TEST(Traces, OfDriversWriteAsTheSituationSays) {
    const auto outcome = [](const std::string& writes) {
        return Validator(Edition::b2, usual)
            .validate(apply_of("running:continue* pending:continue parent=running" + writes,
                               {"report 1 failed", "parent 1 failed"}))
            .outcome;
    };
    EXPECT_EQ(outcome(" writes=direct"), Outcome::explained);
    EXPECT_EQ(outcome(" writes=grouped"), Outcome::refused);
    EXPECT_EQ(outcome(""), Outcome::explained);
    // Of two ways the one that explains more.
    EXPECT_EQ(Validator(Edition::b2, usual)
                  .validate(apply_of("running:continue* pending:continue parent=running",
                                     {"report 1 failed", "parent 1 failed", "parent 1 completed"}))
                  .events,
              2U);
}

TEST(Traces, AreNotRefusedWhileOneWayToWriteIsOpen) {
    const auto validate = [](const std::string& writes, std::size_t bound) {
        return Validator(Edition::b2, usual, bound)
            .validate(apply_of("running:continue* running:continue* parent=running" + writes,
                               {"claim 2", "report 1 failed", "report 2 failed", "parent completed"}));
    };
    std::size_t open = 0;
    for (std::size_t bound = 1; bound <= 40; ++bound) {
        const Validation grouped = validate(" writes=grouped", bound);
        const Validation direct = validate(" writes=direct", bound);
        const bool is_open = grouped.outcome == Outcome::undecided || direct.outcome == Outcome::undecided;
        EXPECT_EQ(validate("", bound).outcome, is_open ? Outcome::undecided : Outcome::refused) << bound;
        // The refusal explains more, and yet another run may have the event.
        open += grouped.outcome == Outcome::undecided && direct.outcome == Outcome::refused &&
                        grouped.events < direct.events
                    ? 1
                    : 0;
    }
    EXPECT_GE(open, 1U);
}

TEST(Events, AreToldOfStepsThatChangeSomething) {
    std::mt19937_64 random(8);
    std::map<Kind, std::size_t> told;
    for (const EditionFacts& facts : editions) {
        for (int round = 0; round < 20; ++round) {
            walk(facts.edition, random, 60,
                 [&](const model::Protocol& protocol, const model::Situation& before, const model::Step& step) {
                     const auto event = trace::told_of(protocol, before, step);
                     const auto is = [&](std::string_view deed) { return step.deed.starts_with(deed); };
                     if (is("takes the parent's lease")) {
                         EXPECT_EQ(event.has_value(), before.parent.state != step.next.parent.state) << step.deed;
                     } else if (is("turns the pending rows into stopped ones")) {
                         EXPECT_EQ(event.has_value(), !(before.rows == step.next.rows)) << step.deed;
                     } else if (is("completes the stop request")) {
                         EXPECT_EQ(event.has_value(), before.stop_is_pending) << step.deed;
                     }
                     if (event) ++told[event->kind];
                 });
        }
    }
    EXPECT_EQ(told.size(), trace::kinds.size());
}

TEST(Traces, MaySayMoreOfTheParentThanItsState) {
    const auto parent = [](const std::string& more) {
        const Validation found =
            Validator(Edition::b3, usual)
                .validate(
                    applies_of(
                        R"~({"apply":1,"event":"begin","situation":"failed:continue running:continue* parent=running"}
{"apply":1,"event":"report","operation":2,"state":"completed"}
{"apply":1,"event":"parent","state":"failed")~" +
                        more + "}\n")
                        .at(0));
        return found.outcome == Outcome::explained ? "explained" : found.event + "; " + found.why;
    };
    EXPECT_EQ(parent(""), "explained");
    EXPECT_EQ(parent(R"(,"completed_at":"2026-12-01T10:00:00Z","error_of":1)"), "explained");
    EXPECT_EQ(parent(R"(,"completed_at":true)"), "explained");
    const std::string stored = "it is stored as parent: failed, completed_at set, error of operation 1";
    EXPECT_EQ(parent(R"(,"completed_at":null)"), "parent: failed, completed_at clear; " + stored);
    EXPECT_EQ(parent(R"(,"completed_at":false)"), "parent: failed, completed_at clear; " + stored);
    EXPECT_EQ(parent(R"(,"error_of":0)"), "parent: failed, no error; " + stored);
    EXPECT_EQ(parent(R"(,"error_of":2)"), "parent: failed, error of operation 2; " + stored);
}

TEST(Traces, OfRowsWithPlacesProjectThemThere) {
    const auto why = [](const std::string& situation, const std::string& key) {
        const std::string rows =
            fmt::format(R"([{{"state":"failed","on_failure":"continue","key":"a/t"}},)"
                        R"({{"state":"pending","key":"{}/group_finalizer","kind":"group_finalizer"}}])",
                        key);
        return Validator(Edition::finalizers, usual)
            .validate(begun_as(fmt::format(R"("situation":"{}","operations":{})", situation, rows),
                               {"parent running_degraded"}))
            .why;
    };
    EXPECT_EQ(why("parent=running", "b"), "");
    EXPECT_EQ(why("parent=running", "a"), "the rows project to failed by ROLL-11");
    const auto outcome = [](const std::string& second, const std::string& stored) {
        const std::string rows = R"([{"state":"failed"},{"state":")" + second + "\"}]";
        return Validator(Edition::finalizers, usual)
            .validate(begun_as(R"("situation":"parent=running","operations":)" + rows,
                               {"stop", "stop_rows", "parent " + stored}))
            .outcome;
    };
    // A row that was stopped before it ran holds nothing open. A stopped one has run if nothing is said of it.
    EXPECT_EQ(outcome("pending", "failed"), Outcome::explained);
    EXPECT_EQ(outcome("pending", "running_degraded"), Outcome::refused);
    EXPECT_EQ(why("pending parent=running", "a"), "'pending' is a row beside those that are given with their places");
}

// The answers of regressions whose rule was the defect: a parent that was stored so is of the editions that answer so.
TEST(Regressions, OfProjectionsArePlacedByOneStoredParent) {
    std::set<std::string> placed;
    for (const oracle::Section& regression : oracle::regressions()) {
        for (const oracle::CaseLine& line : regression.cases) {
            if (line.kind != oracle::CaseLine::Kind::rollout || line.rollout.is_of_children()) {
                continue;
            }
            const std::string situation =
                line.latch == Latch::released ? "released parent=recovering" : "parent=recovering";
            const std::string begin =
                line.is_in_words() ? fmt::format("\"situation\":\"{} {}\"", line.input, situation)
                                   : fmt::format("\"situation\":\"{}\",\"operations\":{}", situation,
                                                 json_of(std::get<0>(line.rollout.elements), oracle::Members::written));
            for (const EditionFacts& facts : editions) {
                const Validation found =
                    Validator(facts.edition, usual).validate(begun_as(begin, {"parent " + line.expected}));
                const std::string_view answer = token(oracle::decision_of(facts.edition, line.rollout).state);
                EXPECT_EQ(found.outcome == Outcome::explained, answer == line.expected)
                    << regression.id << " in " << facts.name << ": " << begin << " " << line.expected << "; "
                    << found.why;
            }
            placed.insert(regression.id);
        }
    }
    EXPECT_EQ(placed.size(), 10U);
}

// The others are situations of the protocol. A log that shows the defect is of the editions in which the page says that
// the property is violated. Not among them: REG-9, which no edition violates.
TEST(Regressions, OfTheProtocolArePlacedByALog) {
    struct Placed {
        const char* regression;
        std::vector<std::string> events;
    };
    const std::vector<Placed> logs{
        {"REG-1-guard-refuses-the-hold", {"refused 1 running"}},
        {"REG-2-failure-is-not-stored", {"report 1 failed", "parent 1 running", "claim 1"}},
        {"REG-3-completed-at-beside-a-pending-sibling", {"report 1 completed", "parent 1 completed"}},
        {"REG-4-last-write-wins", {"report 1 failed", "report 2 completed", "parent 1 failed", "parent 2 completed"}},
        {"REG-17-claimed-under-a-terminal-parent", {"claim 2"}},
        {"REG-18-parallel-starts-after-a-hard-failure", {"claim 3"}},
    };
    Gaps gaps = usual;
    gaps.faults = 0;
    for (const Placed& log : logs) {
        for (const oracle::CaseLine& line : oracle::find_section(log.regression)->cases) {
            const Apply apply = apply_of(line.situation, log.events);
            for (const EditionFacts& facts : editions) {
                if (!line.editions.contains(facts.edition)) {
                    continue;
                }
                const Validation found = Validator(facts.edition, gaps).validate(apply);
                const bool is_violated = line.expected == "violated";
                EXPECT_EQ(found.outcome, is_violated ? Outcome::explained : Outcome::refused)
                    << log.regression << " in " << facts.name << ": " << found.event << ", " << found.why;
                if (is_violated) {
                    EXPECT_TRUE(found.broken.contains(*model::property_named(*line.texts.at(0))))
                        << log.regression << " in " << facts.name;
                }
            }
        }
    }
}

/// Returns a line of a log.
std::string line_of(const std::string& apply, const Event& event, std::size_t seq) {
    const trace::KindFacts& kind = trace::facts(event.kind);
    std::string line = fmt::format("{{\"seq\":{},\"event\":\"{}\",\"apply\":\"{}\"", seq, kind.name, apply);
    line += event.operation != 0 ? fmt::format(",\"operation\":{}", event.operation) : "";
    line += kind.has_state ? fmt::format(",\"state\":\"{}\"", token(event.state)) : "";
    line += event.completed_at == trace::CompletedAt::is_set     ? ",\"completed_at\":\"12:00\""
            : event.completed_at == trace::CompletedAt::is_clear ? ",\"completed_at\":null"
                                                                 : "";
    line += event.error_of != trace::error_not_said ? fmt::format(",\"error_of\":{}", event.error_of) : "";
    return line + "}\n";
}

/// Logs the model's shortest way to each violation of the regressions, in each edition that has it.
class LoggedViolations {
public:
    LoggedViolations() {
        for (const oracle::Section& regression : oracle::regressions()) {
            for (const oracle::CaseLine& line : regression.cases) {
                for (const EditionFacts& facts : editions) {
                    const bool is_of_the_protocol = line.kind == oracle::CaseLine::Kind::life;
                    if (is_of_the_protocol && line.expected == "violated" && line.editions.contains(facts.edition)) {
                        log(regression.id + " " + std::string(facts.name), facts.edition, line);
                    }
                }
            }
        }
    }

    /// Returns the log: what has no order but `seq`, among events that are none of the protocol's.
    std::string shuffled(std::mt19937_64& random) {
        std::shuffle(lines_.begin(), lines_.end(), random);
        std::string log = begins_;
        for (const std::string& line : lines_) {
            log += line + "{\"event\":\"heartbeat\",\"apply\":\"nobody\",\"state\":7}\n";
        }
        return log;
    }

private:
    void log(const std::string& apply, Edition edition, const oracle::CaseLine& line) {
        auto exploration = std::get<model::Exploration>(model::read_scenario(edition, line.situation));
        exploration.protocol.actors.operator_alone = model::OperatorAlone::step_by_step;
        ask(exploration, *model::property_named(*line.texts.at(0)));
        const model::Trace way = explore(exploration).traces.at(0);
        begins_ +=
            fmt::format("{{\"event\":\"begin\",\"apply\":\"{}\",\"situation\":\"{}\"}}\n", apply, line.situation);
        std::size_t seq = 0;
        model::Situation before = way.initial;
        for (const model::Step& step : way.steps) {
            if (const auto event = trace::told_of(exploration.protocol, before, step)) {
                lines_.push_back(line_of(apply, *event, ++seq));
            }
            before = step.next;
        }
    }

    std::string begins_;
    std::vector<std::string> lines_;
};

/// Returns what an edition has of the regression that an apply is named after: holds or violated.
std::string answer_of(const Apply& apply, Edition edition) {
    for (const oracle::CaseLine& line : oracle::find_section(apply.id.substr(0, apply.id.find(' ')))->cases) {
        if (line.editions.contains(edition)) {
            return line.expected;
        }
    }
    return "";
}

TEST(Regressions, OfTheProtocolArePlacedByTheModelsOwnLogs) {
    std::mt19937_64 random(3);
    const std::vector<Apply> applies = applies_of(LoggedViolations().shuffled(random));
    ASSERT_EQ(applies.size(), 13U);
    std::set<std::string> regressions;
    for (const Apply& apply : applies) {
        const std::string regression = apply.id.substr(0, apply.id.find(' '));
        regressions.insert(regression);
        for (const EditionFacts& facts : editions) {
            const Validation found = Validator(facts.edition, usual).validate(apply);
            if (apply.id.ends_with(" " + std::string(facts.name))) {
                EXPECT_EQ(found.outcome, Outcome::explained) << apply.id << ": " << found.event << ", " << found.why;
            } else if (answer_of(apply, facts.edition) == "holds") {
                EXPECT_EQ(found.outcome, Outcome::refused) << apply.id << " in " << facts.name;
            }
        }
    }
    EXPECT_EQ(regressions.size(), 7U);
}

TEST(Regressions, OfTheProtocolAreRefusedWhereALogLacksAnEvent) {
    std::mt19937_64 random(4);
    std::size_t refused = 0;
    for (const Apply& apply : applies_of(LoggedViolations().shuffled(random))) {
        for (const EditionFacts& facts : editions) {
            if (!apply.id.ends_with(" " + std::string(facts.name))) {
                continue;
            }
            for (std::size_t i = 0; i + 1 < apply.events.size(); ++i) {
                Apply lacking = apply;
                lacking.events.erase(lacking.events.begin() + static_cast<std::ptrdiff_t>(i));
                const Validation found = Validator(facts.edition, usual).validate(lacking);
                Gaps one = usual;
                one.steps = 1;
                EXPECT_EQ(Validator(facts.edition, one).validate(lacking).outcome, Outcome::explained);
                EXPECT_GE(found.events, i);
                refused += found.outcome == Outcome::refused ? 1 : 0;
            }
        }
    }
    EXPECT_EQ(refused, 12U);  // not without a summary, which a log may lack, nor without a write that is overwritten
}

TEST(Log, IsReadInItsOrderAndWithItsNoise) {
    const std::string noisy =
        "\xEF\xBB\xBF{\"apply\":\"a\",\"event\":\"begin\",\"situation\":\"pending\",\"actor\":\"api\"}\r\n"
        R"~({"apply":[2],"event":"begin","situation":"pending"}
{"apply":"a","event":"heartbeat"}
{"apply":"a","event":"report","operation":1,"state":"STATE_FAILED","seq":3,"actor":"driver-7"}
{"apply":[2],"event":"parent","state":"running","time":"2026-11-30T10:00:02Z","operation":1}
{"apply":"a","event":"claim","operation":1,"seq":1}
{"apply":"a","event":"parent","state":"running","seq":2.5}
{"apply":[2],"event":"claim","operation":1,"time":"2026-11-30T10:00:01Z"}
{"apply":"a","event":"heartbeat","state":7})~";
    std::istringstream lines(noisy);
    const trace::Log log = trace::read_log(lines, "log");
    EXPECT_EQ(log.problems.told, std::vector<std::string>());
    EXPECT_EQ(log.events, 5U);
    EXPECT_EQ(log.skipped, (std::map<std::string, std::size_t, std::less<>>{{"heartbeat", 2}}));
    std::string read;
    for (const Apply& apply : log.applies) {
        read += apply.id + " " + std::to_string(apply.line) + ":";
        for (const trace::LoggedEvent& each : apply.events) {
            read += fmt::format(" {} {};", each.line, told(each.event));
        }
        read += "\n";
    }
    EXPECT_EQ(read,
              "a 1: 6 claim of operation 1; 7 parent: running; 4 report of operation 1: failed;\n"
              "[2] 2: 8 claim of operation 1; 5 parent of operation 1: running;\n");
}

TEST(Log, NamesEachLineThatIsWrong) {
    std::istringstream lines(R"~({"apply":1,"event":"begin","situation":"pending"}
{"apply":1,"event":"begin","situation":"pending"}
{"apply":2,"event":"begin"}
{"apply":2,"event":"claim","operation":1}
{"event":"claim"}
{"apply":1}
{"apply":1,"event":"clam","operation":1}
{"apply":1,"event":"claim"}
{"apply":1,"event":"claim","operation":0}
{"apply":1,"event":"claim","operation":7}
{"apply":1,"event":"claim","operation":1.5}
{"apply":1,"event":"parent"}
{"apply":1,"event":"parent","state":"runing"}
[]
{
{"apply":1,"event":"parent","state":"failed","completed_at":[]}
{"apply":1,"event":"parent","state":"failed","error_of":7}
{"apply":5,"event":"begin","operations":{}}
{"apply":5,"event":"begin","operations":[]}
{"apply":5,"event":"begin","operations":[{"state":"pending"},{"key":"a"}]}
{"apply":5,"event":"begin","operations":[{"state":"pending"}],"situation":7}
{"apply":3,"event":"begin","situation":"pending"}
{"apply":3,"event":"claim","operation":1,"seq":1}
{"apply":3,"event":"stop"}
{"apply":4,"event":"begin","situation":"pending"}
{"apply":4,"event":"claim","operation":1,"time":"1"}
{"apply":4,"event":"stop"}
)~");
    const trace::Log log = trace::read_log(lines, "log");
    EXPECT_EQ(log.problems.told,
              (std::vector<std::string>{
                  "log: line 2: apply \"1\" begins twice",
                  "log: line 3: situation: expected a string, such as \"pending:continue pending parent=pending\"",
                  "log: line 4: apply \"2\" has not begun; its first event is {\"event\":\"begin\",\"situation\":...}",
                  "log: line 5: apply: is required",
                  "log: line 6: event: expected a string",
                  "log: line 7: event: 'clam': no event of the protocol; did you mean claim?",
                  "log: line 8: operation: expected a whole number from 1 to 6",
                  "log: line 9: operation: expected a whole number from 1 to 6",
                  "log: line 10: operation: expected a whole number from 1 to 6",
                  "log: line 11: operation: expected a whole number from 1 to 6",
                  "log: line 12: state: expected a string",
                  "log: line 13: state: \"runing\" is no state",
                  "log: line 14: expected an object, got an array",
                  "log: line 15: byte 1: not JSON: Missing a name for object member",
                  "log: line 16: completed_at: expected a time or true where it is set, null or false where it is not",
                  "log: line 17: error_of: expected a whole number from 0 to 6",
                  "log: line 18: operations: expected an array, got an object",
                  "log: line 19: operations: expected from 1 to 6",
                  "log: line 20: operations, row 2: state: is required",
                  "log: line 21: situation: expected a string, such as \"pending:continue pending parent=pending\"",
                  "log: apply \"3\": 1 of its 2 events have seq, so they have no order",
                  "log: apply \"4\": 1 of its 2 events have time, so they have no order",
              }));
    EXPECT_EQ(log.problems.count, log.problems.told.size());
}

TEST(TraceVerb, AnswersByEveryEditionAndFormat) {
    const ScratchFolder folder;
    const std::string sample = (root / "tests/demo/log.jsonl").string();
    const ProgramRun one = run_oracle({"trace", sample, "--edition", "b4"});
    EXPECT_EQ(one.status, 1);
    EXPECT_EQ(run_oracle({"trace", "--edition", "b4"}, read_file(sample)).out, one.out);
    const ProgramRun lines = run_oracle({"trace", sample, "--every-edition", "--format", "jsonl"});
    EXPECT_EQ(lines.status, 1);
    EXPECT_EQ(std::count(lines.out.begin(), lines.out.end(), '\n'), 3 * 8);
    EXPECT_TRUE(lines.out.starts_with(
        R"({"apply":"orders-1","edition":"b1","outcome":"refused","events":3,"line":5,"event":"row of operation 1: failed",)"))
        << lines.out.substr(0, 300);
    EXPECT_EQ(run_oracle({"trace", folder.file("none")}).err,
              fmt::format("rollout-oracle: trace: cannot open {}: No such file or directory\n", folder.file("none")));
    const ProgramRun bad = run_oracle({"trace"}, "{\"apply\":1}\n");
    EXPECT_EQ(bad.status, 2);
    EXPECT_EQ(bad.err, "rollout-oracle: trace: -: line 1: event: expected a string\n");
    std::string worse;
    for (int i = 0; i < 102; ++i) {
        worse += "{\"apply\":1}\n";
    }
    EXPECT_TRUE(run_oracle({"trace"}, worse).err.ends_with("\nrollout-oracle: trace: and 2 more problems\n"));
    EXPECT_NE(run_oracle({"trace", "--may-miss", "claims"}, "").err.find("did you mean claim?"), std::string::npos);
    // Six drivers at work at a time, each of which may have crashed.
    std::string many = "{\"apply\":1,\"event\":\"begin\",\"situation\":\"";
    for (int i = 0; i < 6; ++i) {
        many += "running:continue* ";
    }
    many += "parent=running cutover=parallel\"}\n";
    for (int i = 1; i <= 6; ++i) {
        many += fmt::format("{{\"apply\":1,\"event\":\"report\",\"operation\":{},\"state\":\"completed\"}}\n", i);
    }
    const ProgramRun undecided = run_oracle({"trace", "--edition", "settled", "--faults", "3", "--gap", "3"}, many);
    EXPECT_EQ(undecided.status, 4) << undecided.out;
    EXPECT_NE(undecided.out.find("why        more than 100000 situations are possible"), std::string::npos);
    EXPECT_EQ(run_oracle({"trace", "--edition", "settled", "--faults", "0"}, many).status, 0);
}

TEST(TraceGuide, ItsPathPrintsWhatItShows) {
    const std::string guide = read_file((root / "spec/guides/trace.md").string());
    const std::vector<Block> blocks = blocks_below(guide, "## Five minutes");
    ASSERT_EQ(blocks.size(), 3U);
    EXPECT_TRUE(read_file((root / "tests/demo/log.jsonl").string()).starts_with(blocks[0].text));
    EXPECT_EQ(blocks[1].text, "rollout-oracle trace --edition b4 tests/demo/log.jsonl\n");
    EXPECT_EQ(run_oracle({"trace", "--edition", "b4", (root / "tests/demo/log.jsonl").string()}).out, blocks[2].text);
    std::string table = "| event | what happened | operation | state | may be missing |\n|---|---|---|---|---|\n";
    for (const trace::KindFacts& kind : trace::kinds) {
        table += fmt::format("| {} | {} | {} | {} | {} |\n", kind.name, kind.sentence, kind.has_operation ? "yes" : "",
                             kind.has_state ? "yes" : "", kind.may_be_missing ? "yes" : "");
    }
    EXPECT_NE(guide.find("<!-- events -->\n" + table + "<!-- end of events -->"), std::string::npos) << table;
}

}  // namespace
}  // namespace rollout::tests
