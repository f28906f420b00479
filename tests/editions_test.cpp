// Goal: no edition is left out where all are named. Method: the tree is read as text: lists and tables of editions, the
// case lines of each section, and the lemmas; each that reaches the edition before the newest one is asked for it.

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "prover.hpp"
#include "spec.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

namespace fs = std::filesystem;

constexpr Edition newest = newest_edition;
constexpr Edition before_newest = editions[editions.size() - 2].edition;

bool has_word(const std::string& text, std::string_view word) {
    return std::regex_search(text, std::regex("\\b" + std::string(word) + "\\b"));
}

/// Returns whether the text lists most editions, or the two before the newest one as code does, but not the newest.
bool leaves_out_the_newest(const std::string& text) {
    constexpr std::size_t most = editions.size() - 3;
    const auto named = static_cast<std::size_t>(std::count_if(
        editions.begin(), editions.end(), [&](const EditionFacts& facts) { return has_word(text, facts.name); }));
    const std::string end = "Edition::" + std::string(editions[editions.size() - 3].name) +
                            ", Edition::" + std::string(name(before_newest)) + "}";
    const bool is_listed = named >= most || text.find(end) != std::string::npos;
    return is_listed && has_word(text, name(before_newest)) && !has_word(text, name(newest));
}

TEST(Editions, EveryListThatReachesTheOneBeforeTheNewestNamesTheNewest) {
    ASSERT_TRUE(leaves_out_the_newest("b1 | b2 | b3 | b4 | pause | settled | " + std::string(name(before_newest))));
    ASSERT_FALSE(
        leaves_out_the_newest("b1, b2, " + std::string(name(before_newest)) + " and " + std::string(name(newest))));
    // What is told of the past, and which editions share a trace.
    const std::set<std::string> may{"impl/versions.md", "spec/evidence/traces.md"};
    std::size_t lines_read = 0;
    std::vector<fs::path> read{root / "README.md"};
    for (const char* folder : {"spec", "reference", "impl", "proofs", "tests", "fuzz", "bench"}) {
        const std::vector<fs::path> some =
            files(root / folder, {".md", ".cpp", ".hpp", ".h", ".c", ".py", ".go", ".mjs", ".rs", ".json"});
        read.insert(read.end(), some.begin(), some.end());
    }
    for (const fs::path& file : read) {
        const std::string path = shown(file);
        if (!may.contains(path) && !path.starts_with("bench/results")) {
            std::istringstream lines(read_file(file));
            std::string line;
            for (int number = 1; std::getline(lines, line); ++number, ++lines_read) {
                if (line.find(name(before_newest)) != std::string::npos) {
                    EXPECT_FALSE(leaves_out_the_newest(line)) << path << ":" << number << ": " << line;
                }
            }
        }
    }
    EXPECT_GT(lines_read, 10'000U);
}

TEST(Editions, EveryQuestionOfASectionOfTheNewestIsAnsweredInTheNewest) {
    for (const auto* sections : {&oracle::clauses(), &oracle::regressions(), &oracle::findings()}) {
        for (const oracle::Section& section : *sections) {
            if (!section.editions.contains(newest)) {
                continue;
            }
            std::set<std::string> answered;
            for (const oracle::CaseLine& line : section.cases) {
                if (line.editions.contains(newest)) {
                    answered.insert(line.text_of_input());
                }
            }
            for (const oracle::CaseLine& line : section.cases) {
                if (line.editions.last == before_newest) {
                    EXPECT_TRUE(answered.contains(line.text_of_input())) << section.id << ": " << line.source;
                }
            }
        }
    }
}

TEST(Editions, EveryLemmaOfTheOneBeforeTheNewestIsAskedOfTheNewest) {
    std::map<Edition, std::set<std::string>> names;
    for (const oracle::LemmaText& lemma : oracle::lemma_texts()) {
        if (lemma.edition) {
            names[*lemma.edition].insert(lemma.id.substr(0, 3) + lemma.name);
        }
    }
    std::set<std::string> left_out;
    std::set_difference(names[before_newest].begin(), names[before_newest].end(), names[newest].begin(),
                        names[newest].end(), std::inserter(left_out, left_out.end()));
    EXPECT_EQ(left_out, std::set<std::string>{"L4-deployments"}) << "there it is L4-steps-members";
    EXPECT_GT(names[newest].size(), 30U);
}

// On children steps is finalizers: one machine under two names.
TEST(Editions, StepsHasTheMachineOfFinalizers) {
    const std::string finalizers = read_file(root / "spec/machines/finalizers.json");
    const std::string own_name = "\"finalizers\"";
    const std::size_t at = finalizers.find(own_name);
    ASSERT_NE(at, std::string::npos);
    std::string renamed = finalizers;
    renamed.replace(at, own_name.size(), "\"steps\"");
    EXPECT_EQ(read_file(root / "spec/machines/steps.json"), renamed);
    EXPECT_NE(read_file(root / "spec/machines/settled.json"), finalizers);
}

}  // namespace
}  // namespace rollout::tests
