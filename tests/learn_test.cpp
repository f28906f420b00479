// Goal: `learn` finds the machine of a testee and says exactly how it differs; `export` and `diff` print what they say.
// Method: the program, run on testees whose machines are known.

#include <algorithm>
#include <sstream>

#include "support/gtest.hpp"
#include "support/judged.hpp"
#include "support/schema.hpp"

namespace rollout::tests {
namespace {

rapidjson::Document parsed(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.c_str());
    return document;
}

TEST(Learn, ARightTesteeIsEqualToItsEdition) {
    const ProgramRun of_operations = run_on("learn", {"--edition", "b2"}, testee_c());
    EXPECT_EQ(of_operations.status, 0) << of_operations.out << of_operations.err;
    EXPECT_TRUE(holds(of_operations.out, "learned 19 classes of operations lists, ")) << of_operations.out;
    EXPECT_TRUE(holds(of_operations.out, "\nequal to b2, on lists of every length\n")) << of_operations.out;
    EXPECT_EQ(of_operations.err, "");
    const ProgramRun of_children = run_on("learn", {"--edition", "settled", "--level", "children"}, testee_c());
    EXPECT_EQ(of_children.status, 0) << of_children.out << of_children.err;
    EXPECT_TRUE(holds(of_children.out, "equal to settled")) << of_children.out;
    const ProgramRun released = run_on("learn", {"--edition", "pause", "--released", "--format", "json"}, testee_c());
    EXPECT_EQ(released.status, 0) << released.err;
    const rapidjson::Document learned = parsed(released.out);
    ASSERT_TRUE(learned.IsObject()) << released.out;
    EXPECT_TRUE(learned["equal"].GetBool());
    EXPECT_EQ(learned["kinds"].Size(), 0U);
    EXPECT_TRUE(learned["machine"]["released"].GetBool());
    EXPECT_EQ(learned["machine"]["states"].Size(), learned["states"].GetUint64());
    EXPECT_EQ(learned["machine"]["transitions"].Size(), learned["states"].GetUint64());
}

TEST(Learn, AWrongTesteeDiffersByShortestRollouts) {
    const ProgramRun text = run_on("learn", {}, member("first-failure-ends-all"));
    EXPECT_EQ(text.status, 1) << text.out << text.err;
    EXPECT_TRUE(holds(text.out, "differs from b2 in 1 kind\n")) << text.out;
    EXPECT_TRUE(holds(text.out, "testee failed")) << text.out;
    EXPECT_TRUE(holds(text.out, "b2 running")) << text.out;
    const ProgramRun json = run_on("learn", {"--format", "json"}, member("first-failure-ends-all"));
    const rapidjson::Document learned = parsed(json.out);
    ASSERT_TRUE(learned.IsObject()) << json.out;
    EXPECT_FALSE(learned["equal"].GetBool());
    EXPECT_EQ(Judged::text_of(learned["left_out"]), "");
    ASSERT_EQ(learned["kinds"].Size(), 1U);
    const std::string rollout = Judged::text_of(learned["kinds"][0]["rollout"]);
    EXPECT_EQ(std::count(rollout.begin(), rollout.end(), ' '), 1) << "two elements: " << rollout;
    EXPECT_TRUE(holds(rollout, "failed:continue")) << rollout;
}

TEST(Learn, AStateMoreIsFound) {
    // Two letters in a row that no short list has: with one more class allowed for, they are met.
    const ProgramRun run =
        run_on("learn", {"--extra-states", "1"},
               zoo({"--as", "extra-state", "--states", "checksumming,post_checksum,failed,completed"}));
    EXPECT_EQ(run.status, 1) << run.out << run.err;
    EXPECT_TRUE(holds(run.out, "checksumming post_checksum")) << run.out;
}

TEST(Learn, WhatIsNotOfferedIsSaid) {
    const Words part = zoo({"--as", "right", "--states", "failed,running", "--policies", "halt,continue"});
    const ProgramRun text = run_on("learn", {}, part);
    EXPECT_EQ(text.status, 0) << text.out << text.err;
    EXPECT_TRUE(holds(text.out,
                      "\nequal to b2 in what is offered, on lists of every length\nnot offered, so not asked: "
                      "states pending, "))
        << text.out;
    const ProgramRun json = run_on("learn", {"--format", "json"}, part);
    EXPECT_TRUE(
        Judged::text_of(parsed(json.out)["left_out"]).starts_with("not offered, so not asked: states pending, "));
}

TEST(Learn, GivesUpWhereItSays) {
    // Cut at 100 elements, as "truncates" does, an implementation has some thousand classes.
    const ProgramRun lists = run_on("learn", {"--lists-max", "3000"}, member("truncates"));
    EXPECT_EQ(lists.status, 4) << lists.out;
    EXPECT_TRUE(holds(lists.err, "more than 3000 lists (--lists-max)")) << lists.err;
    const ProgramRun states = run_on("learn", {"--states-max", "20"}, member("truncates"));
    EXPECT_EQ(states.status, 4) << states.out;
    EXPECT_TRUE(holds(states.err, "more than 20 states (--states-max)")) << states.err;
    const ProgramRun time = run_on("learn", {"--time-max", "0.2"}, member("truncates"));
    EXPECT_EQ(time.status, 4) << time.out;
    EXPECT_TRUE(holds(time.err, "(--time-max)")) << time.err;
}

TEST(Learn, WhatHasNoMachineIsNoVerdict) {
    const ProgramRun coin = run_on("learn", {}, member("coin"));
    EXPECT_EQ(coin.status, 4) << coin.out << coin.err;
    EXPECT_EQ(coin.out, "");
    EXPECT_NE(coin.err, "");
    const ProgramRun counts = run_on("learn", {"--states-max", "30"}, member("remembers"));
    EXPECT_EQ(counts.status, 4) << counts.out << counts.err;
}

TEST(Learn, BreachesAndUsageKeepTheirStatus) {
    const ProgramRun crash = run_on("learn", {}, member("segfaults"));
    EXPECT_EQ(crash.status, 3);
    EXPECT_TRUE(holds(crash.err, "learn: crash: killed by signal 11")) << crash.err;
    EXPECT_EQ(run_on("learn", {"--timeout", "0.3"}, member("hangs")).status, 3);
    EXPECT_EQ(run_on("learn", {}, {"/no/such/program"}).status, 3);
    EXPECT_EQ(run_on("learn", {"--edition", "b2"}, zoo({"--editions", "b3"})).status, 2);
    EXPECT_EQ(run_on("learn", {}, {}).status, 2);
    // An option that nobody gave is not blamed: rows have no machine, and this testee reads nothing else.
    const ProgramRun rows = run_on("learn", {"--edition", "finalizers"}, zoo({"--levels", "operations"}));
    EXPECT_EQ(rows.status, 2);
    EXPECT_TRUE(holds(rows.err, "children have one, but the testee does not read them")) << rows.err;
    const ProgramRun only_rows =
        run_on("learn", {"--edition", "finalizers", "--level", "operations"}, zoo({"--levels", "operations"}));
    EXPECT_EQ(only_rows.status, 2);
    EXPECT_TRUE(holds(only_rows.err, "children have one, but the testee does not read them")) << only_rows.err;
    const ProgramRun wish = run_on("learn", {"--edition", "finalizers", "--level", "operations"}, testee_c());
    EXPECT_EQ(wish.status, 2);
    EXPECT_TRUE(holds(wish.err, "children have one, --level children")) << wish.err;
    const ProgramRun not_offered = run_on("learn", {"--level", "children"}, zoo({"--levels", "operations"}));
    EXPECT_EQ(not_offered.status, 2);
    EXPECT_TRUE(holds(not_offered.err, "--level children: the testee does not offer it")) << not_offered.err;
    EXPECT_EQ(run_on("learn", {"--output", "/no/such/folder/machine.json"}, testee_c()).status, 4);
}

TEST(Export, PrintsWhatOtherProgramsRead) {
    const ProgramRun machine = run_oracle({"export", "machine", "--edition", "pause"});
    EXPECT_EQ(machine.status, 0);
    EXPECT_EQ(Schema("machine").problem(machine.out), "");
    const ProgramRun dot = run_oracle({"export", "dot", "--edition", "b1"});
    EXPECT_EQ(dot.status, 0);
    EXPECT_TRUE(holds(dot.out, "\ndigraph ")) << dot.out.substr(0, 100);
    EXPECT_EQ(std::count(dot.out.begin(), dot.out.end(), '{'), std::count(dot.out.begin(), dot.out.end(), '}'));
    const ProgramRun vectors = run_oracle({"export", "vectors", "--edition", "b3"});
    EXPECT_EQ(vectors.status, 0);
    EXPECT_EQ(Schema("vectors").problem(vectors.out), "");
    const ProgramRun names = run_oracle({"export", "schema"});
    EXPECT_EQ(names.status, 0);
    std::istringstream lines(names.out);
    int count = 0;
    for (std::string name; std::getline(lines, name); ++count) {
        const ProgramRun schema = run_oracle({"export", "schema", name});
        EXPECT_EQ(schema.status, 0) << name;
        EXPECT_EQ(schema.out, read_file(std::string(ROLLOUT_SOURCE_DIR) + "/spec/schemas/" + name + ".schema.json"));
        EXPECT_TRUE(parsed(schema.out).IsObject()) << name;
    }
    EXPECT_GE(count, 3);
}

TEST(Export, PrintsSuitesLineByLine) {
    const Schema schema("suite");
    const Judged smoke = judged({"--suite", "smoke", "--edition", "settled"}, testee_c());
    const ProgramRun suite = run_oracle({"export", "suite", "--suite", "smoke", "--edition", "settled"});
    EXPECT_EQ(suite.status, 0);
    EXPECT_EQ(static_cast<std::uint64_t>(std::count(suite.out.begin(), suite.out.end(), '\n')),
              smoke.count("smoke", "planned"));
    std::istringstream lines(suite.out);
    for (std::string line; std::getline(lines, line);) {
        ASSERT_EQ(schema.problem(line), "") << line;
    }
}

TEST(Export, RefusesWhatIsNotThere) {
    for (const Words& words : {Words{"export"}, Words{"export", "everything"}, Words{"export", "schema", "none"},
                               Words{"export", "machine", "b2"}, Words{"export", "machine", "--edition", "b9"},
                               Words{"export", "suite", "--suite", "none"}, Words{"export", "suite", "--part", "99"}}) {
        const ProgramRun run = run_oracle(words);
        EXPECT_EQ(run.status, 2) << testing::PrintToString(words) << run.out.substr(0, 200);
        EXPECT_EQ(run.out, "");
        EXPECT_NE(run.err, "");
    }
    for (const char* what : {"machine", "vectors", "suite", "schema"}) {
        Words words{"export", what, "--output", "/no/such/folder/file"};
        if (what == std::string("schema")) {
            words.emplace_back("machine");
        }
        const ProgramRun run = run_oracle(words);
        EXPECT_EQ(run.status, 4) << what;
        EXPECT_TRUE(holds(run.err, "cannot write /no/such/folder/file")) << run.err;
    }
}

TEST(Diff, SaysWhetherEditionsAreEqual) {
    for (const char* format : {"text", "json", "markdown"}) {
        const ProgramRun equal = run_oracle({"diff", "b2", "b2", "--format", format});
        EXPECT_EQ(equal.status, 0) << format << equal.err;
        const ProgramRun different = run_oracle({"diff", "b1", "b2", "--format", format});
        EXPECT_EQ(different.status, 1) << format << different.err;
        EXPECT_TRUE(holds(different.out, "failed:continue")) << different.out;
        EXPECT_EQ(different.err, "");
        if (format == std::string("json")) {
            EXPECT_FALSE(parsed(equal.out).HasParseError()) << equal.out;
            EXPECT_FALSE(parsed(different.out).HasParseError()) << different.out;
        }
    }
    EXPECT_EQ(run_oracle({"diff", "b2"}).status, 2);
    EXPECT_EQ(run_oracle({"diff", "b2", "b9"}).status, 2);
    EXPECT_EQ(run_oracle({"diff", "b2", "b3", "--format", "tap"}).status, 2);
}

}  // namespace
}  // namespace rollout::tests
