#include <fmt/format.h>

#include <array>

#include <rollout/reference/rollout.hpp>
#include <rollout/summary.hpp>

#include "json.hpp"
#include "proofs.hpp"
#include "spec.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

/// A table that prints as aligned text, as JSON objects, or as Markdown.
class Table {
public:
    explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

    void print(Format format) const {
        switch (format) {
            case Format::text:
                print_text();
                break;
            case Format::json:
                print_json();
                break;
            case Format::markdown:
                print_markdown();
                break;
        }
    }

private:
    void print_text() const {
        std::vector<std::size_t> widths(columns_.size(), 0);
        for (const auto& row : rows_) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                widths[i] = std::max(widths[i], row[i].size());
            }
        }
        for (const auto& row : rows_) {
            std::string line;
            for (std::size_t i = 0; i < row.size(); ++i) {
                line += fmt::format("{:{}}  ", row[i], widths[i]);
            }
            fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
        }
    }
    void print_json() const {
        fmt::print("[");
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            fmt::print("{}", r == 0 ? "\n {" : ",\n {");
            for (std::size_t i = 0; i < rows_[r].size(); ++i) {
                fmt::print("{}\"{}\":{}", i == 0 ? "" : ",", columns_[i], json_string(rows_[r][i]));
            }
            fmt::print("}}");
        }
        fmt::print("\n]\n");
    }
    void print_markdown() const {
        fmt::print("| {} |\n|", fmt::join(columns_, " | "));
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            fmt::print("---|");
        }
        fmt::print("\n");
        for (const auto& row : rows_) {
            fmt::print("| {} |\n", fmt::join(row, " | "));
        }
    }

    std::vector<std::string> columns_;
    std::vector<std::vector<std::string>> rows_;
};

std::string yes(bool value) { return value ? "yes" : ""; }

/// Returns whether some clause of an edition that is built tells `state` from a state that no clause names.
bool named_by_a_clause(State state) {
    const std::array one{Child{state}};
    const std::array other{Child{State::unrecognized}};
    for (const EditionFacts& edition : editions) {
        if (edition.built && letter(edition.edition, one[0]) != letter(edition.edition, other[0])) {
            return true;
        }
    }
    return false;
}

Table table_of_editions() {
    Table table({"edition", "built", "changed"});
    for (const EditionFacts& facts : editions) {
        table.add({std::string(facts.name), facts.built ? "built" : "not built yet", std::string(facts.changed)});
    }
    return table;
}

Table table_of_states(const ListOptions& options) {
    Table table({"state", "since", "terminal", "named by a clause"});
    for (const StateFacts& facts : states) {
        if (options.edition && !recognizes(*options.edition, facts.state)) {
            continue;
        }
        table.add({std::string(facts.token),
                   facts.state == State::unrecognized ? "any other token" : std::string(name(facts.since)),
                   yes(reference::terminal_states.contains(facts.state)), yes(named_by_a_clause(facts.state))});
    }
    return table;
}

Table table_of_policies() {
    Table table({"policy", "meaning"});
    for (const PolicyFacts& facts : policies) {
        table.add({std::string(facts.word), facts.policy == policy_default    ? "the default, also of an absent word"
                                            : facts.policy == Policy::unknown ? "any other word; fails closed"
                                                                              : "this word, byte by byte"});
    }
    return table;
}

/// Without an edition: every clause. With one: its whole rule, the rollout ladder first, as it is read.
Table table_of_clauses(const ListOptions& options) {
    Table table({"clause", "sentence"});
    const auto add_family = [&](std::string_view family) {
        for (const Clause& clause : clauses()) {
            if (clause.id.starts_with(family) && (!options.edition || clause.editions.contains(*options.edition))) {
                table.add({clause.id, clause.sentence});
            }
        }
    };
    for (const char* family : {"ROLL", "BASE", "POLICY", "TOKEN"}) {
        add_family(family);
    }
    return table;
}

Table table_of_cases(const ListOptions& options) {
    Table table({"at", "clause", "case"});
    for (const Clause& clause : clauses()) {
        for (const Case& line : clause.cases) {
            if (!options.edition || line.editions.contains(*options.edition)) {
                table.add({fmt::format("spec/{}:{}", line.file, line.line), clause.id, line.source});
            }
        }
    }
    return table;
}

}  // namespace

Status list(const ListOptions& options) {
    if (options.what == "editions") {
        table_of_editions().print(options.format);
    } else if (options.what == "states") {
        table_of_states(options).print(options.format);
    } else if (options.what == "policies") {
        table_of_policies().print(options.format);
    } else if (options.what == "clauses") {
        table_of_clauses(options).print(options.format);
    } else if (options.what == "cases") {
        table_of_cases(options).print(options.format);
    } else if (options.what == "lemmas") {
        Table table({"lemma", "statement", "clauses", "negative twin"});
        for (const LemmaText& lemma : lemma_texts()) {
            if (!options.edition || lemma.edition == *options.edition) {
                table.add({lemma.id, lemma.statement, fmt::format("{}", fmt::join(lemma.clauses, " ")), lemma.twin});
            }
        }
        table.print(options.format);
    } else {
        return complain(Status::usage, fmt::format("list {}: not built yet; list one of editions, clauses, states, "
                                                   "policies, cases, lemmas",
                                                   options.what));
    }
    return flushed(Status::done);
}

}  // namespace rollout::oracle
