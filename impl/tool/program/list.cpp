#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <rollout/reference/rollout.hpp>
#include <rollout/summary.hpp>

#include "differences_table.hpp"
#include "findings.hpp"
#include "json.hpp"
#include "prover.hpp"
#include "spec.hpp"
#include "suites.hpp"
#include "table.hpp"

namespace rollout::oracle {
namespace {

std::string yes(bool value) { return value ? "yes" : ""; }

/// Returns how the base ladders of the latest edition read `state`.
std::string seen_by_the_base(State state) {
    // Orphaned: so that the letters differ in nothing but what the base reads.
    const auto seen = [](State which) { return letter(editions.back().edition, {.state = which, .orphaned = true}); };
    if (seen(state) == seen(State::pending)) {
        return "pending";
    }
    return seen(state) == seen(State::validating_branch) ? "itself, but no clause names it" : "itself";
}

Table table_of_editions() {
    Table table({"edition", "changed"});
    for (const EditionFacts& facts : editions) {
        table.add({std::string(facts.name), std::string(facts.changed)});
    }
    return table;
}

Table table_of_states(const ListOptions& options) {
    Table table({"state", "since", "terminal", "settled", "the base sees"});
    for (const StateFacts& facts : states) {
        if (options.edition && !recognizes(*options.edition, facts.state)) {
            continue;
        }
        table.add({std::string(facts.token),
                   facts.state == State::unrecognized ? "any other token" : std::string(name(facts.since)),
                   yes(reference::terminal_states.contains(facts.state)),
                   yes(reference::settled_states.contains(facts.state)), seen_by_the_base(facts.state)});
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
        for (const Section& clause : clauses()) {
            if (clause.id.starts_with(family) && (!options.edition || clause.editions.contains(*options.edition))) {
                table.add({clause.id, clause.sentence});
            }
        }
    };
    for (const char* family : {"ROLL", "HOLD", "BASE", "POLICY", "BUILD", "TOKEN", "PRED", "GUARD", "WRITE", "CLAIM"}) {
        add_family(family);
    }
    return table;
}

Table table_of_properties() {
    Table table({"property", "name", "sentence"});
    for (const Section& property : life_properties()) {
        table.add({property.id, property.name, property.sentence});
    }
    return table;
}

Table table_of_cases(const ListOptions& options) {
    Table table({"at", "section", "case"});
    for (const auto* kind : {&clauses(), &regressions(), &findings()}) {
        for (const Section& section : *kind) {
            for (const CaseLine& line : section.cases) {
                if (!options.edition || line.editions.contains(*options.edition)) {
                    table.add({fmt::format("spec/{}:{}", line.file, line.line), section.id, line.source});
                }
            }
        }
    }
    return table;
}

/// Returns the case of a regression that speaks of `edition`. Throws SpecError.
const CaseLine& case_of(const Section& regression, Edition edition) {
    for (const CaseLine& line : regression.cases) {
        if (line.editions.contains(edition)) {
            return line;
        }
    }
    fail_spec(regression.file, regression.line, "the regression does not speak of every edition");
}

std::vector<EditionFacts> editions_asked(const ListOptions& options) {
    return options.edition ? std::vector{facts(*options.edition)}
                           : std::vector<EditionFacts>(editions.begin(), editions.end());
}

std::vector<const Section*> regressions_asked(const ListOptions& options) {
    std::vector<const Section*> asked;
    for (const Section& regression : regressions()) {
        if (options.id.empty() || regression.id == options.id) {
            asked.push_back(&regression);
        }
    }
    return asked;
}

Table table_of_regressions(const ListOptions& options) {
    std::vector<std::string> columns{"id", "origin", "comment", "input", "wrong answer"};
    for (const EditionFacts& edition : editions_asked(options)) {
        columns.emplace_back(edition.name);
    }
    Table table(columns, {"input"});
    for (const Section* regression : regressions_asked(options)) {
        std::vector<std::string> row{regression->id, std::string(name(*regression->origin)), regression->sentence,
                                     case_of(*regression, editions.front().edition).text_of_input(),
                                     regression->wrong_answer};
        for (const EditionFacts& edition : editions_asked(options)) {
            row.push_back(case_of(*regression, edition.edition).expected);
        }
        table.add(row);
    }
    return table;
}

/// Vectors: the input is a line of `project --jsonl`, what is expected what it answers.
void print_regressions_as_json(const ListOptions& options) {
    std::string vectors;
    for (const Section* regression : regressions_asked(options)) {
        std::string expected;
        for (const EditionFacts& edition : editions_asked(options)) {
            const CaseLine& line = case_of(*regression, edition.edition);
            const std::string answer =
                line.kind == CaseLine::Kind::life
                    ? fmt::format("{{\"verdict\":\"{}\"}}", line.expected)
                    : fmt::format("{{\"state\":\"{}\",\"clause\":\"{}\"}}", line.expected, line.decided_by);
            expected += fmt::format("{}\n   \"{}\":{}", expected.empty() ? "" : ",", edition.name, answer);
        }
        vectors += fmt::format(
            "{}\n {{\"id\":\"{}\",\"origin\":\"{}\",\"comment\":{},\n  \"input\":{},\n  \"wrong\":\"{}\",\n  "
            "\"expected\":{{{}}}}}",
            vectors.empty() ? "" : ",", regression->id, name(*regression->origin), json_string(regression->sentence),
            case_of(*regression, editions.front().edition).json_of_input(), regression->wrong_answer, expected);
    }
    fmt::print("[{}\n]\n", vectors);
}

/// Adds what the cases of a finding of the protocol say: where its property is violated.
void add_cases(Table& table, const Section& finding, const ListOptions& options) {
    for (const EditionFacts& edition : editions_asked(options)) {
        for (const CaseLine& line : finding.cases) {
            if (line.editions.contains(edition.edition) && line.expected == "violated") {
                std::vector<std::string> row{std::string(edition.name), line.situation,
                                             fmt::format("{} is violated", *line.texts.front())};
                if (options.id.empty()) {
                    row.insert(row.begin(), finding.id);
                }
                table.add(row);
            }
        }
    }
}

/// Searches; a second or two.
Table table_of_findings(const ListOptions& options) {
    std::vector<std::string> columns{"finding", "edition", "shortest witness", "answer"};
    columns.erase(columns.begin(), columns.begin() + (options.id.empty() ? 0 : 1));
    Table table(columns, {"shortest witness"});
    for (const analysis::Finding& finding : analysis::findings(options.id)) {
        for (const EditionFacts& edition : editions_asked(options)) {
            if (const auto witness = finding.witness(edition.edition)) {
                std::vector<std::string> row{std::string(edition.name), witness->text(), witness->says};
                if (options.id.empty()) {
                    row.insert(row.begin(), finding.id);
                }
                table.add(row);
            }
        }
    }
    for (const Section& finding : findings()) {
        if (options.id.empty() || finding.id == options.id) {
            add_cases(table, finding, options);
        }
    }
    return table;
}

/// What each edition answers otherwise than the one before it.
Table table_of_suites() {
    Table table({"suite", "holds", "who passes is"});
    for (const SuiteText& suite : suites) {
        table.add({std::string(suite.name), std::string(suite.holds), std::string(suite.claims)});
    }
    return table;
}

Table table_of_differences(const ListOptions& options) {
    Table table = differences_table();
    for (std::size_t i = 1; i < editions.size(); ++i) {
        if (!options.edition || *options.edition == editions[i].edition) {
            const Edition before = editions[i - 1].edition;
            const Edition after = editions[i].edition;
            add_differences(table, before, after, analysis::differences(before, after));
        }
    }
    return table;
}

Table table_of_lemmas(const ListOptions& options) {
    Table table({"lemma", "statement", "clauses", "negative twin"});
    for (const LemmaText& lemma : lemma_texts()) {
        if (!options.edition || !lemma.edition || lemma.edition == *options.edition) {
            table.add({lemma.id, lemma.statement, fmt::format("{}", fmt::join(lemma.clauses, " ")), lemma.twin});
        }
    }
    return table;
}

/// Lemmas that say the same of several editions, in one row, with the evidence of all of them.
struct ClaimRow {
    LemmaText lemma;                // the first one
    std::vector<Edition> editions;  // of each
    std::vector<std::string> clauses;
    Evidence sum;
    std::size_t certified = 0;
};

std::vector<ClaimRow> claim_rows(const ListOptions& options) {
    std::map<std::string, Evidence> recorded;
    for (const Evidence& each : evidence()) {
        recorded[each.lemma] = each;
    }
    std::vector<ClaimRow> rows;
    for (const LemmaText& lemma : lemma_texts()) {
        if (options.edition && lemma.edition && lemma.edition != *options.edition) {
            continue;
        }
        const std::string link = lemma.id.substr(0, 2);
        const std::string statement = lemma.statement.substr(0, lemma.statement.find("; counterexample:"));
        auto row = std::find_if(rows.begin(), rows.end(), [&](const ClaimRow& each) {
            return each.lemma.id.starts_with(link) && each.lemma.name == lemma.name &&
                   each.lemma.statement == statement;
        });
        if (row == rows.end()) {
            row = rows.insert(rows.end(), ClaimRow{.lemma = lemma, .editions = {}, .clauses = {}, .sum = {}});
            row->lemma.statement = statement;
        }
        if (lemma.edition) {
            row->editions.push_back(*lemma.edition);
        }
        for (const std::string& clause : lemma.clauses) {
            if (std::find(row->clauses.begin(), row->clauses.end(), clause) == row->clauses.end()) {
                row->clauses.push_back(clause);
            }
        }
        const Evidence& found = recorded[lemma.id];
        const auto keep_if_same = [](std::string& one, const std::string& other) {
            one = one.empty() || one == other ? other : "not all proved";
        };
        keep_if_same(row->sum.z3, found.z3);
        keep_if_same(row->sum.cvc5, found.cvc5);
        row->sum.made += found.made;
        row->sum.refuted += found.refuted;
        row->sum.kept += found.kept;
        row->certified += found.certificate == "checked" ? 1 : 0;
    }
    return rows;
}

Table table_of_claims(const ListOptions& options) {
    Table table({"lemma", "sentence", "law", "clauses", "subject", "inputs", "Z3", "cvc5", "twins refuted", "kept",
                 "certificates", "assumptions"});
    for (const ClaimRow& row : claim_rows(options)) {
        std::string range = "any";
        if (!row.editions.empty()) {
            range = name(row.editions.front());
            if (row.editions.size() > 1) {
                range = fmt::format("{{{}..{}}}", range, name(row.editions.back()));
            }
        }
        const std::size_t lemmas = std::max<std::size_t>(row.editions.size(), 1);
        table.add({fmt::format("{}-{}{}", row.lemma.id.substr(0, 2), range,
                               row.lemma.name.empty() ? "" : "-" + row.lemma.name),
                   row.lemma.statement, row.lemma.law, fmt::format("{}", fmt::join(row.clauses, " ")),
                   row.lemma.subject, row.lemma.inputs, row.sum.z3, row.sum.cvc5,
                   fmt::format("{} of {}", row.sum.refuted, row.sum.made), std::to_string(row.sum.kept),
                   row.certified == lemmas ? "checked"
                   : row.certified == 0    ? ""
                                           : fmt::format("{} of {}", row.certified, lemmas),
                   fmt::format("{}", fmt::join(row.lemma.assumptions, " "))});
    }
    return table;
}

/// Returns what is wrong with the options, or nothing.
std::string problem_of(const ListOptions& options) {
    const auto* named = options.what == "findings"      ? &findings()
                        : options.what == "regressions" ? &regressions()
                                                        : nullptr;
    const bool is_named = named != nullptr && std::any_of(named->begin(), named->end(), [&](const Section& section) {
                              return section.id == options.id;
                          });
    if (!options.id.empty() && !is_named) {
        return named == nullptr
                   ? fmt::format("list {}: takes no ID; explain {} may be what you want", options.what, options.id)
                   : fmt::format("list {0} {1}: no such ID; see list {0}", options.what, options.id);
    }
    if (options.edition && (options.what == "policies" || options.what == "editions" || options.what == "properties" ||
                            options.what == "suites")) {
        return fmt::format("list {}: takes no --edition", options.what);
    }
    return "";
}

}  // namespace

Status list(const ListOptions& options) {
    if (const std::string problem = problem_of(options); !problem.empty()) {
        return complain(Status::usage, problem);
    }
    if (options.what == "regressions" && options.format == Format::json) {
        print_regressions_as_json(options);
        return flushed(Status::done);
    }
    if ((options.what == "lemmas" || options.what == "claims") && lemma_texts().empty()) {
        return complain(Status::no_verdict, without_solvers);
    }
    const Table table = [&] {
        if (options.what == "editions") return table_of_editions();
        if (options.what == "states") return table_of_states(options);
        if (options.what == "policies") return table_of_policies();
        if (options.what == "clauses") return table_of_clauses(options);
        if (options.what == "properties") return table_of_properties();
        if (options.what == "cases") return table_of_cases(options);
        if (options.what == "lemmas") return table_of_lemmas(options);
        if (options.what == "claims") return table_of_claims(options);
        if (options.what == "regressions") return table_of_regressions(options);
        if (options.what == "findings") return table_of_findings(options);
        if (options.what == "differences") return table_of_differences(options);
        return table_of_suites();
    }();
    table.print(options.format);
    return flushed(Status::done);
}

}  // namespace rollout::oracle
