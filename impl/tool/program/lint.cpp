// The verb lint: a rule file without another one to compare it with.
#include "lint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document.hpp"
#include "loaded.hpp"
#include "rule_json.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using rules::CaseReport;
using rules::LawReport;
using rules::Lint;
using rules::Rule;
using rules::RungReport;

std::string because(const Rule& rule, const LawReport& law) {
    return law.counterexample    ? law.counterexample->text(rule)
           : law.is_undecided    ? fmt::format("more than {} pairs of classes", rules::pairs_max)
           : law.missing.empty() ? ""
                                 : fmt::format("the file has no set {}", law.missing);
}

std::string answered(const Rule& rule, const CaseReport& line) {
    return fmt::format("{} by {}", rule.names.states[line.decision.state], deciding_rung(rule, line.decision).id);
}

Table rung_reports_table(const Rule& rule, const Lint& found) {
    Table table({"rung", "when", "then", "shortest list", "may be swapped with the next"},
                {"rung", "when", "then", "shortest list"});
    for (const RungReport& rung : found.rungs) {
        table.add({(rung.is_of_base ? "base: " : "") + rung.rung->id, rung.rung->when,
                   rung.rung->then ? rule.names.states[*rung.rung->then] : "base",
                   rung.list ? rule.text(*rung.list) : "DEAD: no list reaches it", rung.may_be_swapped ? "yes" : "no"},
                  !rung.list);
    }
    return table;
}

Table laws_table(const Rule& rule, const Lint& found) {
    Table table({"law", "verdict", "sentence", "shortest counterexample"}, {"law", "shortest counterexample"});
    for (const LawReport& law : found.laws) {
        table.add(
            {std::string(law.law->id), std::string(verdict(law)), std::string(law.law->sentence), because(rule, law)},
            !law.is_clean());
    }
    return table;
}

Table cases_table(const Rule& rule, const Lint& found) {
    Table table({"case", "verdict", "answer"}, {"case"});
    for (const CaseReport& line : found.cases) {
        table.add({line.line->text, line.is_right ? "right" : "WRONG", answered(rule, line)}, !line.is_right);
    }
    return table;
}

void print(const Rule& rule, const Lint& found, Format format) {
    Document document(
        format,
        fmt::format(
            "{}: {} states, {} rungs, {} summaries of lists over {} classes of elements, {} states of the machine",
            rule.edition, rule.state_count(), found.rungs.size(), found.summaries, found.classes, found.machine_states),
        found.is_clean());
    document.heading("Rungs");
    document.table(rung_reports_table(rule, found));
    if (!found.unnamed_states.empty()) {
        document.paragraph(fmt::format("in no rung: {}", fmt::join(found.unnamed_states, ", ")));
    }
    document.heading("Laws");
    document.table(laws_table(rule, found));
    if (!found.cases.empty()) {
        document.heading("Cases");
        document.table(cases_table(rule, found));
    }
    document.paragraph(found.is_clean() ? "clean" : "not clean");
    document.print();
}

}  // namespace

Status lint(const LintOptions& options) {
    const auto loaded = rules::Loaded::of_file(options.file);
    if (const auto* problem = std::get_if<std::string>(&loaded)) {
        return complain(Status::usage, *problem);
    }
    const auto& of_file = *std::get<std::shared_ptr<const rules::Loaded>>(loaded);
    const Rule& rule = of_file.rule();
    const Lint found = rules::lint(of_file);
    if (options.format == Format::json) {
        fmt::print("{}\n", lint_json(rule, found));
    } else {
        print(rule, found, options.format);
    }
    return flushed(found.is_clean() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
