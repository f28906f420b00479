// Goal: `model` answers what it is asked, in text and in JSON, and says what is wrong with a question. Method: the
// program.

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include "judgement.hpp"
#include "scenario.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/model.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

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
        newest_edition,
        "failed:continue^ running:pause* pending completed parent=paused cutover=parallel writes=direct stop released "
        "without=failures,retries,waits with=faults,stops,cancellation");
    ASSERT_TRUE(std::holds_alternative<Exploration>(read)) << std::get<std::string>(read);
    const Exploration& exploration = std::get<Exploration>(read);
    const Protocol& protocol = exploration.protocol;
    EXPECT_EQ(protocol.policies, (std::vector{Policy::continue_, Policy::pause, Policy::halt, Policy::halt}));
    EXPECT_EQ(protocol.cutover, Cutover::parallel);
    EXPECT_EQ(protocol.drive_writes, DriveWrites::direct);
    const Actors& actors = protocol.actors;
    EXPECT_FALSE(actors.failures || actors.retries || actors.waits);
    EXPECT_TRUE(actors.faults == 1 && actors.stops && actors.cancellation);
    ASSERT_EQ(exploration.initial.size(), 1U);
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
    EXPECT_EQ(exploration.initial.front(), expected);
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
            const auto& situations = each["situations"];
            ASSERT_EQ(situations.Size(), each["trace"].Size());
            EXPECT_EQ(situations[0], each["trace"][0]) << "a trace begins with what is stored";
            const std::string end = each["trace"][each["steps"].GetUint() + 1].GetString();
            EXPECT_TRUE(end.starts_with(situations[each["steps"].GetUint()].GetString())) << end;
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

}  // namespace
}  // namespace rollout::tests
