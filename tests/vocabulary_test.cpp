// Goal: every list of words says the same: the C header, the tables of the vocabulary, the schema, the dictionary of
// the fuzz targets. Method: each is read as text or compiled.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "decision_names.hpp"
#include "json_document.hpp"
#include "spec.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

TEST(Tidy, TheCHeaderHasTheNumbersOfTheVocabulary) {
    const std::string header = read_file(root / "impl/library/c/include/rollout.h");
    const auto upper = [](std::string_view text) {
        std::string upper_text(text);
        std::transform(upper_text.begin(), upper_text.end(), upper_text.begin(),
                       [](unsigned char byte) { return std::toupper(byte); });
        return upper_text;
    };
    std::set<std::string> expected;
    for (std::size_t i = 0; i < states.size(); ++i) {
        expected.insert("#define ROLLOUT_STATE_" + upper(states[i].token) + " " + std::to_string(i));
    }
    for (std::size_t i = 0; i < policies.size(); ++i) {
        expected.insert("#define ROLLOUT_POLICY_" + upper(policies[i].word) + " " + std::to_string(i));
    }
    for (std::size_t i = 0; i < editions.size(); ++i) {
        expected.insert("#define ROLLOUT_EDITION_" + upper(editions[i].name) + " " + std::to_string(i));
    }
    for (std::size_t i = 0; i < cutovers.size(); ++i) {
        expected.insert("#define ROLLOUT_CUTOVER_" + upper(cutovers[i].word) + " " + std::to_string(i));
    }
    for (std::size_t i = 0; i < claims.size(); ++i) {
        expected.insert("#define ROLLOUT_CLAIM_" + upper(claims[i].word) + " " + std::to_string(i));
    }
    std::set<std::string> found;
    const std::regex define("#define ROLLOUT_(STATE|POLICY|EDITION|CUTOVER|CLAIM)_\\w+ \\d+");
    for (auto match = std::sregex_iterator(header.begin(), header.end(), define); match != std::sregex_iterator();
         ++match) {
        found.insert(match->str());
    }
    EXPECT_EQ(found, expected);
}

TEST(Tidy, TheTablesOfTheVocabularyAreInTheOrderOfTheirEnumerations) {
    for (std::size_t i = 0; i < states.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(states[i].state), i);
    }
    for (std::size_t i = 0; i < policies.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(policies[i].policy), i);
    }
    for (std::size_t i = 0; i < editions.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(editions[i].edition), i);
    }
    for (std::size_t i = 0; i < cutovers.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(cutovers[i].cutover), i);
    }
    for (std::size_t i = 0; i < claims.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(claims[i].claim), i);
    }
}

/// Adds to `words` the members that a schema names, and the texts that it allows.
void add_words_of_schema(const rapidjson::Value& schema, std::set<std::string>& words) {
    if (schema.IsArray()) {
        for (const rapidjson::Value& each : schema.GetArray()) {
            add_words_of_schema(each, words);
        }
    }
    if (!schema.IsObject()) {
        return;
    }
    for (const auto& [key, value] : schema.GetObject()) {
        if (oracle::text_of(key) == "properties") {
            for (const auto& property : value.GetObject()) {
                words.emplace(oracle::text_of(property.name));
            }
        } else if (oracle::text_of(key) == "enum") {
            for (const rapidjson::Value& each : value.GetArray()) {
                words.emplace(each.IsString() ? oracle::text_of(each) : "");
            }
        }
        add_words_of_schema(value, words);
    }
}

/// Returns the words of the vocabulary, of the schemas, of questions, and of what else the targets read.
std::set<std::string> words_to_fuzz() {
    std::set<std::string> words{std::string(state_prefix),
                                ":",
                                "\n",
                                "\r\n",
                                ",",
                                "/",
                                "/group_finalizer",
                                "->",
                                "#",
                                "(at most ",
                                "\"",
                                "\\",
                                "\\u0000",
                                "null",
                                "true",
                                "1e999"};
    for (const StateFacts& facts : states) {
        words.emplace(facts.token);
    }
    for (const StateAlias& alias : state_aliases) {
        words.emplace(alias.token);
    }
    for (const PolicyFacts& facts : policies) {
        words.emplace(facts.word);
    }
    for (const EditionFacts& facts : editions) {
        words.emplace(facts.name);
    }
    for (const CutoverFacts& facts : cutovers) {
        words.emplace(facts.word);
    }
    for (const oracle::Name& name : oracle::names()) {
        words.insert(std::string(name.text) + "=");
        words.insert(name.words.begin(), name.words.end());
    }
    for (const oracle::Page& schema : oracle::schemas()) {
        rapidjson::Document document;
        EXPECT_FALSE(oracle::parse_json(schema.text, document).has_value()) << schema.file;
        add_words_of_schema(document, words);
    }
    words.erase("");
    return words;
}

TEST(Tidy, TheFuzzDictionaryHoldsEveryWord) {
    std::string expected =
        "# Words of the vocabulary, the schemas and the questions. Made by tidy_test with ROLLOUT_REGENERATE=1.\n";
    for (const std::string& word : words_to_fuzz()) {
        expected += '"';
        for (const char byte : word) {
            // As engines read it: printable bytes stand for themselves.
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto number = static_cast<unsigned char>(byte);
            const bool stands_for_itself = number >= 0x20 && number < 0x7F && byte != '"' && byte != '\\';
            expected += stands_for_itself ? std::string{byte}
                                          : std::string{'\\', 'x', digits[number / 16], digits[number % 16]};
        }
        expected += "\"\n";
    }
    const std::filesystem::path dictionary = root / "fuzz/rollout.dict";
    if (std::getenv("ROLLOUT_REGENERATE") != nullptr) {
        std::ofstream(dictionary) << expected;
    }
    EXPECT_EQ(read_file(dictionary), expected) << "stale; ROLLOUT_REGENERATE=1 rewrites it";
}

}  // namespace
}  // namespace rollout::tests
