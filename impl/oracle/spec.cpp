#include "spec.hpp"

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <array>

#include <rollout/parse.hpp>

namespace rollout::oracle {
namespace {

constexpr Edition editions_first = editions.front().edition;
constexpr Edition editions_last = editions.back().edition;
constexpr EditionRange no_editions{editions_last, editions_first};

[[noreturn]] void fail(std::string_view file, int line, std::string_view what) {
    throw SpecError(fmt::format("spec/{}:{}: {}", file, line, what));
}

struct Cursor {
    std::string_view rest;
    std::string_view file;
    int line;

    void skip_spaces() {
        while (!rest.empty() && rest.front() == ' ') {
            rest.remove_prefix(1);
        }
    }
    bool at_end() {
        skip_spaces();
        return rest.empty();
    }
    /// Takes the bytes up to one of `stops`, or a JSON string if the text begins with a quote.
    std::string take_text(std::string_view stops) {
        if (!rest.empty() && rest.front() == '"') {
            return take_quoted();
        }
        const std::size_t end = std::min(rest.find_first_of(stops), rest.size());
        std::string text(rest.substr(0, end));
        rest.remove_prefix(end);
        return text;
    }
    std::string take_quoted() {
        std::size_t end = 1;
        while (end < rest.size() && rest[end] != '"') {
            end += rest[end] == '\\' ? 2 : 1;
        }
        if (end >= rest.size()) {
            fail(file, line, "a quoted text does not end");
        }
        rapidjson::Document document;
        document.Parse(rest.data(), end + 1);
        if (document.HasParseError() || !document.IsString()) {
            fail(file, line, "a quoted text is not a JSON string");
        }
        rest.remove_prefix(end + 1);
        return {document.GetString(), document.GetStringLength()};
    }
    std::string take_word() {
        skip_spaces();
        return take_text(" ");
    }
    void expect(std::string_view word) {
        if (const std::string found = take_word(); found != word) {
            fail(file, line, fmt::format("expected '{}', found '{}'", word, found));
        }
    }
};

EditionRange read_editions(std::string_view text, std::string_view file, int line) {
    const auto named = [&](std::string_view name) {
        const auto edition = edition_named(name);
        if (!edition) {
            fail(file, line, fmt::format("'{}' is not an edition", name));
        }
        return *edition;
    };
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        return {named(text), named(text)};
    }
    return {named(text.substr(0, dots)), named(text.substr(dots + 2))};
}

/// Reads `STATE+FLAG+FLAG`, e.g. `failed+continue`.
Child read_flagged(std::string_view text, std::string_view file, int line) {
    const std::size_t plus = std::min(text.find('+'), text.size());
    Child child{parse_state(text.substr(0, plus))};
    for (text.remove_prefix(plus); !text.empty();) {
        text.remove_prefix(1);
        const std::string_view mark = text.substr(0, text.find('+'));
        const auto flag = std::find_if(child_flags.begin(), child_flags.end(),
                                       [&](const FlagFacts& facts) { return facts.mark == mark; });
        if (flag == child_flags.end()) {
            fail(file, line, fmt::format("'{}' is not a flag", mark));
        }
        child.*flag->flag = true;
        text.remove_prefix(mark.size());
    }
    return child;
}

/// Reads `STATE[:POLICY]...` or, if a child has a flag, `STATE[+FLAG]...`; `none` is no child.
std::variant<std::vector<Case::Word>, std::vector<Child>> read_children(Cursor& cursor) {
    std::vector<Case::Word> words;
    std::vector<Child> children;
    bool flagged = false;
    bool with_policy = false;
    if (cursor.rest == "none") {
        cursor.rest = {};
    }
    while (!cursor.at_end()) {
        Case::Word word{cursor.take_text(" :"), std::nullopt};
        flagged = flagged || word.state.find('+') != std::string::npos;
        if (!cursor.rest.empty() && cursor.rest.front() == ':') {
            cursor.rest.remove_prefix(1);
            word.on_failure = cursor.take_text(" ");
            with_policy = true;
        }
        words.push_back(word);
    }
    if (!flagged) {
        return words;
    }
    if (with_policy) {
        fail(cursor.file, cursor.line, "a case has policies or flags, not both");
    }
    for (const Case::Word& word : words) {
        children.push_back(read_flagged(word.state, cursor.file, cursor.line));
    }
    return children;
}

std::vector<Child> as_children(const std::variant<std::vector<Case::Word>, std::vector<Child>>& read) {
    if (const auto* children = std::get_if<std::vector<Child>>(&read)) {
        return *children;
    }
    std::vector<Child> children;
    for (const Case::Word& word : std::get<std::vector<Case::Word>>(read)) {
        children.push_back({parse_state(word.state)});
    }
    return children;
}

RolloutLine read_rows(std::string_view json, std::string_view file, int line) {
    auto read = read_rollout_line(fmt::format("{{\"operations\":{}}}", json));
    if (const auto* error = std::get_if<LineError>(&read)) {
        fail(file, line, error->message);
    }
    return std::move(std::get<RolloutLine>(read));
}

struct KindWord {
    std::string_view word;
    Case::Kind kind;
};
constexpr std::array kind_words{
    KindWord{"token ", Case::Kind::token},
    KindWord{"policy ", Case::Kind::policy},
    KindWord{"covers ", Case::Kind::covers},
    KindWord{"running-family ", Case::Kind::running_family},
    KindWord{"held ", Case::Kind::held},
    KindWord{"build ", Case::Kind::build},
    KindWord{"rows ", Case::Kind::rollout},
};

void read_input(Case& read) {
    const std::string_view file = read.file;
    Cursor cursor{read.input, file, read.line};
    const auto word = std::find_if(kind_words.begin(), kind_words.end(), [&](const KindWord& candidate) {
        return cursor.rest.starts_with(candidate.word);
    });
    if (word != kind_words.end()) {
        read.kind = word->kind;
        cursor.rest.remove_prefix(word->word.size());
        cursor.skip_spaces();
    }
    const auto take_children = [&] {
        std::visit([&](auto children) { read.elements = std::move(children); }, read_children(cursor));
    };
    switch (read.kind) {
        case Case::Kind::rollout:
            if (word == kind_words.end()) {
                take_children();
                break;
            }
            [[fallthrough]];
        case Case::Kind::build:
            read.elements = read_rows(cursor.rest, file, read.line);
            break;
        case Case::Kind::held:
            read.elements = as_children(read_children(cursor));
            break;
        case Case::Kind::policy:
            if (cursor.rest == "absent") {
                read.texts.push_back(std::nullopt);
                break;
            }
            [[fallthrough]];
        case Case::Kind::token:
        case Case::Kind::covers:
        case Case::Kind::running_family:
            while (read.texts.empty() || !cursor.at_end()) {
                read.texts.push_back(cursor.take_word());
            }
            if (read.texts.size() != (read.kind == Case::Kind::covers ? 2U : 1U)) {
                fail(file, read.line, "another number of texts than this kind of case has");
            }
            break;
    }
}

Case read_case(std::string_view source, std::string_view file, int line) {
    constexpr std::string_view arrow = " -> ";
    constexpr std::string_view released = " released";
    const std::size_t colon = source.find(": ");
    const std::size_t end = source.rfind(arrow);
    if (colon == std::string_view::npos || end == std::string_view::npos || end < colon + 2) {
        fail(file, line, "a case is its editions, a colon, an input, an arrow and an answer");
    }
    std::string_view editions = source.substr(0, colon);
    const bool is_released = editions.ends_with(released);
    editions.remove_suffix(is_released ? released.size() : 0);
    Case read{.kind = Case::Kind::rollout,
              .editions = read_editions(editions, file, line),
              .latch = is_released ? Latch::released : Latch::unreleased,
              .elements = {},
              .texts = {},
              .expected = {},
              .expected_children = {},
              .decided_by = {},
              .input = std::string(source.substr(colon + 2, end - colon - 2)),
              .source = std::string(source),
              .file = std::string(file),
              .line = line};
    read_input(read);
    Cursor cursor{source.substr(end + arrow.size()), file, line};
    if (read.kind == Case::Kind::build) {
        read.expected = cursor.rest;
        read.expected_children = as_children(read_children(cursor));
        return read;
    }
    read.expected = cursor.take_word();
    if (!cursor.at_end()) {
        cursor.expect("by");
        read.decided_by = cursor.take_word();
    }
    if (!cursor.at_end()) {
        fail(file, line, fmt::format("'{}' is left over", cursor.rest));
    }
    return read;
}

/// Returns whether a heading is an ID, such as ROLL-4, and not the title of a paragraph.
bool is_id(std::string_view heading) {
    const std::size_t capitals = heading.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return capitals != 0 && capitals < heading.size() && heading[capitals] == '-' && heading.find(' ') == heading.npos;
}

/// If `line` begins with `start`, returns what follows it.
std::optional<std::string> after(std::string_view line, std::string_view start) {
    if (!line.starts_with(start)) {
        return std::nullopt;
    }
    return std::string(line.substr(start.size()));
}

}  // namespace

std::string EditionRange::text() const {
    return first == last ? std::string(name(first)) : fmt::format("{}..{}", name(first), name(last));
}

std::vector<Row> rows_of(const std::vector<Case::Word>& words) {
    std::vector<Row> rows;
    for (const Case::Word& word : words) {
        rows.push_back({.state = word.state, .on_failure = word.on_failure});
    }
    return rows;
}

std::vector<Clause> read_sections(const Page& page) {
    std::vector<Clause> read;
    std::string* field = nullptr;  // what a continuation line belongs to
    bool in_section = false;
    bool in_cases = false;
    int number = 0;
    const auto end_section = [&] {
        if (in_section && read.back().editions.first > read.back().editions.last) {
            fail(page.file, read.back().line, "the section names no editions");
        }
        field = nullptr;
    };
    for (std::size_t start = 0; start < page.text.size();) {
        const std::size_t end = std::min(page.text.find('\n', start), page.text.size());
        const std::string_view line = page.text.substr(start, end - start);
        start = end + 1;
        ++number;
        if (const auto id = after(line, "### "); id && is_id(*id)) {
            end_section();
            in_section = true;
            read.push_back({.id = *id,
                            .editions = no_editions,
                            .sentence = {},
                            .not_when = {},
                            .why = {},
                            .origin = std::nullopt,
                            .fixed_rule = {},
                            .cases = {},
                            .file = std::string(page.file),
                            .line = number});
        } else if (line.starts_with("## ") || line.starts_with("### ")) {
            end_section();
            in_section = false;
        } else if (!in_section) {
            continue;
        } else if (in_cases) {
            in_cases = line != "```";
            if (in_cases) {
                read.back().cases.push_back(read_case(line, page.file, number));
            }
        } else if (line == "```cases") {
            in_cases = true;
        } else if (const auto editions = after(line, "- Editions: ")) {
            read.back().editions = read_editions(*editions, page.file, number);
            field = nullptr;
        } else if (const auto origin = after(line, "- Origin: ")) {
            read.back().editions = {editions_first, editions_last};
            read.back().origin = read_editions(*origin, page.file, number).first;
            field = nullptr;
        } else if (const auto not_when = after(line, "- Not when: ")) {
            read.back().not_when = *not_when;
            field = &read.back().not_when;
        } else if (const auto why = after(line, "- Why: ")) {
            read.back().why = *why;
            field = &read.back().why;
        } else if (const auto fixed_rule = after(line, "- Fixed rule: ")) {
            read.back().fixed_rule = *fixed_rule;
            field = &read.back().fixed_rule;
        } else if (line.empty() || line.starts_with("<!--") || line.starts_with("|")) {
            field = nullptr;  // a generated table says nothing that the program does not know
        } else if (field != nullptr) {
            *field += " " + std::string(line.substr(std::min(line.find_first_not_of(' '), line.size())));
        } else if (read.back().sentence.empty()) {
            read.back().sentence = line;
            field = &read.back().sentence;
        } else {
            fail(page.file, number, "a section holds one sentence, its bullets and its cases");
        }
    }
    end_section();
    if (in_cases) {
        fail(page.file, number, "the last block of cases does not end");
    }
    return read;
}

namespace {

/// Every section of every page, by kind.
struct Sections {
    std::vector<Clause> clauses;
    std::vector<Clause> regressions;
    std::vector<Clause> findings;
};

const Sections& sections() {
    static const Sections all = [] {
        Sections made;
        for (const Page& page : pages()) {
            for (Clause& section : read_sections(page)) {
                (section.id.starts_with("REG-") ? made.regressions
                 : section.id.starts_with("F-") ? made.findings
                                                : made.clauses)
                    .push_back(std::move(section));
            }
        }
        return made;
    }();
    return all;
}

}  // namespace

const std::vector<Clause>& clauses() { return sections().clauses; }
const std::vector<Clause>& regressions() { return sections().regressions; }
const std::vector<Clause>& findings() { return sections().findings; }

const Clause* find_clause(std::string_view id) {
    for (const auto* kind : {&clauses(), &regressions(), &findings()}) {
        for (const Clause& section : *kind) {
            if (section.id == id) {
                return &section;
            }
        }
    }
    return nullptr;
}

}  // namespace rollout::oracle
