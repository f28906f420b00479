#include "case_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <rollout/parse.hpp>

#include "json_writer.hpp"
#include "rollout_line.hpp"
#include "scenario.hpp"
#include "spelled.hpp"

namespace rollout::oracle {

void fail_spec(std::string_view file, int line, std::string_view what) {
    throw SpecError(fmt::format("spec/{}:{}: {}", file, line, what));
}

namespace {

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
        const auto text = oracle::take_text(rest, stops);
        if (!text) {
            fail_spec(file, line, "a quoted text does not end, or is not a JSON string");
        }
        return *text;
    }
    std::string take_word() {
        skip_spaces();
        return take_text(" ");
    }
    void expect(std::string_view word) {
        if (const std::string found = take_word(); found != word) {
            fail_spec(file, line, fmt::format("expected '{}', found '{}'", word, found));
        }
    }
};

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
            fail_spec(file, line, fmt::format("'{}' is not a flag", mark));
        }
        child.*flag->flag = true;
        text.remove_prefix(mark.size());
    }
    return child;
}

/// Reads `STATE[:POLICY]...` or, if a child has a flag, `STATE[+FLAG]...`; `none` is no child.
Rollout read_children(Cursor& cursor) {
    std::vector<WrittenRow> rows;
    bool flagged = false;
    bool with_policy = false;
    if (cursor.rest == "none") {
        cursor.rest = {};
    }
    while (!cursor.at_end()) {
        WrittenRow row{.state = cursor.take_text(" :"), .on_failure = absent_policy};
        flagged = flagged || row.state.find('+') != std::string::npos;
        if (!cursor.rest.empty() && cursor.rest.front() == ':') {
            cursor.rest.remove_prefix(1);
            row.on_failure = policy_word(cursor.take_text(" "));
            with_policy = true;
        }
        rows.push_back(std::move(row));
    }
    if (!flagged) {
        return {std::move(rows)};
    }
    if (with_policy) {
        fail_spec(cursor.file, cursor.line, "a case has policies or flags, not both");
    }
    std::vector<WrittenChild> children;
    for (const WrittenRow& row : rows) {
        children.push_back(written(read_flagged(row.state, cursor.file, cursor.line)));
    }
    return {std::move(children)};
}

/// The same where the level is known: children, with flags or without.
std::vector<WrittenChild> read_only_children(Cursor& cursor) {
    Rollout read = read_children(cursor);
    if (auto* children = std::get_if<std::vector<WrittenChild>>(&read.elements)) {
        return std::move(*children);
    }
    std::vector<WrittenChild> children;
    for (const WrittenRow& row : std::get<std::vector<WrittenRow>>(read.elements)) {
        if (row.on_failure != absent_policy) {
            fail_spec(cursor.file, cursor.line, "children have flags, not policies");
        }
        children.push_back(written(Child{parse_state(row.state)}));
    }
    return children;
}

Rollout read_row_list(std::string_view json, std::string_view file, int line) {
    const std::string object = fmt::format("{{\"operations\":{}}}", json);
    const auto read = read_rollout_line(object);
    if (const auto* error = std::get_if<LineError>(&read)) {
        fail_spec(file, line, error->message);
    }
    return read_rollout(object).value();
}

Question read_decision(std::string_view text, std::string_view file, int line) {
    auto read = read_question(text);
    if (const auto* problem = std::get_if<std::string>(&read)) {
        fail_spec(file, line, *problem);
    }
    return std::move(std::get<Question>(read));
}

void read_life(CaseLine& read, Cursor& cursor) {
    const std::string property = cursor.take_word();
    if (!model::property_named(property)) {
        fail_spec(cursor.file, cursor.line, fmt::format("'{}' is no property", property));
    }
    read.texts.emplace_back(property);
    cursor.skip_spaces();
    read.situation = cursor.rest;
    const auto scenario = model::read_scenario(read.editions.first, read.situation);
    if (const auto* problem = std::get_if<std::string>(&scenario)) {
        fail_spec(cursor.file, cursor.line, *problem);
    }
}

struct KindWord {
    std::string_view word;
    CaseLine::Kind kind;
};
constexpr std::array case_kinds{
    KindWord{"token ", CaseLine::Kind::token},   KindWord{"policy ", CaseLine::Kind::policy},
    KindWord{"covers ", CaseLine::Kind::covers}, KindWord{"running-family ", CaseLine::Kind::running_family},
    KindWord{"held ", CaseLine::Kind::held},     KindWord{"build ", CaseLine::Kind::build},
    KindWord{"rows ", CaseLine::Kind::rollout},  KindWord{"decide ", CaseLine::Kind::decide},
    KindWord{"life ", CaseLine::Kind::life},
};

void read_input(CaseLine& read) {
    const std::string_view file = read.file;
    Cursor cursor{read.input, file, read.line};
    const auto word = std::find_if(case_kinds.begin(), case_kinds.end(),
                                   [&](const KindWord& candidate) { return cursor.rest.starts_with(candidate.word); });
    if (word != case_kinds.end()) {
        read.kind = word->kind;
        cursor.rest.remove_prefix(word->word.size());
        cursor.skip_spaces();
    }
    switch (read.kind) {
        case CaseLine::Kind::rollout:
            if (word == case_kinds.end()) {
                read.rollout = read_children(cursor);
                break;
            }
            [[fallthrough]];
        case CaseLine::Kind::build:
            read.rollout = read_row_list(cursor.rest, file, read.line);
            break;
        case CaseLine::Kind::held:
            read.rollout.elements = read_only_children(cursor);
            break;
        case CaseLine::Kind::decide:
            read.question = read_decision(cursor.rest, file, read.line);
            read.question->claim.latch = read.latch;
            break;
        case CaseLine::Kind::life:
            read_life(read, cursor);
            break;
        case CaseLine::Kind::policy:
            if (cursor.rest == "absent") {
                read.texts.push_back(std::nullopt);
                break;
            }
            [[fallthrough]];
        case CaseLine::Kind::token:
        case CaseLine::Kind::covers:
        case CaseLine::Kind::running_family:
            while (read.texts.empty() || !cursor.at_end()) {
                read.texts.push_back(cursor.take_word());
            }
            if (read.texts.size() != (read.kind == CaseLine::Kind::covers ? 2U : 1U)) {
                fail_spec(file, read.line, "another number of texts than this kind of case has");
            }
            break;
    }
}

}  // namespace

EditionRange read_editions(std::string_view text, std::string_view file, int line) {
    const auto named = [&](std::string_view name) {
        const auto edition = edition_named(name);
        if (!edition) {
            fail_spec(file, line, fmt::format("'{}' is not an edition", name));
        }
        return *edition;
    };
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        return {named(text), named(text)};
    }
    return {named(text.substr(0, dots)), named(text.substr(dots + 2))};
}

CaseLine read_case_line(std::string_view source, std::string_view file, int line) {
    constexpr std::string_view arrow = " -> ";
    constexpr std::string_view released = " released";
    const std::size_t colon = source.find(": ");
    const std::size_t end = source.rfind(arrow);
    if (colon == std::string_view::npos || end == std::string_view::npos || end < colon + 2) {
        fail_spec(file, line, "a case is its editions, a colon, an input, an arrow and an answer");
    }
    std::string_view editions = source.substr(0, colon);
    const bool is_released = editions.ends_with(released);
    editions.remove_suffix(is_released ? released.size() : 0);
    CaseLine read{.kind = CaseLine::Kind::rollout,
                  .editions = read_editions(editions, file, line),
                  .latch = is_released ? Latch::released : Latch::unreleased,
                  .rollout = {},
                  .texts = {},
                  .question = std::nullopt,
                  .situation = {},
                  .expected = {},
                  .expected_children = {},
                  .decided_by = {},
                  .input = std::string(source.substr(colon + 2, end - colon - 2)),
                  .source = std::string(source),
                  .file = std::string(file),
                  .line = line};
    read_input(read);
    read.rollout.latch = read.latch;
    const bool has_operations =
        (read.kind == CaseLine::Kind::rollout || read.kind == CaseLine::Kind::build) && !read.rollout.is_of_children();
    const bool reads_the_latch = has_operations || (read.question && read.question->reads_the_latch());
    if (is_released && !reads_the_latch) {
        fail_spec(file, line, "only operations and rows are read under a latch");
    }
    Cursor cursor{source.substr(end + arrow.size()), file, line};
    if (read.kind == CaseLine::Kind::build) {
        read.expected = cursor.rest;
        for (const WrittenChild& child : read_only_children(cursor)) {
            read.expected_children.push_back(child.child());
        }
        return read;
    }
    if (read.kind == CaseLine::Kind::decide) {
        // An answer may be several words.
        read.expected = cursor.rest.substr(0, cursor.rest.find(" by "));
        cursor.rest.remove_prefix(read.expected.size());
        if (!cursor.at_end() && !read.question->is_decided_by_clauses()) {
            fail_spec(file, line, "only guard and claim say by which clause they decide");
        }
    } else {
        read.expected = cursor.take_word();
    }
    if (!cursor.at_end()) {
        cursor.expect("by");
        read.decided_by = cursor.take_word();
    }
    if (!cursor.at_end()) {
        fail_spec(file, line, fmt::format("'{}' is left over", cursor.rest));
    }
    return read;
}

std::string EditionRange::text() const {
    return first == last ? std::string(name(first)) : fmt::format("{}..{}", name(first), name(last));
}

std::string CaseLine::json_of_input() const {
    if (kind == Kind::life) {
        return fmt::format("{{\"property\":\"{}\",\"situation\":{}}}", *texts.front(), json_string(situation));
    }
    if (is_in_words()) {
        return "{" + members_of(rollout) + "}";
    }
    return fmt::format("{{\"operations\":{}{}}}", input.substr(input.find('[')),
                       latch == Latch::released ? ",\"released\":true" : "");
}

}  // namespace rollout::oracle
