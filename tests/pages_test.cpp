// Goal: the pages are true of the program and of the tree: links, generated blocks, examples, versions, recipes.
// Method: each page is read as text. `ROLLOUT_REGENERATE=1` rewrites the generated blocks instead of comparing them.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "spec.hpp"
#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

namespace fs = std::filesystem;

TEST(Pages, TheTablesOfBenchmarksAreThoseOfTheResults) {
    const std::string page = read_file(root / "bench/README.md");
    for (const auto& [program, of] : {std::pair("bench/sql --table bench/results/sql.json", "queries"),
                                      std::pair("node bench/web.mjs --table bench/results/web.json", "web")}) {
        const std::string table = output_of("cd '" + root.string() + "' && " + program);
        EXPECT_NE(page.find(fmt::format("<!-- {}: {} -->\n{}<!-- end of {} -->", of, program, table, of)),
                  std::string::npos)
            << table;
    }
}

TEST(Pages, TheVersionIsTheNewestReleaseOfTheChangelog) {
    struct Release {
        std::array<int, 3> version;
        std::string date;  // empty: not released
    };
    std::vector<Release> releases;
    std::istringstream lines(read_file(root / "impl/versions.md"));
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
    ASSERT_NE(newest, releases.end()) << "impl/versions.md has no release";
    const auto [major, minor, patch] = newest->version;
    const std::string project = "project(rollout VERSION " + std::to_string(major) + "." + std::to_string(minor) + "." +
                                std::to_string(patch) + " ";
    EXPECT_NE(read_file(root / "CMakeLists.txt").find(project), std::string::npos)
        << "CMakeLists.txt does not say: " << project;
}

/// Returns the anchors that the headings of a page make.
std::set<std::string> anchors(const std::string& text) {
    std::set<std::string> strings;
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
        strings.insert(anchor);
    }
    return strings;
}

TEST(Pages, EveryLinkResolves) {
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

TEST(Pages, EveryGeneratedBlockIsWhatTheProgramPrints) {
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

TEST(Pages, EveryConsoleExampleIsWhatTheProgramPrints) {
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
    EXPECT_GE(commands, 2U);
}

TEST(Pages, EveryFileOfARecipeIsThere) {
    const std::string page = read_file(root / "tests/README.md");
    const std::size_t begin = page.find("## Working on it");
    ASSERT_NE(begin, std::string::npos);
    const std::string recipes = page.substr(begin, page.find("\n## ", begin) - begin);
    const std::regex path("`([\\w./-]+/[\\w.-]+\\.\\w+)`");
    std::size_t named = 0;
    for (auto match = std::sregex_iterator(recipes.begin(), recipes.end(), path); match != std::sregex_iterator();
         ++match, ++named) {
        EXPECT_TRUE(fs::exists(root / (*match)[1].str())) << "tests/README.md names " << (*match)[1];
    }
    EXPECT_GT(named, 25U);
}

TEST(Pages, TheTrackRecordHasEveryRegressionAndNoOtherNumberOfAPullRequest) {
    const std::string record = read_file(root / "tests/track-record.md");
    for (const oracle::Section& regression : oracle::regressions()) {
        EXPECT_NE(record.find(regression.id.substr(0, regression.id.find('-', 4))), std::string::npos) << regression.id;
    }
    const std::regex number("#(\\d+)");
    for (auto match = std::sregex_iterator(record.begin(), record.end(), number); match != std::sregex_iterator();
         ++match) {
        EXPECT_TRUE((std::set<std::string>{"317", "318", "337"}.contains((*match)[1]))) << match->str();
    }
}

TEST(Pages, EveryMutantNamesItsKillers) {
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
