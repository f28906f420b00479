// Goal: a log is explained by an edition exactly if some run of its protocol has the events, and is refused at the
// event from which on none has. Method: logs of random runs of the model, whole and with gaps; one event changed or
// left out; the regressions' own runs and answers, placed in every edition; hostile lines, each with its message.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
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

/// Takes random steps from a random beginning. `seldom`: whether the log lacks some of what it may lack.
RandomRun random_run(Edition edition, std::mt19937_64& random, std::size_t steps, bool seldom) {
    const auto below = [&](std::size_t bound) { return random() % bound; };
    RandomRun run;
    for (std::size_t operations = 1 + below(2); operations > 0; --operations) {
        run.apply.situation += fmt::format("pending:{} ", word(policies[below(policies.size())].policy));
    }
    run.apply.situation += std::array{"cutover=rolling", "cutover=barrier", "cutover=parallel"}[below(3)];
    run.apply.situation += edition < Edition::b3 && below(2) == 0 ? " writes=direct" : " writes=grouped";
    auto exploration = std::get<model::Exploration>(model::read_scenario(edition, run.apply.situation));
    run.protocol = exploration.protocol;
    run.protocol.actors = {
        .faults = 1, .stops = true, .cancellation = true, .operator_alone = model::OperatorAlone::step_by_step};
    model::Situation now = exploration.initial.front();
    now.faults_left = 1;
    std::vector<model::Step> possible;
    for (std::size_t i = 0; i < steps; ++i) {
        steps_from(run.protocol, now, possible);
        if (possible.empty()) {
            break;
        }
        const model::Step& step = possible[below(possible.size())];
        const auto event = trace::told_of(run.protocol, now, step);
        if (event && !(seldom && trace::facts(event->kind).may_be_missing && below(2) == 0)) {
            run.apply.events.push_back({*event, i + 2});
        }
        run.broken.add(step.broken);
        now = step.next;
    }
    return run;
}

TEST(Traces, OfEveryRunAreExplained) {
    std::mt19937_64 random(25);
    for (const EditionFacts& facts : editions) {
        Validator validator(facts.edition, usual);
        std::size_t events = 0;
        for (int round = 0; round < 25; ++round) {
            const RandomRun run = random_run(facts.edition, random, 40, round % 2 == 0);
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

/// Returns the apply of a few events, `claim 1`, `report 1 failed`, `parent failed`.
Apply apply_of(const std::string& situation, const std::vector<std::string>& events) {
    std::string lines = fmt::format("{{\"apply\":1,\"event\":\"begin\",\"situation\":\"{}\"}}\n", situation);
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
    std::istringstream in(lines);
    const trace::Log log = trace::read_log(in, "log");
    EXPECT_EQ(log.problems, std::vector<std::string>());
    return log.applies.at(0);
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
    EXPECT_EQ(why(Edition::b3, "running pending parent=running", {"report 1 completed"}),
              "report of operation 1: completed; operation 1 has no driver, and its row is running");
    EXPECT_EQ(why(Edition::b2, "running:continue* pending parent=running", {"report 1 failed", "row 1 failed"}),
              "row of operation 1: failed; in this edition a row takes the parent's state, and that is running");
    EXPECT_EQ(why(Edition::b2, "pending parent=pending", {"claim 3"}), "claim of operation 3; there are 1 operations");
    EXPECT_EQ(why(Edition::b2, "pending parent=pending", {"release"}), "release; the stored parent is pending");
    EXPECT_EQ(why(Edition::b2, "pending parent=nowhere", {"claim 1"}), "begin; 'nowhere' is no state of the edition");
}

// The answers of regressions whose rule was the defect: a parent that was stored so is of the editions that answer so.
TEST(Regressions, OfProjectionsArePlacedByOneStoredParent) {
    std::size_t placed = 0;
    for (const oracle::Section& regression : oracle::regressions()) {
        for (const oracle::CaseLine& line : regression.cases) {
            const bool is_of_rows = line.kind == oracle::CaseLine::Kind::rollout && !line.rollout.is_of_children();
            if (!is_of_rows || !line.is_in_words()) {
                continue;
            }
            const std::string situation =
                line.input + (line.latch == Latch::released ? " released parent=recovering" : " parent=recovering");
            for (const EditionFacts& facts : editions) {
                const Validation found =
                    Validator(facts.edition, usual).validate(apply_of(situation, {"parent " + line.expected}));
                const std::string_view answer = token(oracle::decision_of(facts.edition, line.rollout).state);
                EXPECT_EQ(found.outcome == Outcome::explained, answer == line.expected)
                    << regression.id << " in " << facts.name << ": " << situation << " " << line.expected << "; "
                    << found.why;
            }
            ++placed;
        }
    }
    EXPECT_GE(placed, 12U);
}

// The others are situations of the protocol. A log that shows the defect is of the editions in which the page says that
// the property is violated. Not among them: REG-5, for a log tells of no texts, and REG-9, which no edition violates.
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
    EXPECT_EQ(log.problems, std::vector<std::string>());
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
{"apply":3,"event":"begin","situation":"pending"}
{"apply":3,"event":"claim","operation":1,"seq":1}
{"apply":3,"event":"stop"}
{"apply":4,"event":"begin","situation":"pending"}
{"apply":4,"event":"claim","operation":1,"time":"1"}
{"apply":4,"event":"stop"}
)~");
    const trace::Log log = trace::read_log(lines, "log");
    EXPECT_EQ(log.problems,
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
                  "log: apply \"3\": 1 of its 2 events have seq, so they have no order",
                  "log: apply \"4\": 1 of its 2 events have time, so they have no order",
              }));
    EXPECT_EQ(log.problem_count, log.problems.size());
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
