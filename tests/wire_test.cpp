// Goal: the wire of spec/guides/wire.md is what its schema says and what testees speak. Method: cases of every part,
// and mistakes, are held against the schema and read; testees are asked over pipes.
#include <unistd.h>

#include <array>
#include <regex>
#include <string>

#include "decision_sources.hpp"
#include "question_json.hpp"
#include "support/gtest.hpp"
#include "support/schema.hpp"
#include "testee.hpp"

namespace rollout::oracle {
namespace {

constexpr std::uint64_t wire_seed = 337;
const std::string root = ROLLOUT_SOURCE_DIR;

const std::span<const Subject> deciding = std::span(subjects).subspan(1);  // all but the projection
const Subject& guard = *find_subject("guard");
const Subject& writer = *find_subject("writer");
const Subject& claim = *find_subject("claim");

bool is_valid(const std::string& line) {
    static const tests::Schema schema("wire");
    return schema.problem(line).empty();
}

std::string run_request(Edition edition, const Subject& subject, const std::string& cases) {
    return R"({"cmd":"run","seq":7,"edition":")" + std::string(name(edition)) + R"(","subject":")" +
           std::string(subject.name) + R"(","cases":[)" + cases + "]}";
}

TEST(Wire, TheSchemaTakesEveryKindOfCase) {
    for (const EditionFacts& in : editions) {
        for (const Subject& subject : deciding) {
            for (const Source& source : decision_sources(subject, in.edition, wire_seed)) {
                std::string cases;
                for (std::uint64_t number = 0; number < source.size; number += 1 + source.size / 40) {
                    cases += (cases.empty() ? "{" : ",{") + members_of(source.at(number).input) + "}";
                }
                EXPECT_TRUE(is_valid(run_request(in.edition, subject, cases))) << cases;
                for (const Subject& other : deciding) {
                    EXPECT_EQ(is_valid(run_request(in.edition, other, cases)), &other == &subject);
                }
            }
        }
    }
}

TEST(Wire, TheExamplesOfThePageAreLinesOfTheSchema) {
    const std::string page = tests::read_file(root + "/spec/guides/wire.md");
    const std::regex line("(?:^|\n)    (->|<-) (\\{[^\n]*\\})");
    std::size_t lines = 0;
    for (auto match = std::sregex_iterator(page.begin(), page.end(), line); match != std::sregex_iterator(); ++match) {
        ++lines;
        EXPECT_TRUE(is_valid((*match)[2])) << (*match)[2];
    }
    EXPECT_GE(lines, 16U);
    const std::regex asked(
        "\n    -> \\{\"cmd\":\"run\",\"seq\":\\d+,\"edition\":\"(\\w+)\",\"subject\":\"(\\w+)\",\"cases\":"
        "\\[(\\{[^\n]*\\})\\]\\}\n    <- \\{\"seq\":\\d+,\"results\":\\[\\{\"answer\":\"([^\"]*)\"\\}\\]\\}");
    std::size_t answers = 0;
    for (auto match = std::sregex_iterator(page.begin(), page.end(), asked); match != std::sregex_iterator(); ++match) {
        ++answers;
        const auto read = read_question((*match)[3].str(), *find_subject((*match)[2].str()));
        ASSERT_TRUE(std::holds_alternative<Question>(read)) << std::get<std::string>(read);
        EXPECT_EQ(answer(*edition_named((*match)[1].str()), std::get<Question>(read), by_reference), (*match)[4])
            << (*match)[0];
    }
    EXPECT_GE(answers, 10U) << "one of each decision";
}

TEST(Wire, TheSchemaRefusesOtherLines) {
    for (
        const char* line : {
            R"({})",
            R"([])",
            R"({"cmd":"start"})",
            R"({"cmd":"start","version":2})",
            R"({"cmd":"halt"})",
            R"({"cmd":"run","seq":0,"edition":"b2","cases":[{"operations":[]}]})",
            R"({"cmd":"run","seq":1,"edition":"b9","cases":[{"operations":[]}]})",
            R"({"cmd":"run","seq":1,"edition":"b2","cases":[]})",
            R"({"cmd":"run","seq":1,"edition":"b2","cases":[{}]})",
            R"({"cmd":"run","seq":1,"edition":"b2","cases":[{"operations":[],"children":[]}]})",
            R"({"cmd":"run","seq":1,"edition":"b2","cases":[{"operations":[{"on_failure":"halt"}]}]})",
            R"({"cmd":"run","seq":1,"edition":"b2","cases":[{"operations":[{"state":"failed","on_failur":"halt"}]}]})",
            R"({"cmd":"run","seq":1,"edition":"b2","subject":"guard","cases":[{"operations":[]}]})",
            R"({"cmd":"run","seq":1,"edition":"b2","cases":[{"decision":"stop","parent":"failed","every_row_is_terminal":true}]})",
            R"({"version":1,"implementation":{"name":"a","version":"1","language":"b"},"editions":[]})",
            R"({"version":1,"implementation":{"name":"a","version":"1"},"editions":["b2"]})",
            R"({"seq":1,"results":[{}]})",
            R"({"seq":1,"results":[{"state":"failed","skipped":"no"}]})",
            R"({"seq":"1","results":[{"state":"failed"}]})",
        }) {
        EXPECT_FALSE(is_valid(line)) << line;
    }
}

TEST(Wire, ACaseThatSaysNothingIsRefusedByFieldAndByTheSchema) {
    struct Mistake {
        const Subject& subject;
        const char* json;
        const char* problem;
    };
    constexpr const char* deep = R"({"decision":"stop","parent":"failed","every_row_is_terminal":[[[[[[]]]]]]})";
    for (const Mistake& mistake : {
             Mistake{guard, "[]", "a case: expected an object, got an array"},
             Mistake{guard, "{}", "decision: is missing"},
             Mistake{guard, R"({"decision":7})", "decision: expected a string, got a number"},
             Mistake{guard, R"({"decision":"stop"})", R"(decision: subject guard has no "stop")"},
             Mistake{writer, R"({"decision":"stop"})", "parent: is missing"},
             Mistake{writer, R"({"decision":"stop","parent":"faild"})", R"(parent: "faild" is no value of it)"},
             Mistake{writer, R"({"decision":"stop","parent":null})", "parent: expected a string, got null"},
             Mistake{writer, R"({"decision":"stop","parent":"failed","parent":"failed"})", "parent: appears twice"},
             Mistake{writer, R"({"decision":"stop","decision":"stop"})", "decision: appears twice"},
             Mistake{writer, R"({"decision":"stop","parents":"failed"})", R"(unknown field "parents" of stop)"},
             Mistake{writer, R"({"decision":"stop","released":true})", R"(unknown field "released" of stop)"},
             Mistake{writer, R"({"decision":"stop","parent":"failed","every_row_is_terminal":"yes"})",
                     "every_row_is_terminal: expected a boolean, got a string"},
             Mistake{writer, deep, "every_row_is_terminal: expected a boolean, got an array"},
             Mistake{writer, R"({"decision":"row","own":"failed","parent":"failed","lease":"fresh"})",
                     R"(lease: "fresh" is no value of it)"},
             Mistake{claim, R"({"decision":"claim","operations":{}})", "operations: expected an array, got an object"},
             Mistake{claim, R"({"decision":"claim","operations":[7]})",
                     "operations, row 1: expected an object, got a number"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed"},{}]})",
                     "operations, row 2: state: is required"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed","state":"failed"}]})",
                     "operations, row 1: state: appears twice"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed","on_failure":1}]})",
                     "operations, row 1: on_failure: expected a string or null, got a number"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed","kind":"wrok"}]})",
                     R"(operations, row 1: kind: expected "work" or "group_finalizer", got "wrok")"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed","started":0}]})",
                     "operations, row 1: started: expected a boolean, got a number"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed","step":1.5}]})",
                     "operations, row 1: step: expected a whole number from 0 to 4294967295, in digits alone"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed","step":4294967296}]})",
                     "operations, row 1: step: expected a whole number from 0 to 4294967295, in digits alone"},
             Mistake{claim, R"({"decision":"claim","operations":[{"state":"failed","target":null}]})",
                     "operations, row 1: target: expected a string, got null"},
             Mistake{claim, R"({"decision":"claim","operations":[{"stat":"failed"}]})",
                     R"(operations, row 1: unknown field "stat")"},
             Mistake{claim, R"({"decision":"claim","at":0})", "at: expected a whole number from 1 on"},
             Mistake{claim, R"({"decision":"claim","at":1.5})", "at: expected a whole number from 1 on"},
             Mistake{claim, R"({"decision":"claim","at":"1"})", "at: expected a number, got a string"},
             Mistake{claim,
                     R"({"decision":"claim","operations":[{"state":"failed"}],"at":1,"cutover":"","parent":"failed",)"
                     R"("stop":true,"start":true,"retries":true,"lease":"fresh"})",
                     "released: is missing"},
         }) {
        const auto read = read_question(mistake.json, mistake.subject);
        ASSERT_TRUE(std::holds_alternative<std::string>(read)) << mistake.json;
        EXPECT_EQ(std::get<std::string>(read), mistake.problem);
        if (std::string_view(mistake.problem).find("twice") == std::string_view::npos) {  // which no schema sees
            EXPECT_FALSE(is_valid(run_request(Edition::b2, mistake.subject, mistake.json))) << mistake.json;
        }
    }
    const std::string beyond =
        R"({"decision":"claim","operations":[{"state":"failed"}],"at":2,"cutover":"","parent":"failed","stop":true,)"
        R"("start":true,"retries":true,"lease":"fresh","released":false})";
    EXPECT_EQ(std::get<std::string>(read_question(beyond, claim)), "at: there is no row at that place");
}

TEST(Wire, WhatIsNotJsonIsRefusedByByte) {
    const auto problem = [](std::string_view json) {
        const auto read = read_question(json, guard);
        return std::holds_alternative<std::string>(read) ? std::get<std::string>(read) : "";
    };
    using namespace std::string_view_literals;
    for (const std::string_view json :
         {""sv, "{"sv, "{}x"sv, "{}\0x"sv, "{\"\xFF\":1}"sv, "{'a':1}"sv, "{\"a\":1e999}"sv}) {
        EXPECT_EQ(problem(json).rfind("byte ", 0), 0U) << json << problem(json);
    }
    EXPECT_EQ(problem(std::string(200'000, '[')).rfind("byte ", 0), 0U);
    EXPECT_EQ(problem(std::string(200'000, '[') + std::string(200'000, ']')),
              "a case: expected an object, got an array");
}

TEST(Wire, RowsKeepTheirWordsAndNullIsNoPolicy) {
    const std::string json =
        R"({"decision":"claim","operations":[{"state":"Fa\u0000iled \"","on_failure":null,"key":"ä/\n"},)"
        R"({"state":"pending","started":false,"kind":"group_finalizer","deployment":"d"}],"at":2,"cutover":" parallel",)"
        R"("parent":"failed","stop":true,"start":false,"retries":true,"lease":"fresh","released":true})";
    const auto read = read_question(json, claim);
    ASSERT_TRUE(std::holds_alternative<Question>(read)) << std::get<std::string>(read);
    const auto& question = std::get<Question>(read);
    EXPECT_EQ(question.placed()[0].operation.on_failure, Policy::unknown);
    EXPECT_EQ(question.placed()[1].operation.on_failure, Policy::halt);
    EXPECT_EQ(question.rows[0].key, "ä/\n");
    const auto again = question_of_id(id_of(question));
    ASSERT_TRUE(std::holds_alternative<Question>(again)) << std::get<std::string>(again);
    EXPECT_EQ(std::get<Question>(again).rows, question.rows);
    EXPECT_EQ(members_of(std::get<Question>(again)), members_of(question));
    EXPECT_TRUE(is_valid(run_request(Edition::b2, claim, "{" + members_of(question) + "}")));
}

/// What a testee said of some cases.
struct Heard {
    std::size_t right = 0;
    std::size_t skipped = 0;
    std::vector<std::string> wrong;
};
/// Asks a testee about as many cases of the part as `most`, and adds what it says to `heard`.
void hear(Testee& testee, Edition edition, const Source& source, const Subject& subject, std::uint64_t most,
          Heard& heard) {
    std::vector<TestCase> asked;
    std::string cases;
    for (std::uint64_t number = 0; number < source.size; number += 1 + source.size / most) {
        asked.push_back(source.at(number));
        cases += (cases.empty() ? "{" : ",{") + members_of(asked.back().input) + "}";
    }
    ASSERT_FALSE(testee.send(name(edition), subject.name, cases, asked.size()).has_value());
    const auto received = testee.receive();
    ASSERT_TRUE(std::holds_alternative<std::span<const Answer>>(received)) << std::get<Breach>(received).what;
    const auto answers = std::get<std::span<const Answer>>(received);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i].kind == Answer::Kind::skipped) {
            ++heard.skipped;
        } else if (answers[i].kind == Answer::Kind::said && answers[i].text == asked[i].expected) {
            ++heard.right;
        } else {
            heard.wrong.push_back(asked[i].id + ": " + std::string(answers[i].text));
        }
    }
}

TEST(Wire, TheTesteeOfTheLibraryIsRightInEveryPart) {
    Testee testee({ROLLOUT_DECISIONS_PROGRAM});
    const auto offer = testee.start();
    ASSERT_TRUE(std::holds_alternative<Offer>(offer)) << std::get<Breach>(offer).what;
    EXPECT_EQ(std::get<Offer>(offer).editions.size(), editions.size());
    EXPECT_EQ(std::get<Offer>(offer).subjects,
              (std::vector<std::string>{"guard", "writer", "claim", "target", "check", "label"}));
    Heard heard;
    for (const EditionFacts& in : editions) {
        for (const Subject& subject : deciding) {
            for (const Source& source : decision_sources(subject, in.edition, wire_seed)) {
                hear(testee, in.edition, source, subject, 400, heard);
            }
        }
    }
    EXPECT_EQ(heard.wrong, std::vector<std::string>());
    EXPECT_EQ(heard.skipped, 0U);
    EXPECT_GT(heard.right, 10'000U);
    ASSERT_FALSE(testee.send("b2", "projection", R"({"operations":[]},{"operations":[]})", 2).has_value());
    const auto received = testee.receive();
    ASSERT_TRUE(std::holds_alternative<std::span<const Answer>>(received)) << std::get<Breach>(received).what;
    EXPECT_EQ(std::get<std::span<const Answer>>(received)[1].kind, Answer::Kind::skipped);
    ASSERT_FALSE(testee.send("b2", "guard", R"({"decision":"guard"})", 1).has_value());
    const auto refused = testee.receive();
    ASSERT_TRUE(std::holds_alternative<std::span<const Answer>>(refused)) << std::get<Breach>(refused).what;
    EXPECT_EQ(std::get<std::span<const Answer>>(refused)[0], (Answer{Answer::Kind::error, "stored: is missing"}));
    EXPECT_FALSE(testee.stop().has_value());
}

TEST(Wire, TheTemplateInPythonIsTheGuardOfB3AndSkipsTheRest) {
    Testee testee({"python3", root + "/tests/testees/python/decisions.py"});
    const auto offer = testee.start();
    ASSERT_TRUE(std::holds_alternative<Offer>(offer)) << std::get<Breach>(offer).what;
    EXPECT_EQ(std::get<Offer>(offer).editions, std::vector<std::string>{"b3"});
    EXPECT_EQ(std::get<Offer>(offer).subjects, std::vector<std::string>{"guard"});
    Heard heard;
    for (const Source& source : decision_sources(guard, Edition::b3, wire_seed)) {
        hear(testee, Edition::b3, source, guard, 40'000, heard);
    }
    EXPECT_EQ(heard.wrong, std::vector<std::string>());
    EXPECT_EQ(heard.skipped, 0U);
    EXPECT_GT(heard.right, 32'000U);
    Heard others;
    hear(testee, Edition::b2, decision_sources(guard, Edition::b2, wire_seed)[0], guard, 100, others);
    hear(testee, Edition::b3, decision_sources(claim, Edition::b3, wire_seed)[0], claim, 100, others);
    EXPECT_EQ(others.right + others.wrong.size(), 0U);
    EXPECT_GT(others.skipped, 0U);
    EXPECT_FALSE(testee.stop().has_value());
}

}  // namespace
}  // namespace rollout::oracle
