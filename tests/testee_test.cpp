// Goal: whatever a testee does, it is named, in time, and nothing of it remains. Method: every member of the zoo is
// asked the same few requests.
#include <algorithm>
#include <array>
#include <random>

#include <rollout/reference/projection.hpp>

#include "json_writer.hpp"
#include "kept_text.hpp"
#include "rollout_line.hpp"
#include "support/conversation.hpp"
#include "support/program.hpp"

namespace rollout::oracle {
namespace {

struct Expected {
    const char* name;
    BreachKind kind;
    const char* what;  // a part of it
    milliseconds timeout = patience;
    std::size_t reply_max = reply_bytes_max;
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.name; }

const std::vector<Expected> expected_breaches{
    {"bad-version", BreachKind::bad_start, "version: 2; this is version 1 of the protocol: \"{"},
    {"offers-nothing", BreachKind::bad_start, "editions: is missing"},
    {"greets", BreachKind::garbage,
     "the answer to start is not JSON: byte 0: Invalid value: \"zoo 1, ready\"; what is no answer, such as logs, "
     "belongs on standard error"},
    {"hangs-at-start", BreachKind::hang, "no answer to start within 400 ms; is its output flushed after each line?",
     impatience},
    {"crashes-at-start", BreachKind::crash, "killed by signal 6 (Aborted) in start"},
    {"exits-at-start", BreachKind::early_exit, "exited with status 0 before it answered start"},
    {"hangs", BreachKind::hang, "no answer to request 1 within 400 ms; is its output flushed after each line?",
     impatience},
    {"drips", BreachKind::hang, "no whole answer to request 1 within 400 ms, but ", impatience},
    {"babbles", BreachKind::hang, "no whole answer to request 1 within 400 ms, but ", impatience,
     Limits{}.reply_bytes_max},
    {"logs-for-ever", BreachKind::hang, "no answer to request 1 within 400 ms; is its output flushed after each line?",
     impatience},
    {"closes-input", BreachKind::hang, "no answer to request 2 within 400 ms, having closed its standard input",
     impatience},
    {"segfaults", BreachKind::crash, "killed by signal 11 (Segmentation fault) in request 1"},
    {"dies-of-one-case", BreachKind::crash, "killed by signal 6 (Aborted) in request 1"},
    {"exits-with-3", BreachKind::crash, "exited with status 3 in request 1"},
    {"crashes-before-its-child", BreachKind::crash, "killed by signal 9 (Killed) in request 1"},
    {"exits", BreachKind::early_exit, "exited with status 0 before it answered request 1"},
    {"exits-before-its-child", BreachKind::early_exit, "exited with status 0 before it answered request 1"},
    {"exits-amid-an-answer", BreachKind::early_exit, "exited with status 0 amid its answer to request 1"},
    {"closes-output", BreachKind::early_exit, "closed its standard output before it answered request 1", impatience},
    {"garbage", BreachKind::garbage,
     R"(is not JSON: byte 0: Invalid value: "Traceback:\x09\x01\xff \"oops\""; what is no answer, such as logs, belongs on standard error)"},
    {"truncated-json", BreachKind::garbage, "the answer to request 1 is not JSON: byte"},
    {"no-results", BreachKind::garbage, "results: is missing: \"{\\\"seq\\\":1,"},
    {"blank-lines", BreachKind::garbage, "byte 0: The document is empty: \"\""},
    {"wrong-seq", BreachKind::wrong_sequence, "answered request 101 where request 1 was due"},
    {"fewer", BreachKind::wrong_count, "gave 299 results to the 300 cases of request 1"},
    {"more", BreachKind::wrong_count, "gave 301 results to the 300 cases of request 1"},
    {"flood", BreachKind::over_long_reply, "the answer to request 1 is longer than 1048576 bytes"},
    {"flood-of-lines", BreachKind::unasked_reply, "wrote what nothing had asked for: \"{"},
    {"over-long", BreachKind::over_long_reply, "the answer to request 1 is longer than 1048576 bytes"},
    {"answers-twice", BreachKind::unasked_reply, "wrote what nothing had asked for: \"{"},
    {"answers-unasked", BreachKind::unasked_reply, R"(nothing had asked for: "{\"seq\":1,\"results\":[]}\n")"},
    {"answers-after-stop", BreachKind::unasked_reply, R"(wrote after its last answer: "{\"stopped\":true}\n")"},
    {"ignores-stop", BreachKind::did_not_stop, "still running 400 ms after stop", impatience},
    {"fails-after-stop", BreachKind::crash, "exited with status 4 after stop"},
};

/// Returns the names of the members of that nature, or all.
std::vector<std::string> members(const std::string& nature) {
    std::istringstream lines(tests::output_of(ROLLOUT_ZOO_PROGRAM " --list"));
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name;
        std::string its_nature;
        words >> name >> its_nature;
        if (its_nature == nature) {
            names.push_back(name);
        }
    }
    return names;
}

TEST_F(TesteeTest, EveryBrokenMemberIsExpectedSomewhere) {
    std::vector<std::string> expected;
    for (const Expected& one : expected_breaches) {
        expected.emplace_back(one.name);
    }
    EXPECT_EQ(members("broken"), expected);
}

class Broken : public TesteeTest, public testing::WithParamInterface<Expected> {};

TEST_P(Broken, IsNamedInTimeAndLeavesNothing) {
    const Expected& expected = GetParam();
    const auto begin = std::chrono::steady_clock::now();
    const Course course = converse(zoo(expected.name), {expected.timeout, expected.reply_max});
    const auto took = std::chrono::steady_clock::now() - begin;
    ASSERT_TRUE(course.breach);
    EXPECT_EQ(name(course.breach->kind), name(expected.kind)) << course.breach->what;
    EXPECT_NE(course.breach->what.find(expected.what), std::string::npos) << course.breach->what;
    EXPECT_LT(took, std::chrono::seconds(250)) << "waited for a process that its member left for 300 seconds";
    EXPECT_LT(course.breach->standard_error.size(), 2 * KeptText::part_bytes_max + 100);
}

std::string test_name(const testing::TestParamInfo<Expected>& info) {
    std::string text = info.param.name;
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}
INSTANTIATE_TEST_SUITE_P(Zoo, Broken, testing::ValuesIn(expected_breaches), test_name);

TEST_F(TesteeTest, EveryHonestMemberPasses) {
    const std::vector<std::string> names = members("honest");
    EXPECT_EQ(names.size(), 7U);
    for (const std::string& name : names) {
        const Course course = converse(zoo(name), {patience, reply_bytes_max});
        EXPECT_FALSE(course.breach) << name << ": " << course.breach->what;
        EXPECT_EQ(course.answered, 4U * 300U) << name;
        EXPECT_EQ(course.differences, 0U) << name;
    }
}

TEST_F(TesteeTest, EveryWrongMemberKeepsTheProtocolAndDiffers) {
    const std::vector<std::string> names = members("wrong");
    EXPECT_EQ(names.size(), 15U);
    for (const std::string& name : names) {
        const Course course = converse(zoo(name), {patience, reply_bytes_max});
        EXPECT_FALSE(course.breach) << name << ": " << course.breach->what;
        EXPECT_EQ(course.answered, 4U * 300U) << name;
        EXPECT_GT(course.differences, 0U) << name;
    }
}

/// Returns a random rollout line of either level.
std::string random_rollout(std::mt19937& random) {
    const auto one_of = [&random](const auto& list) { return list[random() % std::size(list)]; };
    const bool of_children = random() % 2 == 0;
    std::string text = of_children ? R"({"children":[)" : R"({"operations":[)";
    for (auto count = random() % 5; count > 0; --count) {
        text += R"({"state":)" + json_string(random() % 8 == 0 ? "STATE_Completed" : token(one_of(states).state));
        if (of_children) {
            for (const FlagFacts& facts : child_flags) {
                text += random() % 2 == 0 ? "" : "," + json_string(facts.name) + ":true";
            }
        } else {
            constexpr std::array policies{"",
                                          R"(,"on_failure":null)",
                                          R"(,"on_failure":"halt")",
                                          R"(,"on_failure":"continue")",
                                          R"(,"on_failure":"pause")",
                                          R"(,"on_failure":"Continue")"};
            constexpr std::array places{"", R"(,"kind":"group_finalizer","key":"a/b")", R"(,"started":false)",
                                        R"(,"deployment":"d","key":"a","kind":"work")"};
            text += one_of(policies);
            text += one_of(places);
        }
        text += count == 1 ? "}" : "},";
    }
    return text + (random() % 2 == 0 ? R"(],"released":true})" : "]}");
}

TEST_F(TesteeTest, TheRightMemberIsRightInEveryEdition) {
    std::mt19937 random(337);
    Testee testee(zoo("right"), {patience});
    const auto offer = testee.start();
    ASSERT_TRUE(std::holds_alternative<Offer>(offer)) << std::get<Breach>(offer).what;
    EXPECT_EQ(std::get<Offer>(offer).editions.size(), editions.size());
    for (const EditionFacts& facts : editions) {
        std::string cases;
        std::vector<std::string> texts;
        for (int i = 0; i < 500; ++i) {
            texts.push_back(random_rollout(random));
            cases += (i == 0 ? "" : ",") + texts.back();
        }
        ASSERT_FALSE(testee.send(facts.name, "projection", cases, texts.size()));
        const auto answers = testee.receive();
        ASSERT_TRUE((std::holds_alternative<std::span<const Answer>>(answers))) << std::get<Breach>(answers).what;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto read = read_rollout_line(texts[i]);
            ASSERT_TRUE(std::holds_alternative<RolloutLine>(read)) << texts[i];
            const auto& line = std::get<RolloutLine>(read);
            const auto* children = std::get_if<std::vector<Child>>(&line.elements);
            const Latch latch = line.released.value_or(false) ? Latch::released : Latch::unreleased;
            const State state = children != nullptr ? reference::project(facts.edition, *children)
                                                    : reference::project(facts.edition, line.placed(), latch);
            EXPECT_EQ((std::get<std::span<const Answer>>(answers)[i].text), token(state))
                << facts.name << " " << texts[i];
        }
    }
    EXPECT_FALSE(testee.stop());
}

}  // namespace
}  // namespace rollout::oracle
