// Goal: a testee is a process like any other: started from the path or not at all, asked ahead, its words kept in part,
// and gone with its owner. Method: members of the zoo and small shell scripts.
#include "support/conversation.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <random>
#include <sstream>

#include "kept_text.hpp"
#include "support/program.hpp"

namespace rollout::oracle {
namespace {

using std::chrono::milliseconds;

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
    ASSERT_FALSE(testee.send("b2", "projection", "", 0));
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
        ASSERT_FALSE(testee.send("b2", "projection", cases, count));
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
    ASSERT_FALSE(testee.send("b3", "gu\"ard", "{},{}", 1));
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
