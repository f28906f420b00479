#include "spec.hpp"

#include "rapidjson_sizes.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <algorithm>

namespace rollout::oracle {
namespace {

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

Case read_case(std::string_view source, std::string_view file, int line) {
    const std::size_t colon = source.find(": ");
    if (colon == std::string_view::npos) {
        fail(file, line, "a case begins with its editions and a colon");
    }
    Case read{.kind = Case::Kind::rollout,
              .editions = read_editions(source.substr(0, colon), file, line),
              .children = {},
              .text = std::nullopt,
              .expected = {},
              .decided_by = {},
              .source = std::string(source),
              .file = std::string(file),
              .line = line};
    Cursor cursor{source.substr(colon + 2), file, line};
    if (cursor.rest.starts_with("token ") || cursor.rest.starts_with("policy ")) {
        read.kind = cursor.take_word() == "token" ? Case::Kind::token : Case::Kind::policy;
        cursor.skip_spaces();
        const bool absent = read.kind == Case::Kind::policy && cursor.rest.starts_with("absent ");
        const std::string text = cursor.take_word();
        if (!absent) {
            read.text = text;
        }
        cursor.expect("->");
    } else if (cursor.rest.starts_with("none ")) {
        cursor.expect("none");
        cursor.expect("->");
    } else {
        while (!cursor.at_end() && !cursor.rest.starts_with("-> ")) {
            Case::Word child{cursor.take_text(" :"), std::nullopt};
            if (!cursor.rest.empty() && cursor.rest.front() == ':') {
                cursor.rest.remove_prefix(1);
                child.on_failure = cursor.take_text(" ");
            }
            read.children.push_back(child);
        }
        cursor.expect("->");
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

std::vector<Row> Case::rows() const {
    std::vector<Row> rows;
    for (const Word& child : children) {
        rows.push_back({child.state, child.on_failure});
    }
    return rows;
}

std::vector<Clause> read_clauses(const Page& page) {
    std::vector<Clause> read;
    std::string* field = nullptr;  // what a continuation line belongs to
    bool editions_named = true;
    bool in_cases = false;
    int number = 0;
    for (std::size_t start = 0; start < page.text.size();) {
        const std::size_t end = std::min(page.text.find('\n', start), page.text.size());
        const std::string_view line = page.text.substr(start, end - start);
        start = end + 1;
        ++number;
        if (const auto id = after(line, "### ")) {
            if (!editions_named) {
                fail(page.file, read.back().line, "the clause names no editions");
            }
            read.push_back({.id = *id,
                            .editions = {},
                            .sentence = {},
                            .not_when = {},
                            .why = {},
                            .cases = {},
                            .file = std::string(page.file),
                            .line = number});
            field = nullptr;
            editions_named = false;
        } else if (read.empty()) {
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
            editions_named = true;
            field = nullptr;
        } else if (const auto not_when = after(line, "- Not when: ")) {
            read.back().not_when = *not_when;
            field = &read.back().not_when;
        } else if (const auto why = after(line, "- Why: ")) {
            read.back().why = *why;
            field = &read.back().why;
        } else if (line.empty()) {
            field = nullptr;
        } else if (field != nullptr) {
            *field += " " + std::string(line.substr(std::min(line.find_first_not_of(' '), line.size())));
        } else if (read.back().sentence.empty()) {
            read.back().sentence = line;
            field = &read.back().sentence;
        } else {
            fail(page.file, number, "a clause holds one sentence, its bullets and its cases");
        }
    }
    if (in_cases || !editions_named) {
        fail(page.file, number, "the last clause is not complete");
    }
    return read;
}

const std::vector<Clause>& clauses() {
    static const std::vector<Clause> all = [] {
        std::vector<Clause> made;
        for (const Page& page : pages()) {
            for (Clause& clause : read_clauses(page)) {
                made.push_back(std::move(clause));
            }
        }
        return made;
    }();
    return all;
}

const Clause* find_clause(std::string_view id) {
    for (const Clause& clause : clauses()) {
        if (clause.id == id) {
            return &clause;
        }
    }
    return nullptr;
}

}  // namespace rollout::oracle
