// Goal: the engine of the page and of the packages for JavaScript answers as the program does, and what it is asked
// wrongly it names. Method: short lists in every edition, by two ways through the sources; the same questions to engine
// and program; requests with each mistake.

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include "catalog.hpp"
#include "engine.hpp"
#include "json_writer.hpp"
#include "line_answers.hpp"
#include "spec.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

/// Returns the request as the page writes it.
std::string request(const std::vector<std::pair<std::string, std::string>>& members) {
    oracle::JsonWriter json;
    json.begin_object();
    for (const auto& [name, text] : members) {
        json.text(name, text);
    }
    json.end_object();
    return json.take();
}

rapidjson::Document parsed(const std::string& text) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    EXPECT_FALSE(document.HasParseError()) << text;
    return document;
}

std::string error_of(const std::string& asked) {
    const rapidjson::Document document = parsed(oracle::Engine().answer(asked));
    return document.IsObject() && document.HasMember("error") ? document["error"].GetString() : "none";
}

std::string rule_of(Edition edition) { return std::string(oracle::rule_file_of(edition)); }

/// Calls `use` with rollout objects of two rows: every state and unlisted word, under each policy, next to rows that
/// decide.
void each_line(const std::function<void(const std::string& line)>& use) {
    std::vector<std::string> words{"Failed", "no_state"};
    for (const StateFacts& state : states) {
        words.emplace_back(state.token);
    }
    for (const std::string& word : words) {
        for (const std::string policy : {"", R"(,"on_failure":null)", R"(,"on_failure":"halt")",
                                         R"(,"on_failure":"continue")", R"(,"on_failure":"pause")"}) {
            for (const std::string other :
                 {R"({"state":"running"})", R"({"state":"failed","on_failure":"pause"})", R"({"state":"stopped"})"}) {
                const std::string row = fmt::format(R"({{"state":"{}"{}}})", word, policy);
                use(fmt::format(R"({{"operations":[{},{}]}})", row, other));
                use(fmt::format(R"({{"operations":[{},{}],"released":true}})", other, row));
            }
        }
    }
    use(R"({"operations":[]})");
    use(R"({"children":[{"state":"failed","pause_on_failure":true},{"state":"pending","orphaned":true}]})");
    use(R"({"operations":[{"state":"failed","step":1},{"state":"stopped","step":2}]})");
}

/// Returns whether the last rung of the ladder is the first that holds.
bool ends_where_it_holds(const rapidjson::Value& ladder) {
    const rapidjson::Value& rungs = ladder["rungs"];
    for (rapidjson::SizeType i = 0; i < rungs.Size(); ++i) {
        if (rungs[i]["holds"].GetBool() != (i + 1 == rungs.Size())) {
            return false;
        }
    }
    return rungs.Size() > 0;
}

std::string last_clause(const rapidjson::Value& ladder) {
    return ladder["rungs"][ladder["rungs"].Size() - 1]["clause"].GetString();
}

/// Returns what is wrong with an explanation, which is to have these fields; empty: nothing.
std::string wrong_in(const rapidjson::Value& explanation, const std::string& fields) {
    const std::string clause = explanation["clause"].GetString();
    const std::string found =
        fmt::format("\"state\":\"{}\",\"clause\":\"{}\"", explanation["state"].GetString(), clause);
    const rapidjson::Value& rollout = explanation["rollout"];
    return found != fields                                                                ? found
           : !ends_where_it_holds(rollout)                                                ? "the ladder of the rollout"
           : !ends_where_it_holds(explanation["base"])                                    ? "the ladder of the base"
           : rollout["state"] != explanation["state"]                                     ? "the state of the rollout"
           : last_clause(rollout) != clause && last_clause(explanation["base"]) != clause ? "the clause that decides"
                                                                                          : "";
}

TEST(Engine, ExplainsEveryEditionAsTheLinesAreAnswered) {
    std::size_t compared = 0;
    each_line([&](const std::string& line) {
        const rapidjson::Document document =
            parsed(oracle::Engine().answer(request({{"ask", "explain"}, {"rollout", line}})));
        ASSERT_TRUE(document.HasMember("explanations")) << line;
        ASSERT_EQ(document["explanations"].Size(), editions.size()) << line;
        for (const EditionFacts& edition : editions) {
            oracle::EditionAnswers answers(edition.edition, Latch::unreleased);
            const auto answered = answers.answer_to(line);
            const auto& expected = std::get<oracle::LineAnswers::Answer>(answered);
            const rapidjson::Value& explanation =
                document["explanations"][static_cast<rapidjson::SizeType>(edition.edition)];
            EXPECT_EQ(explanation["edition"].GetString(), edition.name);
            EXPECT_EQ(wrong_in(explanation, std::string(expected.fields)), "") << line << " in " << edition.name;
            ++compared;
        }
    });
    EXPECT_EQ(compared, ((states.size() + 2) * 5 * 3 * 2 + 3) * editions.size());
}

// What relates rows with a place is not in a rule file, and words are compared there byte by byte.
TEST(Engine, ExplainsByTheRuleFileOfAnEditionAsByTheEdition) {
    std::size_t compared = 0;
    oracle::Engine engine;
    each_line([&](const std::string& line) {
        const auto has = [&](const char* text) { return line.find(text) != std::string::npos; };
        if (has("\"Failed\"") || has("\"step\"") || has("\"children\"")) {
            return;
        }
        for (const Edition edition : {Edition::b2, Edition::settled}) {
            const rapidjson::Document document =
                parsed(engine.answer(request({{"ask", "explain"}, {"rollout", line}, {"rule", rule_of(edition)}})));
            ASSERT_TRUE(document.HasMember("explanations")) << line << document["error"].GetString();
            oracle::EditionAnswers answers(edition, Latch::unreleased);
            const auto answered = answers.answer_to(line);
            const auto& expected = std::get<oracle::LineAnswers::Answer>(answered);
            EXPECT_EQ(wrong_in(document["explanations"][0], std::string(expected.fields)), "")
                << line << " in " << name(edition);
            ++compared;
        }
    });
    EXPECT_GT(compared, 1000U);
}

TEST(Engine, SaysHowEachElementIsRead) {
    const rapidjson::Document document = parsed(oracle::Engine().answer(
        request({{"ask", "explain"},
                 {"rollout",
                  R"({"operations":[{"state":"FAILED","on_failure":"continue"},{"state":"x","on_failure":null}]})"}})));
    const rapidjson::Value& children = document["explanations"][1]["children"];
    EXPECT_STREQ(children[0]["state"].GetString(), "failed");
    EXPECT_EQ(children[0]["flags"].GetInt(), 1);
    EXPECT_STREQ(children[0]["read"].GetString(), R"("FAILED" is failed (TOKEN-1), policy continue: may continue)");
    EXPECT_STREQ(children[1]["state"].GetString(), "");
    EXPECT_EQ(children[1]["flags"].GetInt(), 0);
}

TEST(Engine, AnswersOfRuleFilesAreTheProgramsOwn) {
    const std::string file = std::string(ROLLOUT_SOURCE_DIR) + "/tests/testees/own_rule/ours.toml";
    const std::string text = read_file(file);
    EXPECT_EQ(oracle::Engine().answer(request({{"ask", "lint"}, {"rule", text}})) + "\n",
              run_oracle({"lint", "--format", "json", file}).out);
    EXPECT_EQ(oracle::Engine().answer(request({{"ask", "machine"}, {"rule", text}})),
              run_oracle({"export", "machine", "--edition", file}).out);
    // The engine knows no file names: it calls rules by their editions.
    const ScratchFolder scratch;
    const std::string before = scratch.with("b2", rule_of(Edition::b2));
    const std::string after = scratch.with("b4", rule_of(Edition::b4));
    std::string expected = run_oracle({"diff", "--format", "json", before, after}).out;
    for (const auto& [path, edition] : {std::pair(before, "b2"), std::pair(after, "b4")}) {
        expected.replace(expected.find(path), path.size(), edition);
    }
    EXPECT_EQ(oracle::Engine().answer(
                  request({{"ask", "diff"}, {"before", rule_of(Edition::b2)}, {"after", rule_of(Edition::b4)}})) +
                  "\n",
              expected);
}

TEST(Engine, NamesWhatIsWrongWithARequest) {
    const std::string line = R"({"operations":[]})";
    const std::string rule = rule_of(Edition::b2);
    EXPECT_EQ(error_of("["), "request: byte 1: not JSON: Invalid value");
    EXPECT_EQ(error_of("[]"), "request: expected an object, got an array");
    EXPECT_EQ(error_of(R"({"ask":1})"), "request: ask: expected a string, got a number");
    EXPECT_EQ(error_of(request({{"ask", "explian"}})),
              "request: ask: 'explian': nothing that can be asked; did you mean explain?");
    EXPECT_EQ(error_of(request({{"ask", "lint"}, {"rul", rule}})),
              "request: 'rul': no member of a request; did you mean rule?");
    EXPECT_EQ(error_of(request({{"ask", "lint"}})), "request: rule: is required");
    EXPECT_EQ(error_of(request({{"ask", "lint"}, {"rule", rule}, {"after", rule}})),
              "request: after: is not read here");
    EXPECT_EQ(error_of(request({{"ask", "explain"}, {"rollout", "{}"}})),
              "rollout: one of operations and children is required");
    EXPECT_EQ(error_of(request({{"ask", "explain"}, {"rollout", line}, {"rule", "edition = 1"}})).substr(0, 14),
              "draft.toml:1:1");
    EXPECT_EQ(error_of(request({{"ask", "diff"}, {"before", rule}, {"after", "x"}})).substr(0, 12), "draft.toml:1");
    EXPECT_EQ(
        error_of(request({{"ask", "explain"}, {"rollout", R"({"edition":"b1","operations":[]})"}, {"rule", rule}})),
        "rollout: edition: names another one than the rule's");
}

TEST(Catalog, HasEverySectionAndRuleFile) {
    const rapidjson::Document catalog = parsed(oracle::catalog_json("1.2.3"));
    EXPECT_STREQ(catalog["version"].GetString(), "1.2.3");
    EXPECT_EQ(catalog["states"].Size(), states.size());
    EXPECT_EQ(catalog["policies"].Size(), policies.size());
    EXPECT_EQ(catalog["flags"].Size(), child_flags.size());
    for (const auto& [name, sections] :
         {std::pair("clauses", &oracle::clauses()), std::pair("findings", &oracle::findings()),
          std::pair("regressions", &oracle::regressions()), std::pair("properties", &oracle::life_properties())}) {
        ASSERT_EQ(catalog[name].Size(), sections->size()) << name;
        for (rapidjson::SizeType i = 0; i < catalog[name].Size(); ++i) {
            EXPECT_EQ(catalog[name][i]["id"].GetString(), (*sections)[i].id);
            EXPECT_EQ(catalog[name][i]["sentence"].GetString(), (*sections)[i].sentence);
        }
    }
    const std::string root = std::string(ROLLOUT_SOURCE_DIR) + "/spec/";
    for (const EditionFacts& edition : editions) {
        EXPECT_EQ(catalog["editions"][static_cast<rapidjson::SizeType>(edition.edition)]["rule"].GetString(),
                  read_file(fmt::format("{}editions/{}.toml", root, edition.name)));
    }
    for (const auto& foreign : catalog["foreign"].GetArray()) {
        EXPECT_EQ(foreign["rule"].GetString(), read_file(root + "foreign/" + foreign["file"].GetString()));
    }
    const ProgramRun run = run_oracle({"export", "catalog"});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(parsed(run.out)["clauses"], catalog["clauses"]);
}

}  // namespace
}  // namespace rollout::tests
