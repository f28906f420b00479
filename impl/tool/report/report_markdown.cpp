// A verdict as Markdown for the summary of a CI job, with every text of a testee as code.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "readable.hpp"
#include "reports.hpp"
#include "wording.hpp"

namespace rollout::oracle {
namespace {

constexpr std::size_t causes_in_markdown_max = 10;

/// Returns the text as prose: whatever could begin markup, a link or a mention is a character reference.
std::string prose(std::string_view text) {
    const std::string line = on_one_line(text);
    std::string made;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char byte = line[i];
        const bool is_at_an_end = i + 1 == line.size() || line[i + 1] == ' ';
        const bool is_punctuation = byte > ' ' && byte <= '~' && !(byte >= '0' && byte <= '9') &&
                                    !(byte >= 'a' && byte <= 'z') && !(byte >= 'A' && byte <= 'Z');
        // Behind a word these only end it: no address, no list, no reference.
        const bool ends_a_word = (byte == '.' || byte == ',' || byte == ':' || byte == ';') && i > 0 && is_at_an_end &&
                                 !(line[i - 1] >= '0' && line[i - 1] <= '9');
        if (is_punctuation && !ends_a_word) {
            fmt::format_to(std::back_inserter(made), "&#{};", static_cast<int>(byte));
        } else {
            made += byte;
        }
    }
    return made;
}

/// Returns the text as code, which GitHub searches neither for links nor for mentions.
std::string code(std::string_view text) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _:.,+-=()";
    const bool is_plain = !text.empty() && text.find_first_not_of(plain) == std::string_view::npos;
    return is_plain ? fmt::format("`{}`", text) : fmt::format("<code>{}</code>", prose(text));
}

/// Returns the lines as a preformatted block: between its tags nothing but a tag or a reference has a meaning.
std::string block(const std::vector<std::string>& lines) {
    std::string text = "<pre>\n";
    for (const std::string& line : lines) {
        for (const char byte : on_one_line(line)) {
            switch (byte) {
                case '<':
                    text += "&lt;";
                    break;
                case '&':
                    text += "&amp;";
                    break;
                default:
                    text += byte;
            }
        }
        text += "\n";
    }
    return text + "</pre>\n";
}

void add_fact_lines(std::string& text, const std::vector<Fact>& facts) {
    for (const Fact& fact : facts) {
        if (fact.lines.size() == 1) {
            const bool is_code = fact.name == "rollout" || fact.name == "said" || fact.name == "see";
            const std::string& line = fact.lines.front();
            fmt::format_to(std::back_inserter(text), "- **{}**: {}\n", fact.name, is_code ? code(line) : prose(line));
        } else {
            fmt::format_to(std::back_inserter(text), "- **{}**:\n\n{}\n", fact.name, block(fact.lines));
        }
    }
}

}  // namespace

std::string report_markdown(const Verdict& verdict) {
    std::string text = fmt::format("## {}\n\n", prose(headline(verdict)));
    add_fact_lines(text, facts_of_run(verdict));
    if (!verdict.parts.empty()) {
        text +=
            "\n| part | asked | passed | failed | skipped | listed | what passing says |\n"
            "|---|--:|--:|--:|--:|--:|---|\n";
    }
    for (const Part& part : verdict.parts) {
        fmt::format_to(std::back_inserter(text), "| {} | {} of {} | {} | {} | {} | {} | {} |\n", prose(part.name),
                       part.asked, part.planned, part.passed, part.failed, part.skipped, part.listed, prose(part.adds));
    }
    const std::size_t count = verdict.causes.size();
    for (std::size_t i = 0; i < std::min(count, causes_in_markdown_max); ++i) {
        fmt::format_to(std::back_inserter(text), "\n### cause {} of {}\n\n", i + 1, count);
        add_fact_lines(text, facts(verdict, verdict.causes[i]));
    }
    if (count > causes_in_markdown_max) {
        fmt::format_to(std::back_inserter(text), "\n{} more.\n", count_of(count - causes_in_markdown_max, "cause"));
    }
    if (verdict.guarantee) {
        text += "\n### guarantee\n\n";
        add_fact_lines(text, facts_of_guarantee(verdict));
    }
    return text;
}

}  // namespace rollout::oracle
