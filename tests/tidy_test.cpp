// Goal: nothing in the tree contradicts itself: IDs, links, generated blocks, dependencies, the C header's numbers.
// Method: the tree is read as text. `ROLLOUT_REGENERATE=1` rewrites the generated blocks instead of comparing them.

#include <algorithm>
#include <bit>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include <rollout/reference/clause.hpp>

#include "decision_names.hpp"
#include "facts.hpp"
#include "properties.hpp"
#include "prover.hpp"
#include "spec.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

namespace fs = std::filesystem;
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
    const bool defines =
        std::set<std::string>{"CLAIM-3", "CLAIM-4", "CLAIM-6", "CLAIM-13", "CLAIM-14", "CLAIM-17"}.contains(id);
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
    const std::string traces = read_file(root / "spec/evidence/traces.md");
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
    const std::vector<std::size_t> twin_counts = oracle::twins_made();
    ASSERT_EQ(evidence.size(), lemmas.size()) << "proofs/evidence.csv is stale: rollout-oracle prove --twins all "
                                                 "--certificates FOLDER --record proofs/evidence.csv";
    std::size_t certified = 0;
    for (std::size_t i = 0; i < lemmas.size(); ++i) {
        const oracle::Evidence& row = evidence[i];
        EXPECT_EQ(row.lemma, lemmas[i].id);
        EXPECT_EQ(row.made, twin_counts[i]) << row.lemma << " has other twins than proofs/evidence.csv says";
        EXPECT_EQ(row.refuted + row.kept, row.made) << row.lemma << " has undecided twins";
        EXPECT_GT(row.refuted, 0U) << row.lemma;
        EXPECT_EQ(row.z3, "proved") << row.lemma;
        EXPECT_EQ(row.cvc5, "proved") << row.lemma;
        EXPECT_TRUE(row.certificate == "checked" || row.certificate == "not finite") << row.lemma;
        certified += row.certificate == "checked" ? 1 : 0;
    }
    const std::string counts =
        std::to_string(certified) + " of " + std::to_string(lemmas.size()) + " lemmas have a certificate";
    EXPECT_NE(read_file(root / "proofs/SOUNDNESS.md").find(counts), std::string::npos) << "SOUNDNESS.md: " << counts;
}

TEST(Tidy, TheProofsNameTheFactsAsTheLibraryDoes) {
    const std::string header = read_file(root / "impl/library/projection/facts.hpp");
    const std::string names = read_file(root / "proofs/readings/symbolic_facts.cpp");
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
                std::regex("[^/\\w]reference::(project|decide|explain|build|guard|claim|may_cut_over|operator_write|"
                           "target_state|conclusion|conclusion_of_both|label)\\(")))
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
              "<rollout/claim.hpp>", "<rollout/surfaces.hpp>", "<rollout/fleet.hpp>", "<rollout/packed_letter.hpp>",
              "<rollout.h>"}) {
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

TEST(Tidy, ThePagesCountTheSummariesAsTheTestsDo) {
    const auto with_commas = [](std::uint64_t number) {
        std::string digits = std::to_string(number);
        for (std::size_t at = digits.size(); at > 3; at -= 3) {
            digits.insert(at - 3, ",");
        }
        return digits;
    };
    std::uint64_t all = 0;
    const std::string quotient = read_file(root / "impl/library/projection/README.md");
    for (const EditionFacts& edition : editions) {
        const std::uint64_t summaries = summaries_expected(edition.edition);
        all += summaries;
        EXPECT_NE(quotient.find("| " + with_commas(summaries) + " |"), std::string::npos) << edition.name;
    }
    for (const char* page : {"README.md", "impl/library/projection/README.md", "proofs/README.md"}) {
        EXPECT_NE(read_file(root / page).find(with_commas(all)), std::string::npos) << page << ": " << with_commas(all);
    }
}

TEST(Tidy, EveryFactIsInTheSpecOfTheQuotient) {
    const std::string text = read_file(root / "impl/library/projection/README.md");
    const std::string header = read_file(root / "impl/library/projection/facts.hpp");
    const std::regex fact("constexpr Facts (\\w+) = 1U << \\d+;");
    std::size_t count = 0;
    for (auto match = std::sregex_iterator(header.begin(), header.end(), fact); match != std::sregex_iterator();
         ++match, ++count) {
        EXPECT_NE(text.find("\n| " + (*match)[1].str() + " |"), std::string::npos) << (*match)[1];
    }
    EXPECT_EQ(count, static_cast<std::size_t>(std::popcount(facts_of_a_list::every_fact)));
}

}  // namespace
}  // namespace rollout::tests
