// Goal: `project --jsonl` keeps its contract: an answer for every line in order, and an error in place for every
// hostile one.
#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <array>

#include "crew.hpp"
#include "rollout_line.hpp"
#include "support/fleet_lines.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

TEST(JsonLines, AnswersEachLineInOrderForEachEdition) {
    const std::string input =
        R"({"id":1,"operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]})"
        "\n"
        R"({"id":"b1","edition":"b1","operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]})"
        "\n"
        R"({"id":{"n":[4]},"edition":"b4","released":true,"operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]})"
        "\r\n"
        R"({"operations":[{"state":"failed","on_failure":null},{"state":"running"}]})"
        "\n"
        R"({"id":null,"children":[{"state":"failed","continue_on_failure":true,"pause_on_failure":true,"orphaned":true,"never_started":true},{"state":"running"}]})"
        "\n"
        R"({"operations":[{"state":"completed","deployment":"d","key":"k","kind":"group_finalizer","started":false}]})"
        "\n"
        R"({"operations":[]})";
    const ProgramRun run = run_oracle({"project", "--jsonl", "--edition", "b3"}, input);
    EXPECT_EQ(run.out, R"({"id":1,"state":"running","clause":"ROLL-5"})"
                       "\n"
                       R"({"id":"b1","state":"failed","clause":"BASE-1"})"
                       "\n"
                       R"({"id":{"n":[4]},"state":"running_degraded","clause":"ROLL-6"})"
                       "\n"
                       R"({"state":"failed","clause":"ROLL-3"})"
                       "\n"
                       R"({"id":null,"state":"running","clause":"ROLL-5"})"
                       "\n"
                       R"({"state":"completed","clause":"BASE-7"})"
                       "\n"
                       R"({"state":"pending","clause":"BASE-0"})"
                       "\n");
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run_oracle({"project", "--jsonl"}, "").out, "");
}

TEST(JsonLines, WhatIsNotJsonLinesIsCalledByItsName) {
    const std::vector<std::pair<std::string, std::string>> foreign{
        {std::string("\x1f\x8b\x08\0\0", 5), "it looks compressed: decompress it first"},
        {"\x28\xb5\x2f\xfd\x04", "it looks compressed"},
        {"PK\x03\x04", "it looks compressed"},
        {"\xff\xfe{", "it looks like UTF-16: convert it to UTF-8"},
        {std::string("{\0\"\0", 4), "it looks like UTF-16"},
        {std::string("\0{\0\"", 4), "it looks like UTF-16"},
        {"[", "it looks like JSON over several lines: one rollout a line is expected, as jq -c writes it"},
        {"  {", "it looks like JSON over several lines"},
        {"    \"operations\": [", "it looks like JSON over several lines"},
        {"    ]", "it looks like JSON over several lines"},
        {"  },", "it looks like JSON over several lines"},
        {"---", "it looks like YAML: one rollout a line is expected, as JSON"},
        {"- state: failed", "it looks like YAML"},
        {"  on_failure: halt", "it looks like YAML"},
        {"state,on_failure", "it looks like CSV: one rollout a line is expected, as JSON"},
        {"failed\tcontinue", "it looks like CSV"},
        {"<rollouts>", "it looks like XML or HTML"},
    };
    for (const auto& [line, message] : foreign) {
        const ProgramRun run = run_oracle({"project", "--jsonl"}, line + "\n" + R"({"operations":[]})" + "\n");
        EXPECT_EQ(run.status, 2);
        EXPECT_NE(run.out.find(message), std::string::npos) << run.out;
        EXPECT_NE(run.out.find("\n{\"state\":\"pending\""), std::string::npos)
            << "the next line is answered: " << run.out;
        EXPECT_EQ(run.out.find("Invalid value"), std::string::npos) << run.out;
    }
    EXPECT_EQ(run_oracle({"project", "--jsonl"}, R"({"operations":[}])").out.find("looks like"), std::string::npos)
        << "a mistake in a line that is JSON";
}

TEST(JsonLines, AByteOrderMarkBeforeTheFirstLineIsNoPartOfIt) {
    const std::string line = R"({"id":1,"operations":[{"state":"running"}]})"
                             "\n";
    for (const char* jobs : {"1", "2"}) {
        const ProgramRun run = run_oracle({"project", "--jsonl", "--jobs", jobs}, "\xef\xbb\xbf" + line + line);
        EXPECT_EQ(run.status, 0) << run.out;
        EXPECT_EQ(run.out, run_oracle({"project", "--jsonl"}, line + line).out);
    }
    EXPECT_EQ(run_oracle({"project", "--jsonl"}, line + "\xef\xbb\xbf" + line).status, 2);
}

TEST(JsonLines, EveryHostileLineIsNamedAndTheOthersAreAnswered) {
    // Each line with the part that its error must contain.
    const std::vector<std::pair<std::string, std::string>> hostile{
        {"", "the line is empty"},
        {"\r", "the line is empty"},
        {" ", "byte 1"},
        {"{", "byte 1"},
        {"nul", "byte 3"},
        {"[]", "a rollout is an object, not an array"},
        {"7", "a rollout is an object, not a number"},
        {R"({"id":7,"operations":[{"state":"failed"})", "byte 40"},
        {R"({"operations":[]} x)", "byte 18"},
        {R"({"operations":[]}{"operations":[]})", "byte 17"},
        {R"({'operations':[]})", "byte 1"},
        {R"({"operations":[],})", "byte 17"},
        {std::string("{\"operations\":[]}\0", 18), "a NUL byte"},
        {std::string("{\"operations\":[{\"state\":\"a\0b\"}]}", 32), "byte 26"},
        {"{\"operations\":[{\"state\":\"\xff\"}]}", "byte 25: not JSON: Invalid encoding"},
        {"{\"operations\":[{\"state\":\"\xed\xa0\x80\"}]}", "byte 25: not JSON: Invalid encoding"},
        {"\xef\xbb\xbf{\"operations\":[]}", "byte 0"},  // no longer the first line
        {R"({"operations":[{"state":"\ud800"}]})", "byte 25: half of a surrogate pair"},
        {R"({"operations":[{"state":"\udc00"}]})", "byte 25: half of a surrogate pair"},
        {R"({"operations":[{"state":"a","on_failure":"\ud83d\ude00\ude00"}]})", "byte 54: half of a surrogate pair"},
        {R"({"operations":[{"state":"\\\udc00"}]})", "byte 27: half of a surrogate pair"},
        {R"({"id":"\udc00","operations":[]})", "byte 7: half of a surrogate pair"},
        {R"({"id":"\ud800","operations":[]})", "byte 7: half of a surrogate pair"},
        {R"({"operations":[{"state":"\ud800\u0041"}]})", "byte 25: half of a surrogate pair"},
        {R"([{"operations":[]}])", "not an array; one rollout a line is expected, as jq -c .[] writes it"},
        {R"({"operations":[{"state":1e99999}]})", "operations, row 1: state: expected a string, got a number"},
        {R"({"id":1e99999x,"operations":[]})", "byte 13: not JSON"},
        {R"({"id":[1e99999,1.e5],"operations":[]})", "byte 17: not JSON"},
        {R"({"operations":[{"state":18446744073709551616}]})",
         "operations, row 1: state: expected a string, got a number"},
        {R"({"operations":[{"state":"failed"},{"state":null}]})",
         "operations, row 2: state: expected a string, got null"},
        {R"({"operations":[{"state":["failed"]}]})", "operations, row 1: state: expected a string, got an array"},
        {R"({"operations":[{"state":{"state":"failed"}}]})",
         "operations, row 1: state: expected a string, got an object"},
        {R"({"operations":[{"state":"failed","on_failure":true}]})",
         "operations, row 1: on_failure: expected a string or null"},
        {R"({"operations":[{"state":"failed","on_failur":"halt"}]})", "operations, row 1: unknown field \"on_failur\""},
        {R"({"operations":[{"state":"failed","continue_on_failure":true}]})", "unknown field \"continue_on_failure\""},
        {R"({"children":[{"state":"failed","on_failure":"halt"}]})", "children, child 1: unknown field \"on_failure\""},
        {R"({"children":[{"state":"failed","orphaned":1}]})", "children, child 1: orphaned: expected a boolean"},
        {R"({"children":[{"state":"failed","continue_on_failure":"yes"}]})", "children, child 1: continue_on_failure"},
        {R"({"operations":[{"state":"a","started":"x"}]})", "operations, row 1: started: expected a boolean"},
        {R"({"operations":[{"state":"a","deployment":1}]})", "operations, row 1: deployment: expected a string"},
        {R"({"operations":[{"state":"a","target":1}]})", "operations, row 1: target: expected a string, got a number"},
        {R"({"operations":[{"state":"a","step":"1"}]})", "operations, row 1: step: expected a number, got a string"},
        {R"({"operations":[{"state":"a","step":null}]})", "operations, row 1: step: expected a number, got null"},
        {R"({"operations":[{"state":"a","step":1.0}]})", "operations, row 1: step: expected a whole number"},
        {R"({"operations":[{"state":"a","step":-1}]})", "operations, row 1: step: expected a whole number"},
        {R"({"operations":[{"state":"a","step":1e1}]})", "operations, row 1: step: expected a whole number"},
        {R"({"operations":[{"state":"a","step":1e999}]})", "operations, row 1: step: expected a whole number"},
        {R"({"operations":[{"state":"a","step":4294967296}]})", "operations, row 1: step: expected a whole number"},
        {R"({"operations":[{"state":"a","key":null}]})", "operations, row 1: key: expected a string"},
        {R"({"operations":[{"state":"a","kind":"Work"}]})", "operations, row 1: kind: expected \"work\""},
        {R"({"operations":[{}]})", "operations, row 1: state: is required"},
        {R"({"operations":[null]})", "operations, row 1: expected an object, got null"},
        {R"({"operations":[[]]})", "operations, row 1: expected an object, got an array"},
        {R"({"operations":null})", "operations: expected an array, got null"},
        {R"({"operations":{}})", "operations: expected an array, got an object"},
        {R"({"id":7})", "one of operations and children is required"},
        {R"({"operations":[],"children":[]})", "exactly one of operations and children"},
        {R"({"children":[],"operations":[{"state":"failed"}]})", "exactly one of operations and children"},
        {R"({"operations":[{"state":"failed"}],"children":[{"state":"failed"}]})", "exactly one of operations and"},
        {R"({"children":[{"state":"failed"}],"operations":7})", "exactly one of operations and children"},
        {R"({"operations":[],"operations":[]})", "operations: appears twice"},
        {R"({"operations":[{"state":"failed"}],"operations":[{"state":"failed","key":7}]})",
         "operations: appears twice"},
        {R"({"id":1,"id":1,"operations":[]})", "id: appears twice"},
        {R"({"operations":[{"state":"failed","state":"failed"}]})", "operations, row 1: state: appears twice"},
        {R"({"edition":"B2","operations":[]})", "\"B2\" is not an edition"},
        {R"({"edition":2,"operations":[]})", "edition: expected a string, got a number"},
        {R"({"released":"yes","operations":[]})", "released: expected a boolean, got a string"},
        {R"({"operations":[],"relesed":true})", "unknown field \"relesed\""},
        {std::string(100000, '['), "byte 100000"},
        {std::string(100000, '{'), "byte 1"},
    };
    std::string input;
    for (const auto& [line, message] : hostile) {
        input += line + "\n" + R"({"id":0,"operations":[{"state":"running"}]})" + "\n";
    }
    const ProgramRun run = run_oracle({"project", "--jsonl"}, input);
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.err, "");
    std::size_t begin = 0;
    std::size_t number = 0;
    for (const auto& [line, message] : hostile) {
        for (const bool bad : {true, false}) {
            ++number;
            const std::size_t end = run.out.find('\n', begin);
            ASSERT_NE(end, std::string::npos) << "no answer to line " << number;
            const std::string answer = run.out.substr(begin, end - begin);
            begin = end + 1;
            rapidjson::Document document;
            document.Parse(answer.c_str());
            ASSERT_TRUE(document.IsObject()) << answer;
            if (bad) {
                ASSERT_TRUE(document.HasMember("error")) << line.substr(0, 100) << " gave " << answer;
                EXPECT_EQ(document["line"].GetUint64(), number);
                EXPECT_NE(std::string(document["error"].GetString()).find(message), std::string::npos)
                    << answer << " should say " << message;
            } else {
                EXPECT_EQ(answer, R"({"id":0,"state":"running","clause":"BASE-13"})");
            }
        }
    }
    EXPECT_EQ(begin, run.out.size());
}

TEST(JsonLines, EveryEditionAnswersOnBothLevels) {
    const std::vector<std::array<std::string, 2>> lines{
        {R"({"edition":"pause","operations":[{"state":"failed","on_failure":"pause"},{"state":"running"}]})",
         R"({"state":"paused","clause":"ROLL-8"})"},
        {R"({"edition":"pause","released":true,"operations":[{"state":"failed","on_failure":"pause"},{"state":"running"}]})",
         R"({"state":"running_degraded","clause":"ROLL-6"})"},
        {R"({"edition":"pause","children":[{"state":"failed","pause_on_failure":true},{"state":"running"}]})",
         R"({"state":"paused","clause":"ROLL-8"})"},
        {R"({"edition":"pause","children":[{"state":"running"},{"state":"failed","pause_on_failure":true}]})",
         R"({"state":"running_degraded","clause":"ROLL-6"})"},
        {R"({"edition":"pause","children":[{"state":"failed","pause_on_failure":true,"continue_on_failure":true},{"state":"running"}]})",
         R"({"state":"failed","clause":"ROLL-7"})"},
        {R"({"edition":"b2","children":[{"state":"failed","pause_on_failure":true,"continue_on_failure":true},{"state":"running"}]})",
         R"({"state":"running","clause":"ROLL-5"})"},
        {R"({"edition":"settled","operations":[{"state":"failed"},{"state":"running"}]})",
         R"({"state":"running_degraded","clause":"ROLL-9"})"},
        {R"({"edition":"settled","operations":[{"state":"failed","on_failure":null},{"state":"stopped","started":false}]})",
         R"({"state":"running_degraded","clause":"ROLL-9"})"},
        {R"({"edition":"settled","children":[{"state":"failed"},{"state":"stopped","never_started":true}]})",
         R"({"state":"running_degraded","clause":"ROLL-9"})"},
        {R"({"edition":"settled","children":[{"state":"STATE_Post_Checksum"},{"state":"cutting_over"}]})",
         R"({"state":"post_checksum","clause":"BASE-17"})"},
        {R"({"edition":"finalizers","operations":[{"state":"failed"},{"state":"stopped","started":false}]})",
         R"({"state":"failed","clause":"ROLL-7"})"},
        {R"({"edition":"finalizers","children":[{"state":"failed"},{"state":"stopped","never_started":true}]})",
         R"({"state":"failed","clause":"ROLL-7"})"},
        {R"({"edition":"finalizers","children":[{"state":"failed","continue_on_failure":true},{"state":"stopped","orphaned":true}]})",
         R"({"state":"failed","clause":"ROLL-11"})"},
        // The place of a row may come before or after its state; a row that says nothing of its place is work.
        {R"({"operations":[{"state":"failed","on_failure":"continue","key":"a/t"},{"kind":"group_finalizer","key":"a/group_finalizer","state":"pending"}],"edition":"finalizers"})",
         R"({"state":"failed","clause":"ROLL-11"})"},
        {R"({"operations":[{"state":"failed","on_failure":"continue"},{"kind":"group_finalizer","key":"a/group_finalizer","state":"pending"},{"state":"completed"}],"edition":"finalizers"})",
         R"({"state":"running_degraded","clause":"ROLL-6"})"},
        {R"({"operations":[{"step":4294967295,"state":"pending"},{"state":"failed","on_failure":"continue","step":4294967294}],"edition":"steps"})",
         R"({"state":"failed","clause":"ROLL-11"})"},
        {R"({"operations":[{"step":2,"state":"pending"},{"state":"failed","on_failure":"continue","step":2,"target":"t"}],"edition":"steps"})",
         R"({"state":"running_degraded","clause":"ROLL-6"})"},
        {R"({"operations":[{"step":2,"state":"pending"},{"state":"failed","on_failure":"continue","step":1}],"edition":"finalizers"})",
         R"({"state":"running_degraded","clause":"ROLL-6"})"},
        {R"({"operations":[{"state":"failed","on_failure":"continue","deployment":"\u0000","key":"\ud83d\ude00/t"},{"kind":"group_finalizer","deployment":"\u0000","key":"\ud83d\ude00/group_finalizer","state":"stopped"}],"edition":"finalizers"})",
         R"({"state":"failed","clause":"ROLL-11"})"},
    };
    std::string input;
    std::string expected;
    for (const auto& [line, answer] : lines) {
        input += line + "\n";
        expected += answer + "\n";
    }
    const ProgramRun run = run_oracle({"project", "--jsonl"}, input);
    EXPECT_EQ(run.out, expected);
    EXPECT_EQ(run.status, 0);
}

TEST(JsonLines, TheLineWinsOverTheCommandLine) {
    const std::string rows = R"("operations":[{"state":"failed","on_failure":"pause"},{"state":"running"}]})";
    const ProgramRun run = run_oracle({"project", "--jsonl", "--edition", "pause", "--released"},
                                      "{" + rows + "\n{\"released\":false," + rows + "\n{\"edition\":\"b2\"," + rows);
    EXPECT_EQ(run.out,
              "{\"state\":\"running_degraded\",\"clause\":\"ROLL-6\"}\n"
              "{\"state\":\"paused\",\"clause\":\"ROLL-8\"}\n"
              "{\"state\":\"failed\",\"clause\":\"ROLL-3\"}\n");
}

std::string id_of_error(const std::string& line) {
    const auto read = oracle::read_rollout_line(line);
    return std::string(std::get<oracle::LineError>(read).id);
}

TEST(JsonLines, AnErrorEchoesTheIdIfItWasReadable) {
    EXPECT_EQ(id_of_error(R"({"id":[1, 2],"operations":5})"), "[1, 2]");
    EXPECT_EQ(id_of_error(R"({"operations":5,"id":"late"})"), "\"late\"");
    EXPECT_EQ(id_of_error(R"({"id":7,"operations":[)"), "7");
    EXPECT_EQ(id_of_error(R"({"id":01,"operations":[]})"), "");
    EXPECT_EQ(id_of_error(R"({"id":7)"), "");
}

TEST(JsonLines, AnIdOfAnyShapeIsEchoedAsItCame) {
    const std::vector<std::string> ids{"12345678901234567890123456789",
                                       std::string(400, '9'),
                                       "1e400",
                                       "-1.5E+999999",
                                       "[1e400, \"1e400\", 2]",
                                       "-0",
                                       "1.50",
                                       "\"\\u00e9\"",
                                       "{ \"a\" : [ ] }",
                                       "true",
                                       "null",
                                       "[[[[]]]]",
                                       "[[1],{\"a\":{}}]",
                                       "{}",
                                       "\"\""};
    for (const std::string& id : ids) {
        const std::string line = "{\"id\": " + id + " ,\"operations\":[]}";
        EXPECT_EQ(std::get<oracle::RolloutLine>(oracle::read_rollout_line(line)).id, id);
    }
}

TEST(JsonLines, EveryAnswerIsThatOfTheReference) {
    FleetLines fleet;
    std::string input;
    std::string expected;
    for (std::size_t i = 0; i < 3000; ++i) {
        const std::string line = fleet.next();
        const auto read = oracle::read_rollout_line(line);
        const auto& rollout = std::get<oracle::RolloutLine>(read);
        const auto decision =
            reference::decide(Edition::pause, std::span(std::get<std::vector<Operation>>(rollout.elements)),
                              *rollout.released ? Latch::released : Latch::unreleased);
        input += line + "\n";
        expected += "{\"id\":" + std::string(rollout.id) + "," + oracle::json_fields(decision) + "}\n";
    }
    EXPECT_TRUE(run_oracle({"project", "--jsonl", "--edition", "pause"}, input).out == expected);
}

}  // namespace
}  // namespace rollout::tests
