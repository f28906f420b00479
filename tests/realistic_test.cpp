// Goal: no realistic wrong implementation is called conformant. Method: the zoo's realistic mistakes, each judged by
// the default run in the editions in which it can be told from a right one, and spec/evidence/mistakes.md held to what
// was found. Small bounds: every eighth mistake in its last edition. Whole bounds: all, in all editions;
// ROLLOUT_REGENERATE=1 then writes the table anew.
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "support/judged.hpp"

namespace rollout::tests {
namespace {

struct Mistake {
    std::string name;
    std::string kind;
    Edition first;
    Edition last;
    std::string description;
};

std::vector<Mistake> all_mistakes() {
    std::vector<Mistake> mistakes;
    std::istringstream lines(output_of(zoo({})[0] + " --list-mistakes"));
    for (std::string line; std::getline(lines, line);) {
        rapidjson::Document read;
        EXPECT_EQ(oracle::parse_json(line, read), std::nullopt) << line;
        mistakes.push_back({Judged::text_of(read["name"]), Judged::text_of(read["kind"]),
                            edition_named(Judged::text_of(read["first"])).value(),
                            edition_named(Judged::text_of(read["last"])).value(),
                            Judged::text_of(read["description"])});
    }
    return mistakes;
}

/// Returns the part that finds the mistake first; empty if none does.
std::string found_by(const Mistake& mistake, Edition edition) {
    // One without an edition of its own has one for each, below its name.
    const Judged judged_one =
        judged({"--edition", std::string(name(edition)), "--fail-fast"}, zoo({"--mistake", mistake.name}));
    EXPECT_EQ(judged_one.run.status, 1) << mistake.name << " in " << name(edition) << judged_one.printed();
    EXPECT_EQ(judged_one.headline(), "not conformant") << mistake.name << " in " << name(edition);
    return judged_one.failing_parts();
}

std::string range(Edition first, Edition last) {
    return first == last ? std::string(name(first)) : std::string(name(first)) + ".." + std::string(name(last));
}

/// Returns the row of the page: what the mistake is, and which part finds it, edition by edition.
std::string row_of(const Mistake& mistake, const std::map<Edition, std::string>& parts) {
    std::string by;
    for (auto part = parts.begin(); part != parts.end();) {
        auto end = std::next(part);
        while (end != parts.end() && end->second == part->second) {
            ++end;
        }
        by +=
            (by.empty() ? "" : "; ") + part->second +
            (part == parts.begin() && end == parts.end() ? "" : " (" + range(part->first, std::prev(end)->first) + ")");
        part = end;
    }
    return "| `" + mistake.name + "` | " + mistake.description + " | " + range(mistake.first, mistake.last) + " | " +
           by + " |";
}

// A thousand runs take minutes where nothing slows the program down.
#ifdef NDEBUG
constexpr bool is_optimized = true;
#else
constexpr bool is_optimized = false;
#endif

const std::filesystem::path page = std::filesystem::path(ROLLOUT_SOURCE_DIR) / "spec/evidence/mistakes.md";

TEST(Realistic, ThereAreMistakesOfEveryKind) {
    std::map<std::string, std::size_t> count;
    std::set<std::string> names;
    for (const Mistake& mistake : all_mistakes()) {
        ++count[mistake.kind];
        EXPECT_TRUE(names.insert(mistake.name).second) << mistake.name;
        EXPECT_LE(mistake.first, mistake.last);
    }
    EXPECT_GE(names.size(), 150U);
    for (const char* kind : {"policies", "states", "rule", "rows", "sizes"}) {
        EXPECT_GE(count[kind], 30U) << kind;
    }
}

TEST(Realistic, MistakesAreFoundByTheDefaultRunAndThePageSaysByWhichPart) {
    const bool is_whole = whole_bounds() && is_optimized;
    const bool writes = is_whole && std::getenv("ROLLOUT_REGENERATE") != nullptr;
    const std::string text = read_file(page);
    std::vector<std::string> rows;
    std::size_t judged_count = 0;
    std::size_t number = 0;
    for (const Mistake& mistake : all_mistakes()) {
        const std::string before = "| `" + mistake.name + "` | " + mistake.description + " | ";
        EXPECT_TRUE(holds(text, before)) << "not on the page: " << mistake.name;
        // What only long lists show takes seconds a run: found once, unless the page is written anew.
        const std::size_t at = text.find(before);
        const bool is_long = at != std::string::npos && holds(text.substr(at, text.find('\n', at) - at), "sizes");
        if (!is_whole && (number++ % 8 != 0 || is_long)) {
            continue;
        }
        std::map<Edition, std::string> parts;
        for (const EditionFacts& facts : editions) {
            const bool is_asked = is_whole && (!is_long || writes)
                                      ? mistake.first <= facts.edition && facts.edition <= mistake.last
                                      : facts.edition == mistake.last;
            if (is_asked) {
                parts[facts.edition] = found_by(mistake, facts.edition);
                ++judged_count;
            }
        }
        rows.push_back(row_of(mistake, parts));
        if (is_whole && !is_long && !writes) {
            EXPECT_TRUE(holds(text, rows.back())) << "the page does not say: " << rows.back();
        }
    }
    std::cout << judged_count << " runs\n";
    EXPECT_GT(judged_count, is_whole ? 1'000U : 30U);
    if (writes) {
        const std::size_t begin = text.find("<!-- mistakes -->");
        const std::size_t end = text.find("<!-- end -->");
        ASSERT_NE(end, std::string::npos);
        std::ofstream out(page);
        out << text.substr(0, begin)
            << "<!-- mistakes -->\n\n| mistake | what it does | editions | found by |\n|---|---|---|---|\n";
        for (const std::string& row : rows) {
            out << row << "\n";
        }
        out << "\n" << text.substr(end);
    }
}

}  // namespace
}  // namespace rollout::tests
