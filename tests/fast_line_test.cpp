// Goal: what the fast reader takes, the reader that judges reads to the same rollout; and it takes the usual lines.
// Method: usual lines, and every one-byte change of small ones, each also by a reader that has met the rows before.

#include <sstream>

#include "fast_line.hpp"
#include "support/fleet_lines.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

using oracle::FastLineReader;
using oracle::RolloutLine;

/// Every field that a line may have, in the layouts of several writers.
const std::vector<std::string> small_lines{
    R"({"id":"a-1","operations":[{"state":"failed","on_failure":"halt"},{"state":"failed","on_failure":"halt"}],"released":true})",
    R"({"released": false, "edition": "b4", "operations": [{"on_failure": null, "state": "running"}], "id": 120})",
    "\t{ \"operations\" : [ ] , \"id\" : \"\" } \r",
    R"({"operations":[{"state":"STATE_Stopped"},{"state":"","on_failure":""}]})",
    R"({"id":0,"operations":[{"state":"}{][,:","on_failure":"continue"}]})",
};

/// Returns whether the fast reader takes the line; if so, expects that the judge reads the same.
bool takes(FastLineReader& reader, const std::string& line) {
    const RolloutLine* fast = reader.read(line);
    if (fast == nullptr) {
        return false;
    }
    const auto read = oracle::read_rollout_line(line);
    const auto* slow = std::get_if<RolloutLine>(&read);
    if (slow == nullptr) {
        ADD_FAILURE() << "taken, but bad: " << line;
        return true;
    }
    EXPECT_EQ(fast->id.data(), slow->id.data()) << line;
    EXPECT_EQ(fast->id.size(), slow->id.size()) << line;
    EXPECT_EQ(fast->edition, slow->edition) << line;
    EXPECT_EQ(fast->released, slow->released) << line;
    EXPECT_EQ(fast->elements, slow->elements) << line;
    EXPECT_TRUE(fast->placements.empty() && slow->placements.empty()) << line;
    return true;
}

/// Returns whether it is taken, the same by a reader that has read nothing and by one that has read the small lines.
bool takes_fresh_and_experienced(const std::string& line) {
    static FastLineReader experienced = [] {
        FastLineReader reader;
        for (const std::string& small : small_lines) {
            reader.read(small);
        }
        return reader;
    }();
    FastLineReader fresh;
    const bool taken = takes(fresh, line);
    FastLineReader copy = experienced;  // which learns nothing from the lines of this test
    EXPECT_EQ(takes(copy, line), taken) << line;
    return taken;
}

TEST(FastLine, TakesTheUsualLines) {
    FastLineReader reader;
    FleetLines lines;
    for (std::size_t i = 0; i < 2000; ++i) {
        const std::string line = lines.next();
        ASSERT_TRUE(takes(reader, line)) << line;
    }
    for (const std::string& line : small_lines) {
        EXPECT_TRUE(takes_fresh_and_experienced(line)) << line;
    }
}

TEST(FastLine, ReadsTheSampleRolloutsAsTheJudgeDoes) {
    FastLineReader reader;
    std::istringstream samples(read_file(ROLLOUT_SOURCE_DIR "/tests/demo/rollouts.jsonl"));
    std::size_t taken = 0;
    for (std::string line; std::getline(samples, line);) {
        taken += takes(reader, line) ? 1U : 0U;
    }
    EXPECT_GT(taken, 5U);
}

TEST(FastLine, LeavesToTheJudgeWhatIsNotPlain) {
    for (const char* line : {"",
                             "{",
                             "[]",
                             R"({"id":1})",
                             R"({"children":[]})",
                             R"({"operations":[],"children":[]})",
                             R"({"operations":[],"operations":[]})",
                             R"({"id":1,"id":1,"operations":[]})",
                             R"({"operations":[{}]})",
                             R"({"id":"","id":"","operations":[]})",
                             R"({"released":true,"released":true,"operations":[]})",
                             R"({"edition":"b2","edition":"b2","operations":[]})",
                             R"({"edition":"b9","operations":[]})",
                             R"({"operations":[{"state":"a","state":"a"}]})",
                             R"({"operations":[{"on_failure":"halt"}]})",
                             R"({"operations":[{"state":"a","on_failure":null,"on_failure":null}]})",
                             R"({"operations":[{"state":"a","key":"k"}]})",
                             R"({"operations":[{"state":null}]})",
                             R"({"id":1e5,"operations":[]})",
                             R"({"id":01,"operations":[]})",
                             R"({"id":-1,"operations":[]})",
                             R"({"id":1234567890123456789,"operations":[]})",
                             R"({"id":[1],"operations":[]})",
                             R"({"id":null,"operations":[]})",
                             R"({"id":"\u0041","operations":[]})",
                             R"({"i\u0064":1,"operations":[]})",
                             R"({"id":"é","operations":[]})",
                             R"({"operations":[]}{})",
                             R"({"operations":[]} x)",
                             R"({"operations":[],})",
                             R"({"operations":[{"state":"a"},]})",
                             R"({"operations":[{"state":"a"}{"state":"a"}]})",
                             R"({,"operations":[]})",
                             R"({"operations":[{"state":"a",}]})",
                             "{\"operations\":[]}\n",
                             "\xef\xbb\xbf{\"operations\":[]}"}) {
        EXPECT_FALSE(takes_fresh_and_experienced(line)) << line;
    }
    EXPECT_FALSE(takes_fresh_and_experienced(std::string("{\"operations\":[]}\0", 18)));
}

TEST(FastLine, EveryByteRemovedReplacedOrAddedIsReadAsTheJudgeReadsIt) {
    constexpr char chosen[] = "\0\x01\t\n\r \x1f!\"',-.019:;[\\]eftnu{}\x7f\x80\xc3\xff_Aa";
    const std::string_view bytes(chosen, sizeof(chosen) - 1);
    std::size_t taken = 0;
    std::size_t cases = 0;
    const auto check = [&](const std::string& line) {
        ++cases;
        taken += takes_fresh_and_experienced(line) ? 1U : 0U;
    };
    for (const std::string& line : small_lines) {
        for (std::size_t at = 0; at <= line.size(); ++at) {
            for (const char byte : bytes) {
                check(std::string(line).insert(at, 1, byte));
                if (at < line.size()) {
                    check(std::string(line).replace(at, 1, 1, byte));
                }
            }
            check(line.substr(0, at));
            check(line.substr(at));
            if (at < line.size()) {
                check(std::string(line).erase(at, 1));
            }
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
    EXPECT_GT(taken, cases / 10);  // both happen often
    EXPECT_LT(taken, cases / 2);
}

TEST(FastLine, TheBytesOfAStringAreLookedAtWhereverTheyStand) {
    // Beside every border of the words in which they are read.
    for (std::size_t size = 1; size <= 18; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string id(size, 'x');
                id[at] = static_cast<char>(byte);
                const bool plain = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
                for (const char* rest : {R"(","operations":[]})", R"("})"}) {
                    const std::string line = (rest[1] == '}' ? R"({"operations":[],"id":")" : R"({"id":")") + id + rest;
                    EXPECT_EQ(takes_fresh_and_experienced(line), plain) << line;
                }
            }
        }
    }
}

TEST(FastLine, ALineReadBeforeLeavesNothingBehind) {
    FastLineReader reader;
    EXPECT_TRUE(takes(reader, R"({"id":1,"edition":"b4","released":true,"operations":[{"state":"failed"}]})"));
    EXPECT_TRUE(takes(reader, R"({"operations":[]})"));
    EXPECT_FALSE(takes(reader, R"({"id":1,"operations":[{"state":"failed","on_failure":"halt"},{"key":"k"}]})"));
    EXPECT_TRUE(takes(reader, R"({"operations":[{"state":"running"}]})"));
}

TEST(KnownRows, ARowIsKnownByAllItsBytes) {
    const std::string row = R"({"state":"completed","on_failure":"continue"})";
    oracle::KnownRows<Operation> rows;
    EXPECT_FALSE(rows.begins(row));
    rows.keep(row, {State::completed, Policy::continue_});
    const auto known = rows.begins(row + ",{\"state\"");
    ASSERT_TRUE(known);
    EXPECT_EQ(known->row, (Operation{State::completed, Policy::continue_}));
    EXPECT_EQ(known->size, row.size());
    for (std::size_t at = 0; at < row.size(); ++at) {
        EXPECT_FALSE(rows.begins(row.substr(0, at)));
        EXPECT_FALSE(rows.begins(std::string(row).replace(at, 1, "x"))) << at;
    }
}

TEST(KnownRows, ARowOfAnySizeMayBeKept) {
    for (std::size_t size = 0; size <= 300; ++size) {
        oracle::KnownRows<Operation> rows;
        const std::string row = std::string(size, 'x') + "}";
        rows.keep(row, {State::failed});
        const auto known = rows.begins(row);
        EXPECT_TRUE(!known || (known->size == row.size() && known->row.state == State::failed)) << size;
        EXPECT_EQ(known.has_value(), size >= 15 && size < 124) << size;
    }
}

}  // namespace
}  // namespace rollout::tests
