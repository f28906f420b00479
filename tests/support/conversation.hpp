// What the tests of testees share: a test that ends with no descendant alive, and a conversation with whoever answers.
#pragma once

#include <sys/prctl.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/gtest.hpp"
#include "testee.hpp"

namespace rollout::oracle {

using std::chrono::milliseconds;

// Long enough for a sanitized program to start on a busy machine; short for those that are meant to be late.
inline constexpr milliseconds patience{10'000};
inline constexpr milliseconds impatience{400};
inline constexpr std::size_t reply_bytes_max = std::size_t{1} << 20;

/// Returns how many processes that this one is the last ancestor of are left after a while, and reaps them.
inline int processes_left() {
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

inline std::vector<std::string> zoo(const std::string& name) { return {ROLLOUT_ZOO_PROGRAM, "--as", name}; }

struct Case {
    std::string text;
    std::string state;  // in edition b2
};

/// Returns an operation so many times, a comma behind each.
inline std::string many(int count, const char* operation) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += operation;
    }
    return text;
}

/// Returns cases that every wrong member answers wrong.
inline std::vector<Case> telling_cases() {
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
inline Course converse(const std::vector<std::string>& command, Limits limits, int requests = 4) {
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
        course.breach = testee.send("b2", "projection", text, cases.size());
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
        EXPECT_EQ(testee.send("b2", "projection", "", 0)->what, course.breach->what);
        EXPECT_EQ(std::get<Breach>(testee.receive()).what, course.breach->what);
        EXPECT_EQ(testee.stop()->what, course.breach->what);
        EXPECT_EQ(course.breach->standard_error, testee.standard_error());
    }
    course.standard_error = testee.standard_error();
    return course;
}

}  // namespace rollout::oracle
