// A failure list, read as if it were hostile: what is not understood ends the reading and is named by its line.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "failure_list.hpp"
#include "json_writer.hpp"
#include "readable.hpp"
#include "spelled.hpp"
#include "wildcard.hpp"

namespace rollout::oracle {
namespace {

constexpr std::string_view blanks = " \t";

struct Malformed {
    std::string what;  // and what to do
};

void skip_blanks(std::string_view& rest) { rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size())); }

std::string_view without_blanks_behind(std::string_view text) {
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// Returns the lines of `text`, each with what ends it.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.emplace_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

struct ListedWord {
    std::string text;
    std::string written;
    bool is_quoted = false;
};

/// Takes a word in JSON quotes, or what is before `end`, without the blanks behind it. Throws Malformed.
ListedWord take_word(std::string_view& rest, std::size_t end, std::string_view what) {
    const std::string_view before = rest;
    if (rest.starts_with('"')) {
        auto text = take_text(rest, "");
        if (!text) {
            throw Malformed{fmt::format("{} does not end its quotes, or is no JSON string", what)};
        }
        return {std::move(*text), std::string(before.substr(0, before.size() - rest.size())), true};
    }
    const std::string_view word = without_blanks_behind(rest.substr(0, end));
    if (word.empty()) {
        throw Malformed{fmt::format("{} is missing: a line is ID -> ANSWER", what)};
    }
    if (word.find('#') != std::string_view::npos || word.find("->") != std::string_view::npos) {
        throw Malformed{fmt::format("{} holds # or ->: write it in JSON quotes", what)};
    }
    if (on_one_line(word) != word) {
        throw Malformed{fmt::format("{} holds a control character: write it in JSON quotes", what)};
    }
    rest.remove_prefix(std::min(end, rest.size()));
    return {std::string(word), std::string(word), false};
}

/// Takes `(at most N)`, if it is there. Throws Malformed.
std::optional<std::size_t> take_bound(std::string_view& rest) {
    constexpr std::string_view begin = "(at most ";
    if (!rest.starts_with(begin)) {
        return std::nullopt;
    }
    rest.remove_prefix(begin.size());
    std::size_t bound = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), bound);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (error != std::errc() || !rest.starts_with(')') || bound == 0 || bound > pattern_cases_max) {
        throw Malformed{fmt::format("the bound is no number: write (at most N), N from 1 to {}", pattern_cases_max)};
    }
    rest.remove_prefix(1);
    return bound;
}

struct Line {
    ListedWord id;
    ListedWord answer;
    std::optional<std::size_t> at_most;
    std::string_view comment;
};

/// Reads a line that holds more than a comment. Throws Malformed.
Line read_line(std::string_view rest) {
    constexpr std::string_view arrow = "->";
    Line line;
    if (rest.front() != '"' && rest.find(arrow) == std::string_view::npos) {
        throw Malformed{"there is no ->: a line is ID -> ANSWER"};
    }
    line.id = take_word(rest, rest.find(arrow), "the ID");
    skip_blanks(rest);
    if (!rest.starts_with(arrow)) {
        throw Malformed{"no -> follows the ID: a line is ID -> ANSWER"};
    }
    rest.remove_prefix(arrow.size());
    skip_blanks(rest);
    line.answer = take_word(rest, std::min(rest.find('#'), rest.find("(at most")), "the answer");
    skip_blanks(rest);
    line.at_most = take_bound(rest);
    skip_blanks(rest);
    if (!rest.empty() && rest.front() != '#') {
        throw Malformed{"something follows the answer: begin a comment with #"};
    }
    line.comment = rest;
    const bool has_wildcard = !line.id.is_quoted && is_pattern(line.id.text);
    if (has_wildcard && !line.at_most) {
        throw Malformed{"a pattern says how many cases it may cover: write (at most N) behind the answer"};
    }
    if (!has_wildcard && line.at_most) {
        throw Malformed{"an ID without * and ? is one case: remove the bound"};
    }
    return line;
}

}  // namespace

std::variant<FailureList, std::string> read_failure_list(std::string_view text, std::string file) {
    FailureList list;
    list.file_ = std::move(file);
    list.lines_ = lines_of(text);
    decltype(list.exact_) patterns;  // their indices, by what the line has
    for (std::size_t i = 0; i < list.lines_.size(); ++i) {
        std::string_view rest = list.lines_[i];
        rest = rest.substr(0, rest.find_last_not_of("\r\n") + 1);
        if (i == 0 && rest.starts_with(byte_order_mark)) {
            rest.remove_prefix(byte_order_mark.size());
        }
        try {
            if (as_utf8(rest) != rest) {
                throw Malformed{"this is not UTF-8: write odd bytes as \\u escapes in JSON quotes"};
            }
            skip_blanks(rest);
            if (rest.empty() || rest.front() == '#') {
                continue;
            }
            Line line = read_line(rest);
            const bool differs =
                line.answer.is_quoted || (line.answer.text != "error" && line.answer.text != "skipped");
            const Failure::Kind kind = differs                         ? Failure::Kind::differs
                                       : line.answer.text == "skipped" ? Failure::Kind::skipped
                                                                       : Failure::Kind::error;
            auto& ids = line.at_most ? patterns : list.exact_;
            const auto [earlier, is_new] = ids.emplace(line.id.text, list.entries_.size());
            if (!is_new) {
                throw Malformed{fmt::format("line {} has the same ID: remove one of them",
                                            list.entries_[earlier->second].line + 1)};
            }
            if (line.at_most) {
                list.patterns_.push_back(list.entries_.size());
            }
            list.entries_.push_back({.line = i,
                                     .id = std::move(line.id.text),
                                     .written = std::move(line.id.written),
                                     .answer = {kind, differs ? std::move(line.answer.text) : std::string()},
                                     .comment = std::string(line.comment),
                                     .at_most = line.at_most,
                                     .other = {},
                                     .covered = {}});
        } catch (const Malformed& malformed) {
            return fmt::format("{}:{}: {}", list.file_, i + 1, malformed.what);
        }
    }
    return list;
}

}  // namespace rollout::oracle
