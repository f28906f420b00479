// Goal: nothing in the tree contradicts itself: IDs, links, generated blocks, dependencies, the C header's numbers.
// Method: the tree is read as text. `ROLLOUT_REGENERATE=1` rewrites the generated blocks instead of comparing them.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <rollout/reference/clause.hpp>
#include <rollout/vocabulary/lifecycle.hpp>

#include "decision_names.hpp"
#include "facts.hpp"
#include "json_document.hpp"
#include "properties.hpp"
#include "prover.hpp"
#include "spec.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"

namespace rollout::tests {
namespace {

namespace fs = std::filesystem;
const fs::path root = ROLLOUT_SOURCE_DIR;

/// Returns the files below `folder` with one of the endings, build folders and hidden ones left out.
std::vector<fs::path> files(const fs::path& folder, const std::set<std::string>& endings) {
    std::vector<fs::path> found;
    for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator(); ++entry) {
        const std::string name = entry->path().filename().string();
        if (entry->is_directory() && (name == "build" || name.front() == '.')) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file() && endings.contains(entry->path().extension().string())) {
            found.push_back(entry->path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string shown(const fs::path& path) { return fs::relative(path, root).string(); }

TEST(Tidy, TheReferenceNamesExactlyTheClausesOfTheSpec) {
    std::set<std::string> of_spec;
    for (const oracle::Section& clause : oracle::clauses()) {
        EXPECT_TRUE(of_spec.insert(clause.id).second) << clause.id << " appears twice in spec/";
        EXPECT_FALSE(clause.sentence.empty()) << clause.id;
        EXPECT_FALSE(clause.why.empty()) << clause.id << " does not say why";
        EXPECT_FALSE(clause.cases.empty()) << clause.id << " has no case, so no test";
    }
    const std::set<std::string> of_reference(reference::clause_ids.begin(), reference::clause_ids.end());
    EXPECT_EQ(of_spec, of_reference);
}

/// Returns whether the clause stands on a ladder: each of its conditions may fail to hold.
bool is_on_a_ladder(const std::string& id) {
    const bool of_the_guard =
        id.starts_with("GUARD") && id != "GUARD-3" && id != "GUARD-7";  // a definition; one question
    return id.starts_with("BASE") || id.starts_with("ROLL") || of_the_guard;
}

/// Returns whether decisions name the clause as the one that decided.
bool decides(const std::string& id) {
    const bool passes_on = id == "ROLL-1" || id == "ROLL-2";  // the base's clause decides there
    const bool defines = id == "CLAIM-3" || id == "CLAIM-4" || id == "CLAIM-6" || id == "CLAIM-13";
    return (is_on_a_ladder(id) && !passes_on) || (id.starts_with("CLAIM") && !defines);
}

TEST(Tidy, EveryClauseIsUsedByTheReferenceAndDecidesACaseOfItsOwn) {
    std::string code;
    for (const fs::path& file : files(root / "reference/include/rollout/reference", {".hpp"})) {
        if (file.filename() != "clause.hpp") {
            code += read_file(file);
        }
    }
    for (const oracle::Section& clause : oracle::clauses()) {
        std::string name = clause.id;
        std::replace(name.begin(), name.end(), '-', '_');
        EXPECT_TRUE(std::regex_search(code, std::regex("\\b" + name + "\\b")) ||
                    code.find("[" + clause.id + "]") != std::string::npos)
            << clause.id << " is not in reference/";
        if (decides(clause.id)) {
            EXPECT_TRUE(std::any_of(clause.cases.begin(), clause.cases.end(),
                                    [&](const oracle::CaseLine& line) { return line.decided_by == clause.id; }))
                << clause.id << " decides none of its own cases";
        }
        EXPECT_EQ(clause.not_when.empty(),
                  clause.sentence.starts_with("Otherwise") || clause.id == "ROLL-1" || !is_on_a_ladder(clause.id))
            << clause.id;
        for (const oracle::CaseLine& line : clause.cases) {
            EXPECT_TRUE(clause.editions.contains(line.editions.first) && clause.editions.contains(line.editions.last))
                << "spec/" << line.file << ":" << line.line << ": a case outside the clause's editions";
            if (!line.decided_by.empty()) {
                EXPECT_NE(oracle::find_section(line.decided_by), nullptr) << "spec/" << line.file << ":" << line.line;
            }
        }
    }
}

TEST(Tidy, TheLaddersHoldExactlyTheClausesOfTheirEdition) {
    ASSERT_FALSE(oracle::lemma_texts().empty()) << "built without Z3: the ladders are read from the lemmas";
    for (const oracle::LemmaText& lemma : oracle::lemma_texts()) {
        if (!lemma.id.starts_with("L1-")) {
            continue;
        }
        std::set<std::string> of_spec;
        for (const oracle::Section& clause : oracle::clauses()) {
            if (clause.editions.contains(*lemma.edition) &&
                (clause.id.starts_with("BASE") || clause.id.starts_with("ROLL") || clause.id.starts_with("HOLD"))) {
                of_spec.insert(clause.id);
            }
        }
        EXPECT_EQ(of_spec, std::set<std::string>(lemma.clauses.begin(), lemma.clauses.end())) << lemma.id;
    }
}

TEST(Tidy, EveryClauseHasALemmaAndEveryLemmaNamesClausesOfItsEdition) {
    std::set<std::string> covered;
    for (const oracle::LemmaText& lemma : oracle::lemma_texts()) {
        covered.insert(lemma.clauses.begin(), lemma.clauses.end());
        for (const std::string& id : lemma.clauses) {
            const oracle::Section* clause = oracle::find_section(id);
            ASSERT_NE(clause, nullptr) << lemma.id << " names " << id;
            EXPECT_TRUE(!lemma.edition || clause->editions.contains(*lemma.edition)) << lemma.id << " names " << id;
        }
    }
    for (const oracle::Section& clause : oracle::clauses()) {
        EXPECT_TRUE(covered.contains(clause.id)) << clause.id << " has no lemma";
    }
}

TEST(Tidy, TheModelChecksExactlyThePropertiesOfTheSpec) {
    std::vector<std::string> of_spec;
    for (const oracle::Section& property : oracle::life_properties()) {
        of_spec.push_back(property.id + " " + property.name);
        EXPECT_FALSE(property.sentence.empty() || property.why.empty()) << property.id;
    }
    std::vector<std::string> of_model;
    for (const model::PropertyFacts& facts : model::properties) {
        EXPECT_EQ(static_cast<std::size_t>(facts.property), of_model.size());
        of_model.push_back(std::string(facts.id) + " " + std::string(facts.name));
    }
    EXPECT_EQ(of_spec, of_model);
}

TEST(Tidy, TheFindingsOfTheProtocolAreThoseOfTheTable) {
    const std::string traces = read_file(root / "spec/traces.md");
    std::set<std::string> told;  // property and edition
    for (const model::PropertyFacts& facts : model::properties) {
        const std::string row = "\n| " + std::string(facts.id) + " " + std::string(facts.name) + " |";
        ASSERT_NE(traces.find(row), std::string::npos) << row;
        std::istringstream cells(traces.substr(traces.find(row) + row.size()));
        for (const EditionFacts& edition : editions) {
            std::string cell;
            std::getline(cells, cell, '|');
            EXPECT_TRUE(cell == " holds " || cell == " violated ") << row << cell;
            if (cell == " violated ") {
                told.insert(std::string(facts.name) + " " + std::string(edition.name));
            }
        }
    }
    // What a situation shows in an edition can be reached there, but for what a cancellation or a situation that no
    // rollout comes to has to show: then the table says more often that a property holds, never that it is violated.
    for (const auto* kind : {&oracle::findings(), &oracle::regressions()}) {
        for (const oracle::Section& section : *kind) {
            for (const oracle::CaseLine& line : section.cases) {
                for (const EditionFacts& edition : editions) {
                    if (line.kind == oracle::CaseLine::Kind::life && line.expected == "violated" &&
                        line.editions.contains(edition.edition)) {
                        EXPECT_TRUE(told.contains(*line.texts.front() + " " + std::string(edition.name)))
                            << section.id << ": " << line.source << " in " << edition.name;
                    }
                }
            }
        }
    }
}

TEST(Tidy, EveryLemmaIsSayingWhatItIsAboutUnderAnIdOfItsOwn) {
    const std::string soundness = read_file(root / "proofs/SOUNDNESS.md");
    std::set<std::string> ids;
    for (const oracle::LemmaText& lemma : oracle::lemma_texts()) {
        EXPECT_TRUE(ids.insert(lemma.id).second) << lemma.id << " is there twice";
        const std::string of_edition = lemma.edition ? std::string(name(*lemma.edition)) : "any";
        EXPECT_TRUE(std::regex_match(lemma.id, std::regex("L[1245]-" + of_edition + "(-[a-z-]+)?"))) << lemma.id;
        EXPECT_NE(lemma.statement, "") << lemma.id;
        EXPECT_NE(lemma.subject, "") << lemma.id;
        EXPECT_NE(lemma.inputs, "") << lemma.id;
        EXPECT_NE(lemma.twin, "") << lemma.id;
        for (const std::string& assumption : lemma.assumptions) {
            EXPECT_NE(soundness.find("- " + assumption + ":"), std::string::npos) << lemma.id << ": " << assumption;
        }
    }
}

TEST(Tidy, EveryLemmaHasItsEvidence) {
    const std::vector<oracle::Evidence> evidence = oracle::evidence();
    const std::vector<oracle::LemmaText> lemmas = oracle::lemma_texts();
    const std::vector<std::size_t> made = oracle::twins_made();
    ASSERT_EQ(evidence.size(), lemmas.size()) << "proofs/evidence.csv is stale: rollout-oracle prove --twins all "
                                                 "--certificates FOLDER --record proofs/evidence.csv";
    std::size_t certified = 0;
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const oracle::Evidence& row = evidence[i];
        EXPECT_EQ(row.lemma, lemmas[i].id);
        EXPECT_EQ(row.made, made[i]) << row.lemma << " has other twins than proofs/evidence.csv says";
        EXPECT_EQ(row.refuted + row.kept, row.made) << row.lemma << " has undecided twins";
        EXPECT_GT(row.refuted, 0U) << row.lemma;
        EXPECT_EQ(row.z3, "proved") << row.lemma;
        EXPECT_EQ(row.cvc5, "proved") << row.lemma;
        EXPECT_TRUE(row.certificate == "checked" || row.certificate == "not finite") << row.lemma;
        certified += row.certificate == "checked" ? 1 : 0;
    }
    const std::string counts = std::to_string(certified) + " of " + std::to_string(lemmas.size()) + " lemmas have one";
    EXPECT_NE(read_file(root / "proofs/SOUNDNESS.md").find(counts), std::string::npos) << "SOUNDNESS.md: " << counts;
}

TEST(Tidy, EveryObligationIsWhatTheSolversAreAsked) {
    const fs::path folder = root / "proofs/obligations";
    const fs::path made = fs::path(testing::TempDir()) / ("rollout_obligations_" + std::to_string(getpid()));
    fs::remove_all(made);
    if (std::getenv("ROLLOUT_REGENERATE") != nullptr) {
        fs::remove_all(folder);
        ASSERT_EQ(run_oracle({"prove", "--emit", folder.string()}).status, 0);
    }
    ASSERT_EQ(run_oracle({"prove", "--emit", made.string()}).status, 0);
    const auto names = [](const fs::path& where) {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(where)) {
            found.insert(entry.path().filename().string());
        }
        return found;
    };
    ASSERT_EQ(names(folder), names(made)) << "ROLLOUT_REGENERATE=1 rewrites proofs/obligations";
    for (const std::string& name : names(made)) {
        EXPECT_TRUE(read_file(folder / name) == read_file(made / name))
            << "proofs/obligations/" << name << " is stale; ROLLOUT_REGENERATE=1 rewrites it";
    }
    fs::remove_all(made);
}

TEST(Tidy, TheProofsNameTheFactsAsTheLibraryDoes) {
    const std::string header = read_file(root / "impl/library/projection/facts.hpp");
    const std::string names = read_file(root / "proofs/symbolic_facts.cpp");
    const std::regex fact("inline constexpr Facts (\\w+) = 1U << (\\d+);");
    const std::regex quoted("\"(\\w+)\"");
    std::vector<std::string> in_proofs;
    for (auto match = std::sregex_iterator(names.begin(), names.end(), quoted); match != std::sregex_iterator();
         ++match) {
        in_proofs.push_back((*match)[1]);
    }
    std::erase(in_proofs, "symbolic_facts");
    std::size_t count = 0;
    for (auto match = std::sregex_iterator(header.begin(), header.end(), fact); match != std::sregex_iterator();
         ++match, ++count) {
        ASSERT_LT(std::stoul((*match)[2]), in_proofs.size());
        EXPECT_EQ(in_proofs[std::stoul((*match)[2])], (*match)[1].str());
    }
    EXPECT_EQ(count, in_proofs.size());
}

TEST(Tidy, TheProjectionIncludesNothingOfTheReferenceButTheVocabulary) {
    const std::regex include("#include [<\"]([^>\"]+)[>\"]");
    for (const char* folder : {"impl/library", "impl/tool/analysis"}) {
        for (const fs::path& file : files(root / folder, {".hpp", ".cpp", ".h"})) {
            const std::string text = read_file(file);
            for (auto match = std::sregex_iterator(text.begin(), text.end(), include); match != std::sregex_iterator();
                 ++match) {
                EXPECT_EQ((*match)[1].str().find("reference"), std::string::npos)
                    << shown(file) << ": " << match->str();
            }
            EXPECT_EQ(text.find("namespace reference"), std::string::npos) << shown(file);
            EXPECT_FALSE(std::regex_search(
                text,
                std::regex(
                    "[^/\\w]reference::(project|decide|explain|build|guard|claim|may_cut_over|operator_write)\\(")))
                << shown(file) << " calls its judge";
        }
    }
    for (const fs::path& file : files(root / "reference/include/rollout/vocabulary", {".hpp"})) {
        EXPECT_EQ(read_file(file).find("rollout/reference/"), std::string::npos) << shown(file);
    }
    for (const fs::path& file : files(root / "reference", {".hpp"})) {
        const std::string text = read_file(file);
        for (const char* shipped :
             {"<rollout/project.hpp>", "<rollout/summary.hpp>", "<rollout/parse.hpp>", "<rollout/build.hpp>",
              "<rollout/predicates.hpp>", "<rollout/tracker.hpp>", "<rollout/guard.hpp>", "<rollout/writers.hpp>",
              "<rollout/claim.hpp>", "<rollout/fleet.hpp>", "<rollout/packed_letter.hpp>", "<rollout.h>"}) {
            EXPECT_EQ(text.find(shipped), std::string::npos) << shown(file) << " includes what it judges";
        }
    }
}

TEST(Tidy, EveryTestPrintsTheVocabularyAsWords) {
    for (const fs::path& file : files(root / "tests", {".cpp", ".hpp"})) {
        const bool is_the_one = file.filename() == "gtest.hpp" || file.filename() == "run_tests.cpp";
        EXPECT_EQ(read_file(file).find("#include <gtest/"
                                       "gtest.h>") != std::string::npos,
                  is_the_one)
            << shown(file) << ": include \"support/gtest.hpp\"";
    }
}

TEST(Tidy, ThePageOfTheTestsNamesEveryTestWithABoundThatIsSmallerByDefault) {
    const std::string page = read_file(root / "tests/README.md");
    const std::regex bound("\\b(whole_bounds|list_length|long_alphabet_length|tested_editions)\\(\\)");
    std::size_t bounded = 0;
    for (const fs::path& file : files(root / "tests", {".cpp"})) {
        if (std::regex_search(read_file(file), bound)) {
            ++bounded;
            EXPECT_NE(page.find("`" + file.filename().string() + "`"), std::string::npos) << shown(file);
        }
    }
    EXPECT_GT(bounded, 5U);
}

TEST(Tidy, EveryHeaderBeginsWithWhatItIsAndGuardsItself) {
    for (const fs::path& file : files(root, {".hpp"})) {
        const std::string text = read_file(file);
        EXPECT_EQ(text.rfind("// ", 0), 0U) << shown(file) << " does not begin with what it is";
        EXPECT_NE(text.find("#pragma once"), std::string::npos) << shown(file);
    }
}

TEST(Tidy, TheCHeaderHasTheNumbersOfTheVocabulary) {
    const std::string header = read_file(root / "impl/library/c/include/rollout.h");
    const auto upper = [](std::string_view text) {
        std::string made(text);
        std::transform(made.begin(), made.end(), made.begin(), [](unsigned char byte) { return std::toupper(byte); });
        return made;
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
    const fs::path dictionary = root / "fuzz/rollout.dict";
    if (std::getenv("ROLLOUT_REGENERATE") != nullptr) {
        std::ofstream(dictionary) << expected;
    }
    EXPECT_EQ(read_file(dictionary), expected) << "stale; ROLLOUT_REGENERATE=1 rewrites it";
}

TEST(Tidy, EveryPlantedBugNamesItsFinder) {
    const std::regex finder("^found by: (\\w+)\nsays: \\w+");
    for (const fs::path& file : files(root / "tests/planted", {".patch"})) {
        EXPECT_TRUE(std::regex_search(read_file(file), finder)) << shown(file);
    }
}

TEST(Tidy, ThePagesCountTheSummariesAsTheTestsDo) {
    const auto with_commas = [](std::uint64_t number) {
        std::string digits = std::to_string(number);
        for (std::size_t at = digits.size(); at > 3; at -= 3) {
            digits.insert(at - 3, ",");
        }
        return digits;
    };
    std::uint64_t all = 0;
    const std::string quotient = read_file(root / "spec/quotient.md");
    for (const EditionFacts& edition : editions) {
        const std::uint64_t summaries = summaries_expected(edition.edition);
        all += summaries;
        EXPECT_NE(quotient.find("| " + with_commas(summaries) + " |"), std::string::npos) << edition.name;
    }
    for (const char* page : {"README.md", "spec/quotient.md", "proofs/README.md"}) {
        EXPECT_NE(read_file(root / page).find(with_commas(all)), std::string::npos) << page << ": " << with_commas(all);
    }
}

TEST(Tidy, EveryFactIsInTheSpecOfTheQuotient) {
    const std::string text = read_file(root / "spec/quotient.md");
    const std::string header = read_file(root / "impl/library/projection/facts.hpp");
    const std::regex fact("constexpr Facts (\\w+) = 1U << \\d+;");
    std::size_t count = 0;
    for (auto match = std::sregex_iterator(header.begin(), header.end(), fact); match != std::sregex_iterator();
         ++match, ++count) {
        EXPECT_NE(text.find("\n| " + (*match)[1].str() + " |"), std::string::npos) << (*match)[1];
    }
    EXPECT_EQ(count, static_cast<std::size_t>(std::popcount(facts_of_a_list::every_fact)));
}

TEST(Tidy, TheVersionIsTheNewestReleaseOfTheChangelog) {
    struct Release {
        std::array<int, 3> version;
        std::string date;  // empty: not released
    };
    std::vector<Release> releases;
    std::istringstream lines(read_file(root / "spec/changelog.md"));
    const std::regex heading("## (\\d+)\\.(\\d+)\\.(\\d+)(, (\\d{4}-\\d\\d-\\d\\d))?");
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (std::regex_match(line, match, heading)) {
            releases.push_back({{std::stoi(match[1]), std::stoi(match[2]), std::stoi(match[3])}, match[5].str()});
        } else {
            EXPECT_FALSE(line.starts_with("##")) << line;
        }
    }
    // Newest first; only the first may be one to come.
    for (std::size_t i = 1; i < releases.size(); ++i) {
        EXPECT_GT(releases[i - 1].version, releases[i].version);
        EXPECT_FALSE(releases[i].date.empty()) << "the changelog's release " << i + 1 << " from the top has no date";
        EXPECT_TRUE(releases[i - 1].date.empty() || releases[i - 1].date >= releases[i].date);
    }
    const auto newest =
        std::find_if(releases.begin(), releases.end(), [](const Release& release) { return !release.date.empty(); });
    ASSERT_NE(newest, releases.end()) << "spec/changelog.md has no release";
    const auto [major, minor, patch] = newest->version;
    const std::string project = "project(rollout VERSION " + std::to_string(major) + "." + std::to_string(minor) + "." +
                                std::to_string(patch) + " ";
    EXPECT_NE(read_file(root / "CMakeLists.txt").find(project), std::string::npos)
        << "CMakeLists.txt does not say: " << project;
}

/// Returns the anchors that the headings of a page make.
std::set<std::string> anchors(const std::string& text) {
    std::set<std::string> made;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("#")) {
            continue;
        }
        std::string anchor;
        for (const char byte : line.substr(line.find_first_not_of('#') + 1)) {
            if (std::isalnum(static_cast<unsigned char>(byte)) || byte == '-' || byte == '_') {
                anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
            } else if (byte == ' ') {
                anchor += '-';
            }
        }
        made.insert(anchor);
    }
    return made;
}

TEST(Tidy, EveryLinkResolves) {
    const std::regex link("\\]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");
    const std::regex clause_id("\\b(TOKEN|POLICY|BASE|ROLL|HOLD|BUILD|PRED|GUARD|WRITE|CLAIM|LIFE|F)-\\d+\\b");
    for (const fs::path& file : files(root, {".md"})) {
        const std::string text = read_file(file);
        for (auto match = std::sregex_iterator(text.begin(), text.end(), link); match != std::sregex_iterator();
             ++match) {
            const std::string target = (*match)[1];
            if (target.starts_with("http")) {
                continue;
            }
            const fs::path path = target.empty() ? file : file.parent_path() / target;
            ASSERT_TRUE(fs::exists(path)) << shown(file) << " links " << target;
            if ((*match)[2].length() > 0) {
                EXPECT_TRUE(anchors(read_file(path)).contains((*match)[2].str().substr(1)))
                    << shown(file) << ": " << match->str();
            }
        }
        for (auto match = std::sregex_iterator(text.begin(), text.end(), clause_id); match != std::sregex_iterator();
             ++match) {
            EXPECT_NE(oracle::find_section(match->str()), nullptr) << shown(file) << " names " << match->str();
        }
    }
}

/// Calls `found` with what is between an opening and the next closing mark, each time, and returns `text` with what
/// that returns in its place. (A regular expression recurses for every byte of a block, beyond the stack.)
std::string with_each_between(std::string_view opening, std::string_view closing, std::string_view text, auto found) {
    std::string made;
    for (;;) {
        const std::size_t begin = text.find(opening);
        const std::size_t end = begin == text.npos ? text.npos : text.find(closing, begin + opening.size());
        if (end == text.npos) {
            return made.append(text);
        }
        const std::size_t from = begin + opening.size();
        made.append(text.substr(0, from)).append(found(text.substr(from, end - from))).append(closing);
        text.remove_prefix(end + closing.size());
    }
}

TEST(Tidy, EveryGeneratedBlockIsWhatTheProgramPrints) {
    std::size_t blocks = 0;
    for (const fs::path& file : files(root, {".md"})) {
        const std::string text = read_file(file);
        const auto checked = [&](std::string_view block) {
            ++blocks;
            const std::string_view end_of_head = " -->\n";
            const std::string command(block.substr(0, block.find(end_of_head)));
            std::istringstream words(command);
            std::vector<std::string> arguments(std::istream_iterator<std::string>{words}, {});
            arguments.insert(arguments.end(), {"--format", "markdown"});
            const ProgramRun run = run_oracle(arguments);
            EXPECT_EQ(run.status, 0) << command << ": " << run.err;
            const std::string expected = command + std::string(end_of_head) + "\n" + run.out + "\n";
            if (std::getenv("ROLLOUT_REGENERATE") == nullptr) {
                EXPECT_EQ(block, expected) << shown(file) << ": stale; ROLLOUT_REGENERATE=1 rewrites it";
            }
            return expected;
        };
        const std::string made = with_each_between("<!-- generated: ", "<!-- end -->", text, checked);
        if (std::getenv("ROLLOUT_REGENERATE") != nullptr && made != text) {
            std::ofstream(file) << made;
        }
    }
    EXPECT_GE(blocks, 20U);
}

TEST(Tidy, EveryConsoleExampleIsWhatTheProgramPrints) {
    std::size_t commands = 0;
    for (const fs::path& file : files(root, {".md"})) {
        with_each_between("```console\n", "```", read_file(file), [&](std::string_view example) {
            std::istringstream lines{std::string(example)};
            std::string got;
            for (std::string line; std::getline(lines, line);) {
                if (line.starts_with("$ rollout-oracle ")) {
                    ++commands;
                    std::istringstream words(line.substr(std::string("$ rollout-oracle ").size()));
                    got += line + "\n" + run_oracle({std::istream_iterator<std::string>{words}, {}}).out;
                }
            }
            EXPECT_EQ(example, got) << shown(file);
            return example;
        });
    }
    EXPECT_GE(commands, 5U);
}

TEST(Tidy, TheTrackRecordHasEveryRegressionAndNoOtherNumberOfAPullRequest) {
    const std::string record = read_file(root / "spec/track-record.md");
    for (const oracle::Section& regression : oracle::regressions()) {
        EXPECT_NE(record.find(regression.id.substr(0, regression.id.find('-', 4))), std::string::npos) << regression.id;
    }
    const std::regex number("#(\\d+)");
    for (auto match = std::sregex_iterator(record.begin(), record.end(), number); match != std::sregex_iterator();
         ++match) {
        EXPECT_TRUE((std::set<std::string>{"317", "318", "337"}.contains((*match)[1]))) << match->str();
    }
}

TEST(Tidy, EveryMutantNamesItsKillers) {
    std::size_t mutants = 0;
    for (const fs::path& file : files(root / "tests/mutants", {".patch"})) {
        ++mutants;
        EXPECT_TRUE(std::regex_search(read_file(file), std::regex("^killed by: \\w+"))) << shown(file);
    }
    EXPECT_NE(read_file(root / "README.md").find(std::to_string(mutants) + " broken"), std::string::npos)
        << "README.md has another number of mutants than " << mutants;
}

}  // namespace
}  // namespace rollout::tests
