#include "tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "named_rule.hpp"
#include "plan.hpp"
#include "prover.hpp"
#include "spec.hpp"
#include "suite.hpp"

namespace rollout::oracle {

Table differences_table() { return Table({"shortest rollout", "before", "after"}, {"shortest rollout"}); }

namespace {

std::string answer(Edition edition, State state) { return fmt::format("{} in {}", token(state), name(edition)); }

}  // namespace

Table differences_table(const std::vector<rules::Difference>& found) {
    Table table({"shortest list", "before", "after"}, {"shortest list"});
    for (const rules::Difference& kind : found) {
        table.add({kind.list, fmt::format("{} by {}", kind.before, kind.clause_before),
                   fmt::format("{} by {}", kind.after, kind.clause_after)});
    }
    return table;
}

void add_differences(Table& table, Edition before, Edition after, const analysis::Differences& found) {
    for (const analysis::Difference& kind : found.kinds) {
        table.add({kind.rollout, answer(before, kind.before), answer(after, kind.after)});
    }
}

void add_differences(Table& table, Edition before, Edition after, const std::vector<RowDifference>& found) {
    for (const RowDifference& kind : found) {
        table.add({text_of(kind.rollout), answer(before, kind.before), answer(after, kind.after)});
    }
}

std::string sentence_of(const std::string& clause) {
    const Section* const section = find_section(clause);
    return section == nullptr ? "" : section->sentence;
}

Table rungs_table() { return Table({"rule", "rung", "when", "then", "why"}, {"rung", "when", "then"}); }

void add_rungs(Table& table, const std::string& word, const rules::Rule& rule, const std::set<std::string>& ids) {
    for (const auto* ladder : {&rule.base, &rule.ladder}) {
        for (const rules::Rung& rung : *ladder) {
            if (ids.contains(rung.id)) {
                table.add({word, rung.id, rung.when, rung.then ? rule.names.states[*rung.then] : "base",
                           names_a_file(word) ? rung.why : sentence_of(rung.id)});
            }
        }
    }
}

namespace {

/// Lemmas that say the same of several editions, in one row, with the evidence of all of them.
struct EvidenceRow {
    LemmaText lemma;                // the first one
    std::vector<Edition> editions;  // of each
    Evidence sum;
    std::size_t certified = 0;
    std::size_t simplified = 0;
};

std::vector<EvidenceRow> evidence_rows(std::optional<Edition> edition) {
    std::map<std::string, Evidence> recorded;
    for (const Evidence& each : evidence()) {
        recorded[each.lemma] = each;
    }
    std::vector<EvidenceRow> rows;
    for (const LemmaText& lemma : lemma_texts()) {
        if (edition && lemma.edition && lemma.edition != *edition) {
            continue;
        }
        const std::string link = lemma.id.substr(0, 2);
        const std::string statement = lemma.statement.substr(0, lemma.statement.find("; counterexample:"));
        auto row = std::find_if(rows.begin(), rows.end(), [&](const EvidenceRow& each) {
            return each.lemma.id.starts_with(link) && each.lemma.name == lemma.name &&
                   each.lemma.statement == statement;
        });
        if (row == rows.end()) {
            row = rows.insert(rows.end(), EvidenceRow{.lemma = lemma, .editions = {}, .sum = {}});
            row->lemma.statement = statement;
        }
        if (lemma.edition) {
            row->editions.push_back(*lemma.edition);
        }
        const Evidence& found = recorded[lemma.id];
        const auto keep_if_same = [](std::string& one, const std::string& other) {
            one = one.empty() || one == other ? other : "not all proved";
        };
        keep_if_same(row->sum.z3, found.z3);
        keep_if_same(row->sum.cvc5, found.cvc5);
        row->sum.refuted += found.refuted;
        row->sum.kept += found.kept;
        row->certified += found.certificate == "checked" ? 1 : 0;
        row->simplified += found.simplified ? 1 : 0;
    }
    return rows;
}

/// Returns what is recorded of a row: the solvers, the twins, whether Z3 simplified alone, certificates, and
/// assumptions beyond.
std::string evidence_of(const EvidenceRow& row) {
    const std::size_t lemmas = std::max<std::size_t>(row.editions.size(), 1);
    std::string text = row.sum.z3 == "proved" && row.sum.cvc5 == "proved"
                           ? "proved by Z3 and cvc5"
                           : fmt::format("Z3 {}, cvc5 {}", row.sum.z3, row.sum.cvc5);
    text += fmt::format("; twins: {} refuted, {} kept", row.sum.refuted, row.sum.kept);
    const auto add = [&](const char* what, std::size_t count) {
        if (count > 0) {
            text += count == lemmas ? fmt::format("; {}", what) : fmt::format("; {} in {} of {}", what, count, lemmas);
        }
    };
    add("simplified", row.simplified);
    add("certified", row.certified);
    return text + (row.lemma.assumptions.empty() ? "" : fmt::format("; {}", fmt::join(row.lemma.assumptions, " ")));
}

}  // namespace

Table evidence_table(std::optional<Edition> edition) {
    Table table({"lemma", "sentence", "for which inputs", "evidence"});
    for (const EvidenceRow& row : evidence_rows(edition)) {
        std::string range = "any";
        if (!row.editions.empty()) {
            range = name(row.editions.front());
            if (row.editions.size() > 1) {
                range = fmt::format("{{{}..{}}}", range, name(row.editions.back()));
            }
        }
        table.add({fmt::format("{}-{}{}", row.lemma.id.substr(0, 2), range,
                               row.lemma.name.empty() ? "" : "-" + row.lemma.name),
                   row.lemma.statement, row.lemma.inputs, evidence_of(row)});
    }
    return table;
}

namespace {

std::string with_commas(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits;
}

/// The complete suites of one level: of operations, one for each latch.
struct CompleteSizes {
    std::string classes;  // n of each
    std::uint64_t cases = 0;
    std::uint64_t cases_of_one_more = 0;  // K=1
};

CompleteSizes complete_sizes(Edition edition, analysis::Level level) {
    CompleteSizes sizes;
    for (const Latch latch : latches) {
        if (level == analysis::Level::children && latch == Latch::released) {
            continue;
        }
        const analysis::Machine machine = analysis::minimal_machine(analysis::whole_alphabet(edition, level, latch));
        sizes.classes += fmt::format("{}{}", sizes.classes.empty() ? "" : ", ", machine.size());
        sizes.cases += analysis::CompleteSuite(machine, 0).size().value();
        sizes.cases_of_one_more += analysis::CompleteSuite(machine, 1).size().value();
    }
    return sizes;
}

}  // namespace

Table sizes_table(std::optional<Edition> edition) {
    Table table({"edition", "n of operations", "operations, K=0", "operations, K=1", "n of children", "children, K=0",
                 "children, K=1", "default run"});
    for (const EditionFacts& facts : editions) {
        if (edition && *edition != facts.edition) {
            continue;
        }
        const CompleteSizes operations = complete_sizes(facts.edition, analysis::Level::operations);
        const CompleteSizes children = complete_sizes(facts.edition, analysis::Level::children);
        PlanOptions of_default_run;
        of_default_run.edition = facts.edition;
        std::uint64_t cases = 0;
        for (const PlannedPart& part : plan_of(of_default_run).parts) {
            cases += part().size;
        }
        table.add({std::string(facts.name), operations.classes, with_commas(operations.cases),
                   with_commas(operations.cases_of_one_more), children.classes, with_commas(children.cases),
                   with_commas(children.cases_of_one_more), with_commas(cases)});
    }
    return table;
}

}  // namespace rollout::oracle
