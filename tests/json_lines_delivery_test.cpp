// Goal: `project --jsonl` delivers its answers whole, in order and in time, however its input arrives and however many
// work. Method: the program, with lines in pieces, long lines, several jobs, and somebody who waits for each answer.

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>
#include <thread>

#include "crew.hpp"
#include "support/fleet_lines.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

TEST(JsonLines, AHundredMegabytesInOneLineAreProjected) {
    constexpr std::size_t children = 2'500'000;
    std::string line = R"({"id":"long","operations":[)";
    for (std::size_t i = 0; i < children; ++i) {
        line += R"({"state":"completed","on_failure":"halt"},)";
    }
    line += R"({"state":"failed","on_failure":"continue"}]})";
    ASSERT_GT(line.size(), 100'000'000U);
    const ProgramRun run = run_oracle({"project", "--jsonl"}, line + "\n{\"operations\":[]}\n");
    EXPECT_EQ(run.out,
              "{\"id\":\"long\",\"state\":\"failed\",\"clause\":\"ROLL-4\"}\n"
              "{\"state\":\"pending\",\"clause\":\"BASE-0\"}\n");
    EXPECT_EQ(run.status, 0);
}

TEST(JsonLines, LinesAreWholeHoweverTheInputArrives) {
    // Every size around a pipe's buffer and a block, with and without a last line feed.
    for (const std::size_t size : {1U, 65535U, 65536U, 65537U, 131072U, 262143U, 262144U, 262145U, 700000U}) {
        for (const std::string end : {"", "\n"}) {
            std::array<int, 2> ends{};
            ASSERT_EQ(pipe(ends.data()), 0);
            const std::string text = std::string(size, 'a') + "\n\n" + std::string(size, 'b') + end;
            std::thread writer([&] {
                ASSERT_EQ(write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
                close(ends[1]);
            });
            oracle::BlockReader reader(ends[0], [] {});
            oracle::Block block;
            std::string got;
            std::size_t lines = 0;
            while (reader.next(block)) {
                EXPECT_EQ(block.first_line, lines + 1);
                got += block.text();
                lines = static_cast<std::size_t>(std::count(got.begin(), got.end(), '\n'));
                EXPECT_TRUE(got.ends_with('\n') || got.size() == text.size());
            }
            EXPECT_FALSE(reader.next(block));
            EXPECT_TRUE(got == text) << size;
            writer.join();
            close(ends[0]);
        }
    }
}

const std::vector<std::string> any_jobs{"1", "2", "3", "0"};

TEST(JsonLines, TheOutputIsTheSameForAnyNumberOfJobs) {
    // Many blocks; lines that are bad, that only the judge reads, and that are longer than a block.
    FleetLines fleet;
    std::string input;
    std::string expected_errors;
    for (std::size_t line = 1; line <= 8000; ++line) {
        if (line % 97 == 0) {
            input += "{\"id\":" + std::to_string(line) + "}\n";
            expected_errors += "{\"line\":" + std::to_string(line) + ",\"id\":" + std::to_string(line) +
                               ",\"error\":\"one of operations and children is required\"}\n";
        } else if (line % 89 == 0) {
            input += R"({"id":["é"],"edition":"finalizers","operations":[{"state":"failed","key":"a/b"}]})"
                     "\n";
        } else if (line % 2500 == 0) {
            input += R"({"operations":[{"state":"running"})";
            for (std::size_t i = 0; i < 20000; ++i) {
                input += R"(,{"state":"completed"})";
            }
            input += "]}\n";
        } else {
            input += fleet.next() + "\n";
        }
    }
    const ProgramRun one = run_oracle({"project", "--jsonl"}, input);
    EXPECT_EQ(one.status, 2);
    EXPECT_EQ(std::count(one.out.begin(), one.out.end(), '\n'), 8000);
    std::istringstream answers(one.out);
    std::string errors;
    for (std::string answer; std::getline(answers, answer);) {
        errors += answer.starts_with("{\"line\"") ? answer + "\n" : "";
    }
    EXPECT_EQ(errors, expected_errors);
    for (const std::string& jobs : any_jobs) {
        const ProgramRun run = run_oracle({"project", "--jsonl", "--jobs", jobs}, input);
        EXPECT_TRUE(run.out == one.out) << jobs;
        EXPECT_EQ(run.status, 2);
        EXPECT_EQ(run.err, "");
    }
}

/// A program that runs while its test talks to it.
class Conversation {
public:
    explicit Conversation(const std::string& jobs) {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("no pipe");
        }
        child_ = fork();
        if (child_ == 0) {
            dup2(in[0], STDIN_FILENO);
            dup2(out[1], STDOUT_FILENO);
            execl(ROLLOUT_ORACLE_PROGRAM, ROLLOUT_ORACLE_PROGRAM, "project", "--jsonl", "--jobs", jobs.c_str(),
                  static_cast<char*>(nullptr));
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        to_ = in[1];
        from_ = out[0];
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;
    ~Conversation() {
        close(to_);
        close(from_);
        waitpid(child_, nullptr, 0);
    }

    void say(const std::string& text) const {
        ASSERT_EQ(write(to_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }

    /// Returns what the program says within `milliseconds`, up to the first line feed.
    std::string hear(int milliseconds) const {
        std::string heard;
        pollfd asked{from_, POLLIN, 0};
        while (!heard.ends_with('\n') && poll(&asked, 1, milliseconds) == 1) {
            char byte = 0;
            if (read(from_, &byte, 1) != 1) {
                break;
            }
            heard += byte;
        }
        return heard;
    }

private:
    pid_t child_ = 0;
    int to_ = -1;
    int from_ = -1;
};

TEST(JsonLines, WhoeverWaitsForAnAnswerGetsIt) {
    for (const std::string& jobs : any_jobs) {
        const Conversation conversation(jobs);
        constexpr int long_enough = 20'000;
        for (const char* id : {"1", "2"}) {
            conversation.say("{\"id\":" + std::string(id) + ",\"operations\":[]}\n{\"id\"");
            ASSERT_EQ(conversation.hear(long_enough),
                      "{\"id\":" + std::string(id) + ",\"state\":\"pending\",\"clause\":\"BASE-0\"}\n");
            EXPECT_EQ(conversation.hear(50), "");
            conversation.say(":3,\"operations\":[]}\n");
            ASSERT_EQ(conversation.hear(long_enough), "{\"id\":3,\"state\":\"pending\",\"clause\":\"BASE-0\"}\n");
        }
    }
}

TEST(JsonLines, WhatStopsTheProgramIsSaidTheSameForAnyNumberOfJobs) {
    for (const std::string& jobs : any_jobs) {
        const ProgramRun folder = run_oracle({"project", "--jsonl", "/", "--jobs", jobs});
        EXPECT_EQ(folder.err, "rollout-oracle: line 1 of /: cannot read: Is a directory\n");
        EXPECT_EQ(folder.status, 2);
        const std::string program = std::string(ROLLOUT_ORACLE_PROGRAM) + " project --jsonl --jobs " + jobs;
        const std::string command = "yes '{\"operations\":[]}' | timeout 20 " + program + " >/dev/full 2>/dev/null";
        const int full = std::system(command.c_str());
        EXPECT_EQ(WEXITSTATUS(full), 4);
    }
}

}  // namespace
}  // namespace rollout::tests
