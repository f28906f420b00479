// Goal: the pages can be read once. Method: the text of each page, without code, tables and headings, is cut into
// sentences; their words are counted, and habits that make a reader stop are looked for.

#include <filesystem>
#include <regex>
#include <sstream>

#include "support/gtest.hpp"
#include "support/program.hpp"
#include "support/tree.hpp"

namespace rollout::tests {
namespace {

/// Returns the paragraphs and items of a page, each on one line.
std::vector<std::string> paragraphs(const std::string& page) {
    static const std::regex item("^\\s*([-*+]|\\d+\\.)\\s+");
    std::vector<std::string> texts{""};
    bool is_code = false;
    bool is_generated = false;
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) {
            is_code = !is_code;
        }
        is_generated = (is_generated || line.starts_with("<!-- ")) && line.find("<!-- end") == std::string::npos;
        const bool is_prose = !is_code && !is_generated && !line.empty() && line.front() != '|' &&
                              line.front() != '#' && !line.starts_with("    ") && !line.starts_with("```") &&
                              !line.starts_with("<!--");
        if (!is_prose || std::regex_search(line, item)) {
            texts.emplace_back();
        }
        if (is_prose) {
            texts.back() += std::regex_replace(line, item, "") + " ";
        }
    }
    return texts;
}

/// Returns the sentences: what ends in a full stop, a question mark or a colon before a capital.
std::vector<std::string> sentences(const std::string& paragraph) {
    static const std::regex link("\\]\\([^)]*\\)");
    static const std::regex end("[.!?:] +(?=[A-Z`\"(\\[*0-9])");
    const std::string text = std::regex_replace(paragraph, link, "]");
    std::vector<std::string> texts;
    for (std::sregex_token_iterator each(text.begin(), text.end(), end, -1); each != std::sregex_token_iterator();
         ++each) {
        texts.push_back(each->str());
    }
    return texts;
}

std::size_t words(const std::string& sentence) {
    static const std::regex word("[\\w'/-]+");
    return static_cast<std::size_t>(
        std::distance(std::sregex_iterator(sentence.begin(), sentence.end(), word), std::sregex_iterator()));
}

struct Habit {
    const char* pattern;
    const char* instead;
};
constexpr std::array habits{
    Habit{"\\bbeside\\b", "next to, in addition to"},
    Habit{"\\bbehind\\b", "after"},
    Habit{"\\bbut (for|what)\\b", "except"},
    Habit{"(^|[.;:] )Of [a-z]", "no sentence begins with `Of ...`"},
    Habit{"\\b(bytes?|rows?|cases?|child|seconds?|once) an? (second|byte|line|row|case|child|lemma|test)\\b", "per"},
};

TEST(Language, EveryPageHasShortSentences) {
    constexpr double average_max = 20;
    constexpr std::size_t words_max = 45;
    std::size_t pages = 0;
    for (const std::filesystem::path& file : files(root, {".md"})) {
        std::size_t count = 0;
        std::size_t sum = 0;
        for (const std::string& paragraph : paragraphs(read_file(file))) {
            for (const std::string& sentence : sentences(paragraph)) {
                const std::size_t length = words(sentence);
                if (length < 3) {
                    continue;
                }
                ++count;
                sum += length;
                EXPECT_LE(length, words_max) << shown(file) << ": " << sentence;
            }
        }
        if (count > 5) {
            ++pages;
            EXPECT_LE(static_cast<double>(sum) / static_cast<double>(count), average_max) << shown(file);
        }
    }
    EXPECT_GT(pages, 25U);
}

TEST(Language, NoPageHasAHabitToDrop) {
    for (const std::filesystem::path& file : files(root, {".md"})) {
        for (const std::string& paragraph : paragraphs(read_file(file))) {
            for (const auto& [pattern, instead] : habits) {
                std::smatch found;
                EXPECT_FALSE(std::regex_search(paragraph, found, std::regex(pattern)))
                    << shown(file) << ": '" << found.str() << "' in: " << paragraph << "\nbetter: " << instead;
            }
        }
    }
}

// The check's twin: it sees what it is for.
TEST(Language, IsMeasuredWhereItIsWritten) {
    const std::string page =
        "# A heading of many words that is none\n\nOne two three. Four five six\nseven.\n\n- An item "
        "here.\n\n```sh\ncode is no prose here\n```\n| a cell | of a table |\n";
    std::vector<std::size_t> lengths;
    for (const std::string& paragraph : paragraphs(page)) {
        for (const std::string& sentence : sentences(paragraph)) {
            if (words(sentence) > 0) {
                lengths.push_back(words(sentence));
            }
        }
    }
    EXPECT_EQ(lengths, (std::vector<std::size_t>{3, 4, 3}));
    const std::vector<std::string> bad{"it lies beside it", "after. Of all rows", "costs 3 bytes a row",
                                       "none but what is"};
    for (const std::string& text : bad) {
        EXPECT_TRUE(std::any_of(habits.begin(), habits.end(), [&](const Habit& habit) {
            return std::regex_search(text, std::regex(habit.pattern));
        })) << text;
    }
}

}  // namespace
}  // namespace rollout::tests
