#include "case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <rollout/parse.hpp>

#include "json.hpp"
#include "scenario.hpp"
#include "spelled.hpp"
#include "spelled_rollout.hpp"

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
        fail_spec(cursor.file, cursor.line, "a case has policies or flags, not both");
    }
    for (const Case::Word& word : words) {
        children.push_back(read_flagged(word.state, cursor.file, cursor.line));
    }
    return children;
}

/// The same where the level is known: children, with flags or without.
std::vector<Child> read_only_children(Cursor& cursor) {
    const auto read = read_children(cursor);
    if (const auto* children = std::get_if<std::vector<Child>>(&read)) {
        return *children;
    }
    std::vector<Child> children;
    for (const Case::Word& word : std::get<std::vector<Case::Word>>(read)) {
        if (word.on_failure) {
            fail_spec(cursor.file, cursor.line, "children have flags, not policies");
        }
        children.push_back({parse_state(word.state)});
    }
    return children;
}

RolloutLine read_row_list(std::string_view json, std::string_view file, int line) {
    auto read = read_rollout_line(fmt::format("{{\"operations\":{}}}", json));
    if (const auto* error = std::get_if<LineError>(&read)) {
        fail_spec(file, line, error->message);
    }
    return std::move(std::get<RolloutLine>(read));
}

Question read_decision(std::string_view text, std::string_view file, int line) {
    auto read = read_question(text);
    if (const auto* problem = std::get_if<std::string>(&read)) {
        fail_spec(file, line, *problem);
    }
    return std::move(std::get<Question>(read));
}

void read_life(Case& read, Cursor& cursor) {
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
    Case::Kind kind;
};
constexpr std::array case_kinds{
    KindWord{"token ", Case::Kind::token},   KindWord{"policy ", Case::Kind::policy},
    KindWord{"covers ", Case::Kind::covers}, KindWord{"running-family ", Case::Kind::running_family},
    KindWord{"held ", Case::Kind::held},     KindWord{"build ", Case::Kind::build},
    KindWord{"rows ", Case::Kind::rollout},  KindWord{"decide ", Case::Kind::decide},
    KindWord{"life ", Case::Kind::life},
};

void read_input(Case& read) {
    const std::string_view file = read.file;
    Cursor cursor{read.input, file, read.line};
    const auto word = std::find_if(case_kinds.begin(), case_kinds.end(),
                                   [&](const KindWord& candidate) { return cursor.rest.starts_with(candidate.word); });
    if (word != case_kinds.end()) {
        read.kind = word->kind;
        cursor.rest.remove_prefix(word->word.size());
        cursor.skip_spaces();
    }
    const auto take_children = [&] {
        std::visit([&](auto children) { read.elements = std::move(children); }, read_children(cursor));
    };
    switch (read.kind) {
        case Case::Kind::rollout:
            if (word == case_kinds.end()) {
                take_children();
                break;
            }
            [[fallthrough]];
        case Case::Kind::build:
            read.elements = read_row_list(cursor.rest, file, read.line);
            break;
        case Case::Kind::held:
            read.elements = read_only_children(cursor);
            break;
        case Case::Kind::decide:
            read.question = read_decision(cursor.rest, file, read.line);
            read.question->claim.latch = read.latch;
            break;
        case Case::Kind::life:
            read_life(read, cursor);
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

Case read_case(std::string_view source, std::string_view file, int line) {
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
    Case read{.kind = Case::Kind::rollout,
              .editions = read_editions(editions, file, line),
              .latch = is_released ? Latch::released : Latch::unreleased,
              .elements = {},
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
    const bool has_operations = (read.kind == Case::Kind::rollout || read.kind == Case::Kind::build) &&
                                !std::holds_alternative<std::vector<Child>>(read.elements);
    const bool reads_the_latch = has_operations || (read.question && read.question->reads_the_latch());
    if (is_released && !reads_the_latch) {
        fail_spec(file, line, "only operations and rows are read under a latch");
    }
    Cursor cursor{source.substr(end + arrow.size()), file, line};
    if (read.kind == Case::Kind::build) {
        read.expected = cursor.rest;
        read.expected_children = read_only_children(cursor);
        return read;
    }
    if (read.kind == Case::Kind::decide) {
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

std::vector<Row> rows_of(const std::vector<Case::Word>& words) {
    std::vector<Row> rows;
    for (const Case::Word& word : words) {
        rows.push_back({.state = word.state, .on_failure = word.on_failure});
    }
    return rows;
}

std::string Case::json_of_input() const {
    if (kind == Kind::life) {
        return fmt::format("{{\"property\":\"{}\",\"situation\":{}}}", *texts.front(), json_string(situation));
    }
    std::string operations;
    if (const auto* children = std::get_if<std::vector<Child>>(&elements)) {
        std::vector<std::string> made;
        for (const Child& child : *children) {
            made.push_back(written(child).json());
        }
        return fmt::format("{{\"children\":[{}]}}", fmt::join(made, ","));
    }
    if (std::holds_alternative<RolloutLine>(elements)) {
        operations = input.substr(input.find('['));
    } else {
        for (const Word& word : std::get<std::vector<Word>>(elements)) {
            const std::string policy =
                word.on_failure ? fmt::format(",\"on_failure\":{}", json_string(*word.on_failure)) : "";
            operations +=
                fmt::format("{}{{\"state\":{}{}}}", operations.empty() ? "[" : ",", json_string(word.state), policy);
        }
        operations += operations.empty() ? "[]" : "]";
    }
    return fmt::format("{{\"operations\":{}{}}}", operations, latch == Latch::released ? ",\"released\":true" : "");
}

}  // namespace rollout::oracle
