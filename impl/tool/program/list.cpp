// The verb list: a table of nouns, and for each noun a function that makes its table. Pages of the specification hold
// the same tables, which a test compares.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include <rollout/reference/rollout.hpp>
#include <rollout/summary.hpp>

#include "findings.hpp"
#include "json_writer.hpp"
#include "lint.hpp"
#include "loaded.hpp"
#include "prover.hpp"
#include "spec.hpp"
#include "table.hpp"
#include "tables.hpp"
#include "verbs.hpp"

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

Table table_of_editions(const ListOptions&) {
    Table table({"edition", "changed", "observed", "certainty"});
    for (const EditionFacts& facts : editions) {
        table.add({std::string(facts.name), std::string(facts.changed), std::string(facts.observed),
                   std::string(facts.certainty)});
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

Table table_of_policies(const ListOptions&) {
    Table table({"policy", "meaning"});
    for (const PolicyFacts& facts : policies) {
        table.add({std::string(facts.word), facts.policy == policy_default    ? "the default, also of an absent word"
                                            : facts.policy == Policy::unknown ? "any other word; fails closed"
                                                                              : "this word, byte by byte"});
    }
    return table;
}

// The families of clauses, in the order in which a rule is read.
constexpr std::array families_of_rule{"ROLL", "HOLD", "BASE", "POLICY", "BUILD", "TOKEN", "PRED"};
constexpr std::array families_of_decisions{"GUARD", "WRITE", "CLAIM", "TARGET", "CHECK", "LABEL"};

/// Returns the clauses of one family, in order: those of `edition`, or all.
std::vector<const Section*> clauses_of(std::string_view family, std::optional<Edition> edition) {
    std::vector<const Section*> in_order;
    for (const Section& clause : clauses()) {
        if (clause.id.starts_with(family) && (!edition || clause.editions.contains(*edition))) {
            in_order.push_back(&clause);
        }
    }
    return in_order;
}

/// Without an edition: every clause. With one: its whole rule, the rollout ladder first, as it is read.
Table table_of_clauses(const ListOptions& options) {
    Table table({"clause", "sentence"});
    const auto add = [&](std::string_view family) {
        for (const Section* clause : clauses_of(family, options.edition)) {
            table.add({clause->id, clause->sentence});
        }
    };
    std::for_each(families_of_rule.begin(), families_of_rule.end(), add);
    std::for_each(families_of_decisions.begin(), families_of_decisions.end(), add);
    return table;
}

/// The rungs of a rule file, the base ladder first.
Table table_of_rungs(const rules::Rule& rule) {
    Table table({"clause", "when", "then", "why"}, {"clause", "when"});
    for (const auto* ladder : {&rule.base, &rule.ladder}) {
        for (const rules::Rung& rung : *ladder) {
            table.add({rung.id, rung.when, rung.then ? rule.names.states[*rung.then] : "base", rung.why});
        }
    }
    return table;
}

Table table_of_states(const rules::Rule& rule) {
    Table table({"state", "seen as"});
    for (const std::string& state : rule.names.states) {
        table.add({state, "itself"});
    }
    table.add({"any other word", rule.names.states[rule.unlisted]});
    return table;
}

Table table_of_policies(const rules::Rule& rule) {
    Table table({"policy", "flags", "flags, released"});
    const auto flags = [&](std::uint16_t set) {
        const std::vector<std::string> names = flag_names(rule, set);
        return names.empty() ? std::string("none") : fmt::format("{}", fmt::join(names, ", "));
    };
    for (const std::string& word : rule.policy_words()) {
        table.add({word, flags(rule.flags(word, false)), flags(rule.flags(word, true))});
    }
    table.add({"any other word, null, none at all", "none", "none"});
    return table;
}

/// Adds the clauses of one family. What an earlier edition has, too, is one row for each run of neighbours, which names
/// the first edition that has them all. The rollout ladder is what an edition is about: it is always whole.
void add_family(Table& table, std::string_view family, Edition edition) {
    const auto own = std::find_if(editions.begin(), editions.end(),
                                  [edition](const EditionFacts& facts) { return facts.edition == edition; });
    const auto is_shared = [&](const Section* clause) {
        return family != "ROLL" && own != editions.begin() && clause->editions.contains(std::prev(own)->edition);
    };
    const std::vector<const Section*> all = clauses_of(family, edition);
    for (auto begin = all.begin(); begin != all.end();) {
        const auto end = std::find_if_not(begin, all.end(), is_shared);
        if (end - begin < 2) {
            table.add({(*begin)->id, (*begin)->sentence});
            ++begin;
            continue;
        }
        const auto first = std::find_if(editions.begin(), own, [&](const EditionFacts& facts) {
            return std::all_of(begin, end,
                               [&](const Section* clause) { return clause->editions.contains(facts.edition); });
        });
        table.add(
            {fmt::format("{} to {}", (*begin)->id, (*std::prev(end))->id), fmt::format("As in {}.", first->name)});
        begin = end;
    }
}

/// The projection's rule in one edition, on one screen.
Table table_of_rule(const ListOptions& options) {
    Table table({"clause", "sentence"});
    for (const char* family : families_of_rule) {
        add_family(table, family, *options.edition);
    }
    return table;
}

/// What one edition decides around the projection, on one screen.
Table table_of_decisions(const ListOptions& options) {
    Table table({"clause", "sentence"});
    for (const char* family : families_of_decisions) {
        add_family(table, family, *options.edition);
    }
    return table;
}

Table table_of_properties(const ListOptions&) {
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

Table table_of_suites(const ListOptions&) {
    Table table({"suite", "holds", "who passes is"});
    for (const Suite& suite : suites()) {
        table.add({std::string(suite.name), std::string(suite.holds), std::string(suite.claims)});
    }
    return table;
}

/// What each edition answers otherwise than the one before it.
Table table_of_differences(const ListOptions& options) {
    Table table = differences_table();
    for (std::size_t i = 1; i < editions.size(); ++i) {
        if (!options.edition || *options.edition == editions[i].edition) {
            const Edition before = editions[i - 1].edition;
            const Edition after = editions[i].edition;
            add_differences(table, before, after, analysis::differences(before, after));
            add_differences(table, before, after, row_differences(before, after));
        }
    }
    return table;
}

Table table_of_lemmas(const ListOptions& options) {
    Table table({"lemma", "statement", "clauses", "negative twin", "file", "compares"});
    for (const LemmaText& lemma : lemma_texts()) {
        if (!options.edition || !lemma.edition || lemma.edition == *options.edition) {
            table.add({lemma.id, lemma.statement, fmt::format("{}", fmt::join(lemma.clauses, " ")), lemma.twin,
                       lemma.file, fmt::format("{}", fmt::join(lemma.compares, " "))});
        }
    }
    return table;
}

Table table_of_evidence(const ListOptions& options) { return evidence_table(options.edition); }

Table table_of_sizes(const ListOptions& options) { return sizes_table(options.edition); }

/// Returns a row for each law that a rule of spec/foreign breaks, with a shortest list.
Table table_of_foreign(const ListOptions&) {
    Table table({"rule", "law that it breaks", "shortest list"}, {"rule", "law that it breaks", "shortest list"});
    for (const Page& page : foreign_files()) {
        const auto loaded = rules::Loaded::of(page.text, "spec/foreign/" + std::string(page.file));
        const auto& rule = *std::get<std::shared_ptr<const rules::Loaded>>(loaded);
        for (const rules::LawReport& law : lint(rule).laws) {
            if (law.counterexample) {
                table.add({rule.rule().edition, std::string(law.law->id), law.counterexample->text(rule.rule())});
            }
        }
    }
    return table;
}

Table table_of_laws(const ListOptions&) {
    Table table({"law", "sentence", "sets"}, {"law"});
    for (const rules::Law& law : rules::laws()) {
        table.add({std::string(law.id), std::string(law.sentence), fmt::format("{}", fmt::join(law.sets, ", "))});
    }
    return table;
}

/// Something that can be listed. A new one needs a row of the table.
struct Noun {
    std::string_view name;
    enum class OfEdition { never, maybe, always } of_edition;
    bool needs_solvers;
    const std::vector<Section>& (*ids)();  // the sections of which one may be named; none: no ID is taken
    Table (*table)(const ListOptions& options);
    Table (*table_of_rule_file)(const rules::Rule& rule) = nullptr;  // null: of built-in editions alone
};
constexpr std::array nouns{
    Noun{"editions", Noun::OfEdition::never, false, nullptr, table_of_editions},
    Noun{"clauses", Noun::OfEdition::maybe, false, nullptr, table_of_clauses, table_of_rungs},
    Noun{"rule", Noun::OfEdition::always, false, nullptr, table_of_rule, table_of_rungs},
    Noun{"decisions", Noun::OfEdition::always, false, nullptr, table_of_decisions},
    Noun{"states", Noun::OfEdition::maybe, false, nullptr, table_of_states, table_of_states},
    Noun{"policies", Noun::OfEdition::never, false, nullptr, table_of_policies, table_of_policies},
    Noun{"properties", Noun::OfEdition::never, false, nullptr, table_of_properties},
    Noun{"cases", Noun::OfEdition::maybe, false, nullptr, table_of_cases},
    Noun{"suites", Noun::OfEdition::never, false, nullptr, table_of_suites},
    Noun{"sizes", Noun::OfEdition::maybe, false, nullptr, table_of_sizes},
    Noun{"lemmas", Noun::OfEdition::maybe, true, nullptr, table_of_lemmas},
    Noun{"evidence", Noun::OfEdition::maybe, true, nullptr, table_of_evidence},
    Noun{"regressions", Noun::OfEdition::maybe, false, regressions, table_of_regressions},
    Noun{"findings", Noun::OfEdition::maybe, false, findings, table_of_findings},
    Noun{"laws", Noun::OfEdition::never, false, nullptr, table_of_laws},
    Noun{"foreign", Noun::OfEdition::never, false, nullptr, table_of_foreign},
    Noun{"differences", Noun::OfEdition::maybe, false, nullptr, table_of_differences},
};

/// Returns what is wrong with the options, or nothing.
std::string problem_of(const ListOptions& options, const Noun& noun) {
    if (!options.id.empty()) {
        if (noun.ids == nullptr) {
            return fmt::format("list {}: takes no ID; explain {} may be what you want", noun.name, options.id);
        }
        const std::vector<Section>& sections = noun.ids();
        if (std::none_of(sections.begin(), sections.end(),
                         [&](const Section& section) { return section.id == options.id; })) {
            return fmt::format("list {0} {1}: no such ID; see list {0}", noun.name, options.id);
        }
    }
    if (options.rule) {
        return noun.table_of_rule_file == nullptr
                   ? fmt::format("list {}: of built-in editions alone, not of a rule file", noun.name)
                   : "";
    }
    if (!options.edition && noun.of_edition == Noun::OfEdition::always) {
        return fmt::format("list {}: say of which edition: --edition EDITION", noun.name);
    }
    return options.edition && noun.of_edition == Noun::OfEdition::never
               ? fmt::format("list {}: takes no --edition", noun.name)
               : "";
}

}  // namespace

std::vector<std::string> listed_nouns() {
    std::vector<std::string> names;
    for (const Noun& noun : nouns) {
        names.emplace_back(noun.name);
    }
    return names;
}

Status list(const ListOptions& options) {
    const auto noun =
        std::find_if(nouns.begin(), nouns.end(), [&](const Noun& each) { return each.name == options.what; });
    if (noun == nouns.end()) {
        return complain(Status::usage,
                        fmt::format("list {}: use one of {}", options.what, fmt::join(listed_nouns(), ", ")));
    }
    if (const std::string problem = problem_of(options, *noun); !problem.empty()) {
        return complain(Status::usage, problem);
    }
    if (noun->name == "regressions" && options.format == Format::json) {
        print_regressions_as_json(options);
        return flushed(Status::done);
    }
    if (noun->needs_solvers && lemma_texts().empty()) {
        return complain(Status::no_verdict, without_solvers);
    }
    (options.rule ? noun->table_of_rule_file(options.rule->rule()) : noun->table(options)).print(options.format);
    return flushed(Status::done);
}

}  // namespace rollout::oracle
