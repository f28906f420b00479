// Goal: whatever a testee writes, its reply is read right or refused with the field or byte that is wrong. Method:
// lists of lines, and random mutations of a right one, which sanitizers watch.
#include "reply.hpp"
#include "support/gtest.hpp"

#include <random>

#include "readable.hpp"

namespace rollout::oracle {
namespace {

std::variant<Offer, ReplyError> start(std::string line) { return read_start_reply(line); }

struct Mistake {
    std::string line;
    bool is_json;
    std::string message;  // a part of it
};

constexpr const char* full_offer =
    R"({"version":1,"implementation":{"name":"a","version":"b","language":"c"},"editions":["b2","x"],)"
    R"("states":["failed"],"policies":[],"flags":["orphaned"],"subjects":["guard"]})";

std::string offer_with(const std::string& rest) {
    return R"({"version":1,"implementation":{"name":"a","version":"b","language":"c"})" + rest + "}";
}

TEST(StartReply, SaysWhatIsOffered) {
    const auto read = start(full_offer);
    ASSERT_TRUE(std::holds_alternative<Offer>(read)) << std::get<ReplyError>(read).message;
    const auto& offer = std::get<Offer>(read);
    EXPECT_EQ(offer.name + offer.version + offer.language, "abc");
    EXPECT_EQ(offer.editions, (std::vector<std::string>{"b2", "x"}));
    EXPECT_EQ(offer.states, std::vector<std::string>{"failed"});
    EXPECT_EQ(offer.policies, std::vector<std::string>());
    EXPECT_EQ(offer.flags, std::vector<std::string>{"orphaned"});
    EXPECT_EQ(offer.subjects, std::vector<std::string>{"guard"});
}

TEST(StartReply, HasTheWholeVocabularyAndProjectionsWhereItSaysNothing) {
    const auto read = start(offer_with(R"(,"editions":["b2"],"later":[{"version":[[]]},1e3],"Version":null)"));
    ASSERT_TRUE(std::holds_alternative<Offer>(read)) << std::get<ReplyError>(read).message;
    const auto& offer = std::get<Offer>(read);
    EXPECT_FALSE(offer.states || offer.policies || offer.flags);
    EXPECT_EQ(offer.subjects, std::vector<std::string>{"projection"});
}

TEST(StartReply, NamesWhatIsWrong) {
    const std::vector<Mistake> mistakes{
        {"", false, "byte 0: The document is empty"},
        {"hello", false, "byte 0: Invalid value"},
        {"[]", true, "expected an object, got an array"},
        {"7", true, "expected an object, got a number"},
        {"{}", true, "version: is missing"},
        {R"({"version":1})", true, "implementation: is missing"},
        {R"({"version":2})", true, "version: 2; this is version 1"},
        {R"({"version":"1"})", true, "version: expected a number, got a string"},
        {R"({"version":1.5})", true, "version: expected a whole number"},
        {R"({"version":1.0})", true, "implementation: is missing"},
        {R"({"version":-1})", true, "version: expected a whole number"},
        {R"({"version":[1]})", true, "version: expected a number, got an array"},
        {R"({"version":1,"version":1})", true, "version: appears twice"},
        {R"({"version":1,"implementation":"a"})", true, "implementation: expected an object, got a string"},
        {R"({"implementation":{"name":1}})", true, "implementation.name: expected a string, got a number"},
        {R"({"implementation":{"name":{}}})", true, "implementation.name: expected a string, got an object"},
        {R"({"implementation":{"name":"a","name":"a"}})", true, "implementation.name: appears twice"},
        {R"({"implementation":{"name":"a","version":"b"}})", true, "implementation.language: is missing"},
        {offer_with(""), true, "editions: is missing"},
        {offer_with(R"(,"editions":[])"), true, "editions: there is none"},
        {offer_with(R"(,"editions":"b2")"), true, "editions: expected an array, got a string"},
        {offer_with(R"(,"editions":{"b2":true})"), true, "editions: expected an array, got an object"},
        {offer_with(R"(,"editions":["b2",null])"), true, "editions, entry 2: expected a string, got null"},
        {offer_with(R"(,"editions":["b2",["b3"]])"), true, "editions, entry 2: expected a string, got an array"},
        {offer_with(R"(,"editions":["b2"],"editions":["b2"])"), true, "editions: appears twice"},
        {offer_with(R"(,"editions":["b2"],"states":null)"), true, "states: expected an array, got null"},
        {offer_with(R"(,"editions":["b2"],"flags":[true])"), true, "flags, entry 1: expected a string, got a boolean"},
        {offer_with(R"(,"editions":["b2"])") + "}", false, "byte 90"},
        {offer_with(R"(,"editions":["b2"])") + std::string(1, '\0'), false, "a NUL byte"},
        {std::string("\0", 1), false, "byte 0"},
        {R"({"later":1e999})", true, "version: is missing"},
        {offer_with(R"(,"editions":["b2"],"later":"\udc00")"), false, "half of a surrogate pair"},
        {"{\"version\":1", false, "byte 12"},
        {"{\"\xff\":1}", false, "Invalid encoding in string"},
        {"{\"a", false, "byte"},
        {"{\"\xf0", false, "byte"},
        {"{\"later\":" + std::string(reply_depth_max, '[') + std::string(reply_depth_max, ']') + "}", false,
         "nested deeper than 100"},
        {std::string(1 << 20, '['), true, "expected an object"},
        {"{\"later\":" + std::string(1 << 20, '['), false, "nested deeper than 100"},
    };
    for (const Mistake& mistake : mistakes) {
        const auto read = start(mistake.line);
        ASSERT_TRUE(std::holds_alternative<ReplyError>(read)) << mistake.line;
        const auto& error = std::get<ReplyError>(read);
        EXPECT_NE(error.message.find(mistake.message), std::string::npos)
            << shown(mistake.line) << ": " << error.message;
        EXPECT_EQ(error.is_json, mistake.is_json) << shown(mistake.line);
    }
}

TEST(RunReply, HasOneAnswerACase) {
    std::string line =
        R"( {"results" : [{"state":"failed"},{"skipped":"why"},{"error":"a\u0041\n"},{"state":""},)"
        R"({"clause":["x"],"state":"running","answers":null}], "seq":18446744073709551615, "later":{} }  )"
        "\r";
    const auto read = read_run_reply(line, "state", 5);
    ASSERT_TRUE(std::holds_alternative<RunReply>(read)) << std::get<ReplyError>(read).message;
    const auto& reply = std::get<RunReply>(read);
    EXPECT_EQ(reply.sequence, 18446744073709551615U);
    EXPECT_EQ(reply.count, 5U);
    EXPECT_EQ(reply.answers, (std::vector<Answer>{{Answer::Kind::said, "failed"},
                                                  {Answer::Kind::skipped, "why"},
                                                  {Answer::Kind::error, "aA\n"},
                                                  {Answer::Kind::said, ""},
                                                  {Answer::Kind::said, "running"}}));
}

TEST(RunReply, KeepsNoMoreThanWasAskedForAndCountsTheRest) {
    std::string line = R"({"seq":1,"results":[{"answer":"a"},{"answer":"b"},{"answer":"c"}]})";
    const auto read = read_run_reply(line, "answer", 2);
    ASSERT_TRUE(std::holds_alternative<RunReply>(read)) << std::get<ReplyError>(read).message;
    EXPECT_EQ(std::get<RunReply>(read).count, 3U);
    EXPECT_EQ(std::get<RunReply>(read).answers.size(), 2U);
}

TEST(RunReply, TakesNumbersAsTheSchemaDoesAndIgnoresThoseThatNobodyAskedFor) {
    for (const char* line : {R"({"seq":12345.0,"results":[]})", R"({"later":1e400,"seq":12345,"results":[]})",
                             R"({"seq":1.2345e4,"later":[-1e-400,{"deep":1e+999}],"results":[]})"}) {
        std::string text = line;
        const auto read = read_run_reply(text, "state", 3);
        ASSERT_TRUE(std::holds_alternative<RunReply>(read)) << line << ": " << std::get<ReplyError>(read).message;
        EXPECT_EQ(std::get<RunReply>(read).sequence, 12345U);
    }
    const std::string digits(400, '9');
    std::string text = R"({"later":)" + digits + R"(,"seq":1,"results":[{"state":"1e400"}]})";
    const auto read = read_run_reply(text, "state", 3);
    ASSERT_TRUE(std::holds_alternative<RunReply>(read));
    EXPECT_EQ(std::get<RunReply>(read).answers.front().text, "1e400");
}

TEST(RunReply, NamesWhatIsWrong) {
    const std::vector<Mistake> mistakes{
        {"", false, "byte 0"},
        {"null", true, "expected an object, got null"},
        {R"({"results":[]})", true, "seq: is missing"},
        {R"({"seq":1})", true, "results: is missing"},
        {R"({"seq":"1","results":[]})", true, "seq: expected a number, got a string"},
        {R"({"seq":1.5,"results":[]})", true, "seq: expected a whole number"},
        {R"({"seq":-1.0,"results":[]})", true, "seq: expected a whole number"},
        {R"({"seq":18446744073709551616,"results":[]})", true, "seq: expected a whole number"},
        {R"({"seq":1,"seq":1,"results":[]})", true, "seq: appears twice"},
        {R"({"seq":1,"results":[],"results":[]})", true, "results: appears twice"},
        {R"({"seq":1,"results":{}})", true, "results: expected an array, got an object"},
        {R"({"seq":1,"results":null})", true, "results: expected an array, got null"},
        {R"({"seq":1,"results":["failed"]})", true, "results, case 1: expected an object, got a string"},
        {R"({"seq":1,"results":[[]]})", true, "results, case 1: expected an object, got an array"},
        {R"({"seq":1,"results":[{"state":"a"},{}]})", true, "results, case 2"},
        {R"({"seq":1,"results":[{"State":"a"}]})", true, "has none of state, skipped and error"},
        {R"({"seq":1,"results":[{"state":null}]})", true, "results, case 1: state: expected a string, got null"},
        {R"({"seq":1,"results":[{"state":["a"]}]})", true, "results, case 1: state: expected a string, got an array"},
        {R"({"seq":1,"results":[{"state":"a","state":"a"}]})", true, "results, case 1: state: appears twice"},
        {R"({"seq":1,"results":[{"state":"a","error":"b"}]})", true,
         "results, case 1: error: a result has one of state, skipped and error"},
        {R"({"seq":1,"results":[{"skipped":"a","error":"b"}]})", true, "results, case 1: error: a result has one of"},
        {R"({"seq":1,"results":[{"skipped":true}]})", true,
         "results, case 1: skipped: expected a string, got a boolean"},
        {R"({"seq":1,"results":[{"answer":"a"}]})", true, "results, case 1: answer: here a case is answered by state"},
        {R"({"seq":1,"results":[{"state":"a"}]}{})", false, "byte 35"},
        {R"({"seq":1,"results":[{"state":"a"},]})", false, "byte"},
        {R"({"seq":1,"results":[{"state":"a"}])", false, "byte"},
        {R"({'seq':1})", false, "byte 1"},
        {"{\"seq\":1,\"results\":[{\"state\":\"\xc0\xaf\"}]}", false, "Invalid encoding"},
        {R"({"seq":1,"results":[{"state":"\ud800"}]})", false, "byte 30: half of a surrogate pair"},
        {R"({"seq":1,"results":[{"state":"\udc00"}]})", false, "byte 30: half of a surrogate pair"},
        {R"({"seq":1,"results":[{"state":"\udc00\ud800"}]})", false, "byte 30: half of a surrogate pair"},
        {R"({"seq":1,"results":[],"later":"\udfff"})", false, "byte 31: half of a surrogate pair"},
        {"{\"seq\":1,\"results\":[{\"state\":\"a\tb\"}]}", false, "byte 31"},
        {"\xef\xbb\xbf{\"seq\":1,\"results\":[]}", false, "byte 0"},
    };
    for (const Mistake& mistake : mistakes) {
        std::string line = mistake.line;
        const auto read = read_run_reply(line, "state", 3);
        ASSERT_TRUE(std::holds_alternative<ReplyError>(read)) << mistake.line;
        const auto& error = std::get<ReplyError>(read);
        EXPECT_NE(error.message.find(mistake.message), std::string::npos)
            << shown(mistake.line) << ": " << error.message;
        EXPECT_EQ(error.is_json, mistake.is_json) << shown(mistake.line);
    }
}

/// Changes, adds, removes or doubles a few bytes.
std::string mutated(std::string text, std::mt19937& random) {
    static constexpr char bytes[] = "\"\\{}[]:,0e-.tnu\x00\x1f\xc3\xe2\xf0\xff ";
    constexpr std::string_view alphabet(bytes, sizeof bytes - 1);
    for (auto changes = random() % 4 + 1; changes > 0; --changes) {
        const std::size_t at = random() % (text.size() + 1);
        const char byte = alphabet[random() % alphabet.size()];
        switch (random() % 4) {
            case 0:
                text.insert(at, 1, byte);
                break;
            case 1:
                text.erase(at, random() % 4);
                break;
            case 2:
                text.insert(at, text.substr(random() % (text.size() + 1), random() % 20));
                break;
            default:
                text.resize(at);
                text += byte;
        }
    }
    return text;
}

TEST(Reply, SurvivesMutations) {
    const std::string run_reply =
        R"({"seq":12,"later":[1e5,{"a":[]}],"results":[{"state":"failed"},{"skipped":"é\u00e9"},{"error":"\"😀"}]})";
    std::mt19937 random(337);
    std::size_t refused = 0;
    constexpr std::size_t tries = 20'000;
    for (std::size_t i = 0; i < tries; ++i) {
        std::string line = mutated(run_reply, random);
        const auto read = read_run_reply(line, "state", 2);
        if (const auto* reply = std::get_if<RunReply>(&read)) {
            EXPECT_LE(reply->answers.size(), 2U);
            for (const Answer& answer : reply->answers) {
                EXPECT_GE(answer.text.data(), line.data());
                EXPECT_LE(answer.text.data() + answer.text.size(), line.data() + line.size());
            }
        }
        refused += std::holds_alternative<ReplyError>(read) ? 1 : 0;
        std::string offer = mutated(full_offer, random);
        refused += std::holds_alternative<ReplyError>(read_start_reply(offer)) ? 1 : 0;
    }
    EXPECT_GT(refused, tries);
    EXPECT_LT(refused, 2 * tries);
}

TEST(Shown, IsPrintableAndBounded) {
    EXPECT_EQ(shown("a\"b\\c\n\x01\xff"), R"("a\"b\\c\n\x01\xff")");
    EXPECT_EQ(shown(std::string(201, 'a')), "\"" + std::string(200, 'a') + "\"... (201 bytes)");
    EXPECT_EQ(shown(""), "\"\"");
}

}  // namespace
}  // namespace rollout::oracle
