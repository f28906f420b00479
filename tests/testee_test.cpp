// Goal: whatever a testee does, it is named, in time, and nothing of it remains. Method: every member of the zoo is
// asked the same few requests.
#include "testee.hpp"
#include "support/gtest.hpp"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include <rollout/reference/projection.hpp>

#include "json_writer.hpp"
#include "kept_text.hpp"
#include "rollout_line.hpp"
#include "support/program.hpp"

namespace rollout::oracle {
namespace {

using std::chrono::milliseconds;

// Long enough for a sanitized program to start on a busy machine; short for those that are meant to be late.
constexpr milliseconds patience{10'000};
constexpr milliseconds impatience{400};
constexpr std::size_t reply_bytes_max = std::size_t{1} << 20;

/// Returns how many processes that this one is the last ancestor of are left after a while, and reaps them.
int processes_left() {
    const auto deadline = std::chrono::steady_clock::now() + milliseconds(20'000);
    while (std::chrono::steady_clock::now() < deadline) {
        const pid_t reaped = waitpid(-1, nullptr, WNOHANG);
        if (reaped == -1 && errno == ECHILD) {
            return 0;
        }
        if (reaped == 0) {
            std::this_thread::sleep_for(milliseconds(5));
        }
    }
    return 1;
}

/// A test that ends with no descendant alive. Those whose parents die become children of this process.
class TesteeTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); }
    void TearDown() override { EXPECT_EQ(processes_left(), 0) << "something of the testee lives on"; }
};

std::vector<std::string> zoo(const std::string& name) { return {ROLLOUT_ZOO_PROGRAM, "--as", name}; }

struct Case {
    std::string text;
    std::string state;  // in edition b2
};

/// Returns an operation so many times, a comma behind each.
std::string many(int count, const char* operation) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += operation;
    }
    return text;
}

/// Returns cases that every wrong member answers wrong.
std::vector<Case> telling_cases() {
    const std::string long_list =
        R"({"operations":[)" + many(100, R"({"state":"completed"},)") + R"({"state":"failed"}]})";
    const std::string failures =
        R"({"operations":[)" + many(256, R"({"state":"failed"},)") + R"({"state":"completed"}]})";
    const Case may_continue{R"({"operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]})",
                            "running"};
    std::vector<Case> cases{
        may_continue,
        {R"({"operations":[]})", "pending"},
        {R"({"operations":[{"state":"failed"},{"state":"running"}]})", "failed"},
        {R"({"children":[{"state":"failed","continue_on_failure":true},{"state":"completed"}],"released":true})",
         "failed"},
        {long_list, "failed"},
        {failures, "failed"},
        {R"({"operations":[{"state":"reverted"}]})", "reverted"},
        {R"({"operations":[{"state":"STATE_STATE_FAILED"}]})", "pending"},
        {R"({"operations":[{"state":"failed","on_failure":"Continue"},{"state":"running"}]})", "failed"},
        {R"({"operations":[{"state":"failed","on_failure":"go on"},{"state":"running"}]})", "failed"},
        {R"({"operations":[{"state":"checksumming"},{"state":"post_checksum"}]})", "pending"},
        {R"({"operations":[{"state":"failed_retryable"}]})", "failed_retryable"},
    };
    cases.resize(300, may_continue);  // enough for one that is wrong now and then
    return cases;
}

/// How a conversation went.
struct Course {
    std::optional<Breach> breach;
    std::size_t answered = 0;  // cases
    std::size_t differences = 0;
    std::string standard_error;
};

/// Starts the testee, asks it `requests` times and stops it, unless it breaks off before.
Course converse(const std::vector<std::string>& command, Limits limits, int requests = 4) {
    const std::vector<Case> cases = telling_cases();
    std::string text;
    for (const Case& one : cases) {
        text += (text.empty() ? "" : ",") + one.text;
    }
    Course course;
    Testee testee(command, limits);
    const auto offer = testee.start();
    if (const auto* breach = std::get_if<Breach>(&offer)) {
        course.breach = *breach;
    }
    for (int i = 0; i < requests && !course.breach; ++i) {
        course.breach = testee.send(Edition::b2, "projection", text, cases.size());
        if (course.breach) {
            break;
        }
        const auto answers = testee.receive();
        if (const auto* breach = std::get_if<Breach>(&answers)) {
            course.breach = *breach;
            break;
        }
        const auto given = std::get<std::span<const Answer>>(answers);
        for (std::size_t k = 0; k < given.size(); ++k) {
            ++course.answered;
            course.differences += given[k] == Answer{Answer::Kind::said, cases[k].state} ? 0 : 1;
        }
    }
    if (!course.breach) {
        course.breach = testee.stop();
    }
    // Its orphans, if it left any, are reaped by whom they fall to: this test.
    if (command.empty() || command.back().find("child") == std::string::npos) {
        EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "it has not been reaped";
    }
    if (course.breach) {
        // What is asked further has the same answer.
        EXPECT_EQ(testee.send(Edition::b2, "projection", "", 0)->what, course.breach->what);
        EXPECT_EQ(std::get<Breach>(testee.receive()).what, course.breach->what);
        EXPECT_EQ(testee.stop()->what, course.breach->what);
        EXPECT_EQ(course.breach->standard_error, testee.standard_error());
    }
    course.standard_error = testee.standard_error();
    return course;
}

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

TEST_F(TesteeTest, KeepsBeginningAndEndOfWhatIsLogged) {
    const Course course = converse(zoo("noisy"), {patience, reply_bytes_max});
    const std::string& text = course.standard_error;
    EXPECT_LT(text.size(), 2 * KeptText::part_bytes_max + 100);
    EXPECT_TRUE(text.starts_with("the beginning\n....")) << text.substr(0, 30);
    EXPECT_TRUE(text.ends_with("....\nthe end\n"));
    constexpr std::size_t logged = 14 + 4 * ((std::size_t{1} << 20) + 9);
    EXPECT_NE(text.find("\n[" + std::to_string(logged - 2 * KeptText::part_bytes_max) + " bytes left out]\n"),
              std::string::npos);
    EXPECT_EQ(converse(zoo("crashes-at-start"), {patience, reply_bytes_max}).breach->standard_error, "last words\n");
}

TEST_F(TesteeTest, SaysWhyItCouldNotStart) {
    const tests::ScratchFolder folder;
    const std::string path = folder.with("program", "");
    const auto problem = [](const std::vector<std::string>& command) {
        const Course course = converse(command, {});
        EXPECT_EQ(course.breach->kind, BreachKind::could_not_start) << course.breach->what;
        return course.breach->what;
    };
    EXPECT_EQ(problem({}), "no command was given");
    EXPECT_EQ(problem({""}), "no command was given");
    EXPECT_EQ(problem({"rollout-no-such-program"}), "rollout-no-such-program: command not found, or its interpreter");
    EXPECT_EQ(problem({"/no/such/program"}), "/no/such/program: command not found, or its interpreter");
    EXPECT_EQ(problem({path}), path + ": not executable (Permission denied)");
    EXPECT_EQ(problem({"/tmp"}), "/tmp: not executable (Permission denied)");
    EXPECT_EQ(problem({path + "/x"}), path + "/x: Not a directory");
    chmod(path.c_str(), 0700);
    EXPECT_EQ(problem({path}), path + ": neither a program nor a script that names its interpreter");
    folder.with("program", "#!/no/such/interpreter\n");
    EXPECT_EQ(problem({path}), path + ": command not found, or its interpreter");
}

TEST_F(TesteeTest, IsFoundInThePath) {
    const Course course =
        converse({"sh", "-c", "exec \"$0\" --as right", ROLLOUT_ZOO_PROGRAM}, {patience, reply_bytes_max});
    EXPECT_FALSE(course.breach) << course.breach->what;
    EXPECT_EQ(course.differences, 0U);
}

TEST_F(TesteeTest, LeavesTheStandardDescriptorsAlone) {
    // A program may be started without them; then a pipe must not take their place.
    const int input = dup(STDIN_FILENO);
    const int output = dup(STDOUT_FILENO);
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    Testee testee(zoo("right"), {patience});
    const bool started = std::holds_alternative<Offer>(testee.start());
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    close(input);
    close(output);
    ASSERT_TRUE(started) << testee.stop()->what;
    EXPECT_FALSE(testee.stop());
}

TEST_F(TesteeTest, IsEndedWithItsOwner) {
    Testee testee(zoo("hangs"), {});
    ASSERT_TRUE(std::holds_alternative<Offer>(testee.start()));
    ASSERT_FALSE(testee.send(Edition::b2, "projection", "", 0));
}

TEST_F(TesteeTest, IsNotStartedByBeingNamed) {
    Testee testee(zoo("right"), {});
    EXPECT_FALSE(testee.stop());
}

TEST_F(TesteeTest, MayBeAskedAheadAndByRequestsLargerThanAPipe) {
    constexpr std::size_t count = 30'000;
    const std::string one = R"({"operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]})";
    std::string cases = one;
    while (cases.size() < count * (one.size() + 1) - 1) {
        cases += "," + one;
    }
    ASSERT_GT(cases.size(), std::size_t{2} << 20);
    Testee testee(zoo("right"), {patience});
    ASSERT_TRUE(std::holds_alternative<Offer>(testee.start()));
    for (int i = 0; i < 5; ++i) {
        ASSERT_FALSE(testee.send(Edition::b2, "projection", cases, count));
    }
    for (int i = 0; i < 4; ++i) {
        const auto answers = testee.receive();
        ASSERT_TRUE((std::holds_alternative<std::span<const Answer>>(answers))) << std::get<Breach>(answers).what;
        const auto given = std::get<std::span<const Answer>>(answers);
        EXPECT_EQ(given.size(), count);
        EXPECT_TRUE(std::all_of(given.begin(), given.end(), [](const Answer& answer) {
            return answer == Answer{Answer::Kind::said, "running"};
        }));
    }
    EXPECT_FALSE(testee.stop()) << "the fifth answer is received on the way";
}

TEST_F(TesteeTest, NamesOtherSubjectsInTheRequest) {
    Testee testee({"sh", "-c",
                   R"(read -r start
                      echo '{"version":1,"implementation":{"name":"","version":"","language":""},"editions":["b3"]}'
                      read -r run; printf '%s\n' "$run" >&2; echo '{"seq":1,"results":[{"answer":"write"}]}'
                      read -r stop; printf '%s\n' "$start" "$stop" >&2)"},
                  {patience});
    ASSERT_TRUE(std::holds_alternative<Offer>(testee.start()));
    ASSERT_FALSE(testee.send(Edition::b3, "gu\"ard", "{},{}", 1));
    const auto answers = testee.receive();
    ASSERT_TRUE((std::holds_alternative<std::span<const Answer>>(answers))) << std::get<Breach>(answers).what;
    EXPECT_EQ((std::get<std::span<const Answer>>(answers)[0]), (Answer{Answer::Kind::said, "write"}));
    ASSERT_FALSE(testee.stop());
    EXPECT_EQ(testee.standard_error(), R"({"cmd":"run","seq":1,"edition":"b3","subject":"gu\"ard","cases":[{},{}]})"
                                       "\n"
                                       R"({"cmd":"start","version":1})"
                                       "\n"
                                       R"({"cmd":"stop"})"
                                       "\n");
}

TEST_F(TesteeTest, HasTheSignalsOfAFreshProgram) {
    // Whoever runs the oracle may ignore or block signals; a testee is not to inherit that.
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const auto pipe_signal = std::signal(SIGPIPE, SIG_IGN);
    Testee testee({"sh", "-c", "grep -E '^Sig(Blk|Ign)' /proc/self/status >&2; exit 1"}, {patience});
    const auto started = testee.start();
    std::signal(SIGPIPE, pipe_signal);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ASSERT_TRUE(std::holds_alternative<Breach>(started));
    EXPECT_EQ(std::get<Breach>(started).what, "exited with status 1 in start");
    std::istringstream words(std::get<Breach>(started).standard_error);
    std::string field;
    for (const char* expected : {"SigBlk:", "SigIgn:"}) {
        std::uint64_t signals = 0;
        words >> field >> std::hex >> signals;
        EXPECT_EQ(field, expected);
        EXPECT_EQ(signals & 0x7fffffff, 0U) << field;  // 32 and 33 are the C library's own
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
        ASSERT_FALSE(testee.send(facts.edition, "projection", cases, texts.size()));
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

TEST(KeptTextTest, KeepsBothEndsWhateverThePieces) {
    std::mt19937 random(337);
    constexpr std::size_t part = KeptText::part_bytes_max;
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, part, part + 1, 2 * part, 2 * part + 1, 9 * part}) {
        std::string whole;
        for (std::size_t i = 0; i < size; ++i) {
            whole += static_cast<char>('a' + random() % 26);
        }
        const std::string kept = size <= 2 * part ? whole
                                                  : whole.substr(0, part) + "\n[" + std::to_string(size - 2 * part) +
                                                        " bytes left out]\n" + whole.substr(size - part);
        for (const std::size_t piece_max : {std::size_t{7}, part, 3 * part, size + 1}) {
            KeptText text;
            for (std::size_t at = 0; at < size;) {
                const std::size_t piece = 1 + random() % piece_max;
                text.append(std::string_view(whole).substr(at, piece));
                at += piece;
            }
            EXPECT_EQ(text.text(), kept) << size << " by " << piece_max;
        }
    }
}

}  // namespace
}  // namespace rollout::oracle
