// Goal: what others embed or pin does not change unnoticed: machines, vectors, suites. Method: the program exports
// them; files and hashes in spec/ are compared. `ROLLOUT_REGENERATE=1` rewrites these.

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <rollout/vocabulary/edition.hpp>

#include "sha256.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/schema.hpp"

namespace rollout::tests {
namespace {

const std::filesystem::path spec = std::filesystem::path(ROLLOUT_SOURCE_DIR) / "spec";

std::string exported(const std::vector<std::string>& words) {
    std::vector<std::string> arguments{"export"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    const ProgramRun run = run_oracle(arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    return run.out;
}

std::string hash_of(const std::string& text) {
    oracle::Sha256 hash;
    hash.add(text);
    return hash.hex();
}

/// Compares the file with what it should hold, or writes it.
void expect_file(const std::filesystem::path& file, const std::string& expected) {
    if (std::getenv("ROLLOUT_REGENERATE") != nullptr) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << expected;
    }
    ASSERT_TRUE(std::filesystem::exists(file)) << file << ": ROLLOUT_REGENERATE=1 writes it";
    EXPECT_TRUE(read_file(file) == expected) << file << " is stale; ROLLOUT_REGENERATE=1 rewrites it";
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

TEST(Exports, MachinesAreThoseOfTheEditions) {
    const Schema schema("machine");
    std::string sums;
    for (const EditionFacts& facts : editions) {
        const std::string file = std::string(facts.name) + ".json";
        const std::string machine = exported({"machine", "--edition", std::string(facts.name)});
        EXPECT_EQ(schema.problem(machine), "") << file;
        expect_file(spec / "machines" / file, machine);
        sums += hash_of(machine) + "  " + file + "\n";
    }
    // As sha256sum --check reads them.
    expect_file(spec / "machines/SHA256SUMS", sums);
}

TEST(Exports, ObligationsAreThoseThatArePinned) {
    const std::filesystem::path proofs = std::filesystem::path(ROLLOUT_SOURCE_DIR) / "proofs";
    const ScratchFolder folder;
    ASSERT_EQ(run_oracle({"prove", "--emit", folder.file("")}).status, 0);
    std::map<std::string, std::string> obligations;
    for (const auto& entry : std::filesystem::directory_iterator(folder.file(""))) {
        obligations[entry.path().filename().string()] = read_file(entry.path());
    }
    std::string sums;
    for (const auto& [name, text] : obligations) {
        sums += hash_of(text) + "  " + name + "\n";
    }
    // As sha256sum --check reads them.
    expect_file(proofs / "obligations.sha256", sums);
    // To be read without building anything.
    for (const char* name : {"L2-b2-commutative.smt2", "L4-finalizers-covers.smt2", "L5-b4-hold.smt2"}) {
        expect_file(proofs / "obligations" / name, obligations[name]);
    }
}

TEST(Exports, VectorsAndSuitesAreThoseThatArePinned) {
    std::string pinned;
    for (const EditionFacts& facts : editions) {
        if (!whole_bounds() && facts.edition != Edition::b3) {
            continue;
        }
        const std::string edition(facts.name);
        const auto pin = [&](std::vector<std::string> words) {
            words.insert(words.end(), {"--edition", edition});
            std::string line = hash_of(exported(words)) + "  export";
            for (const std::string& word : words) {
                line += " " + word;
            }
            pinned += line + "\n";
        };
        pin({"vectors"});
        for (const char* suite : {"smoke", "tokens", "rows", "regressions"}) {
            pin({"suite", "--suite", suite});
        }
        pin({"suite", "--level", "operations"});
        pin({"suite", "--level", "children"});
        // Of the subjects the first edition with atomic writers, and the last one.
        for (const char* subject : {"guard", "writer", "claim"}) {
            if (facts.edition == Edition::b3 || facts.edition == newest_edition) {
                pin({"suite", "--subject", subject});
            }
        }
        for (const char* subject : {"target", "check", "label"}) {
            if (facts.edition >= Edition::steps) {
                pin({"suite", "--subject", subject});
            }
        }
    }
    if (whole_bounds()) {
        expect_file(spec / "exports.sha256", pinned);
    } else {
        EXPECT_NE(read_file(spec / "exports.sha256").find(pinned), std::string::npos) << pinned;
    }
}

TEST(Exports, EveryVectorHasAnIdOfItsOwnAndItsFlagsHaveNotes) {
    const std::string text = exported({"vectors"});
    EXPECT_EQ(Schema("vectors").problem(text), "");
    rapidjson::Document document;
    ASSERT_FALSE(oracle::parse_json(text, document));
    std::set<std::string> ids;
    std::set<std::string> flags;
    for (const auto& vector : document["vectors"].GetArray()) {
        EXPECT_TRUE(ids.insert(vector["id"].GetString()).second) << vector["id"].GetString();
        for (const auto& flag : vector["flags"].GetArray()) {
            flags.insert(flag.GetString());
            EXPECT_TRUE(document["notes"].HasMember(flag)) << flag.GetString();
        }
    }
    EXPECT_EQ(flags.size(), document["notes"].MemberCount()) << "a note without a vector";
    EXPECT_GT(ids.size(), 4000U);
}

TEST(Exports, LinesOfSuitesKeepTheirSchema) {
    const Schema schema("suite");
    for (const std::vector<std::string>& words : {std::vector<std::string>{"suite", "--suite", "tokens"},
                                                  {"suite", "--suite", "smoke", "--edition", "finalizers"},
                                                  {"suite", "--subject", "guard", "--edition", "b3"},
                                                  {"suite", "--subject", "claim", "--edition", "settled"}}) {
        const std::vector<std::string> lines = lines_of(exported(words));
        ASSERT_GT(lines.size(), 50U);
        for (std::size_t i = 0; i < lines.size(); i += 1 + lines.size() / 500) {
            ASSERT_EQ(schema.problem(lines[i]), "") << lines[i];
        }
    }
}

}  // namespace
}  // namespace rollout::tests
