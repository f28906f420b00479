// The verb review: what a change of a rule means, for whoever reads the change.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "comparison.hpp"
#include "document.hpp"
#include "json_writer.hpp"
#include "lint.hpp"
#include "named_rule.hpp"
#include "rule_json.hpp"
#include "tables.hpp"
#include "verbs.hpp"

namespace rollout::oracle {
namespace {

using rules::Lint;
using rules::Loaded;

/// A law whose verdict changes.
struct LawChange {
    std::string id;
    std::string sentence;
    std::string verdict_before;
    std::string verdict_after;
    std::string counterexample;  // of the rule of which it is false
};

struct Review {
    std::vector<rules::Difference> differences;
    std::vector<LawChange> laws;
    std::vector<std::string> died;  // rungs that some list reached, and none does now
    std::vector<std::string> cases;
};

std::string outcome(const rules::LawReport& law) {
    return !law.missing.empty() ? "not asked"
           : law.is_undecided   ? "not decided"
           : law.counterexample ? "false"
                                : "holds";
}

std::vector<LawChange> law_changes(const Loaded& before, const Lint& of_before, const Loaded& after,
                                   const Lint& of_after) {
    std::vector<LawChange> changes;
    for (std::size_t i = 0; i < of_before.laws.size(); ++i) {
        const rules::LawReport& was = of_before.laws[i];
        const rules::LawReport& is = of_after.laws[i];
        if (outcome(was) != outcome(is)) {
            changes.push_back({std::string(is.law->id), std::string(is.law->sentence), outcome(was), outcome(is),
                               is.counterexample    ? is.counterexample->text(after.rule())
                               : was.counterexample ? was.counterexample->text(before.rule())
                                                    : ""});
        }
    }
    return changes;
}

std::vector<std::string> died(const Lint& before, const Lint& after) {
    std::vector<std::string> ids;
    for (const rules::RungReport& is : after.rungs) {
        for (const rules::RungReport& was : before.rungs) {
            if (was.rung->id == is.rung->id && was.list && !is.list) {
                ids.push_back(is.rung->id);
            }
        }
    }
    return ids;
}

Review review_of(const Loaded& before, const Loaded& after) {
    const Lint of_before = lint(before);
    const Lint of_after = lint(after);
    Review made{rules::differences(before, after),
                law_changes(before, of_before, after, of_after),
                died(of_before, of_after),
                {}};
    for (const rules::Difference& kind : made.differences) {
        made.cases.push_back(kind.case_line);
    }
    return made;
}

/// Returns a row for each rung that decides one of the lists, before or after.
Table deciding_rungs(const DiffOptions& options, const Loaded& before, const Loaded& after, const Review& found) {
    std::set<std::string> of_before;
    std::set<std::string> of_after;
    for (const rules::Difference& kind : found.differences) {
        of_before.insert(kind.clause_before);
        of_after.insert(kind.clause_after);
    }
    Table table = rungs_table();
    add_rungs(table, options.before, before.rule(), of_before);
    add_rungs(table, options.after, after.rule(), of_after);
    return table;
}

void print(const DiffOptions& options, const Loaded& before, const Loaded& after, const Review& found) {
    const std::size_t kinds = found.differences.size();
    Document document(options.format,
                      fmt::format("{} -> {}: {}", options.before, options.after,
                                  kinds == 0 ? "no list of any length has another answer"
                                             : fmt::format("{} kind{} of difference", kinds, kinds == 1 ? "" : "s")),
                      kinds == 0);
    if (kinds > 0) {
        document.heading("Answers");
        document.table(differences_table(found.differences));
        if (document.is_html()) {
            document.heading("Rungs that decide");
            document.table(deciding_rungs(options, before, after, found));
        }
    }
    if (!found.laws.empty()) {
        document.heading("Laws");
        Table table({"law", "before", "after", "sentence", "shortest counterexample"},
                    {"law", "shortest counterexample"});
        for (const LawChange& law : found.laws) {
            table.add({law.id, law.verdict_before, law.verdict_after, law.sentence, law.counterexample},
                      law.verdict_before == "holds");
        }
        document.table(table);
    }
    if (!found.died.empty()) {
        document.heading("Rungs that died");
        Table died({"rung"}, {"rung"});
        for (const std::string& rung : found.died) {
            died.add({rung});
        }
        document.table(died);
    }
    if (!found.cases.empty()) {
        document.heading("Case lines to add");
        std::vector<std::string> lines;
        for (const std::string& line : found.cases) {
            lines.push_back(json_string(line) + ",");
        }
        document.code(lines, "toml");
    }
    if (document.is_html()) {
        document.heading("What this says");
        document.paragraph(
            "Both rules were compared over lists of any length, under either latch, in every word that either knows. "
            "Each kind of difference, which is a pair of answers, has a shortest list. A list of no such kind has one "
            "answer in both.");
        document.paragraph(
            "A law that holds is proved for lists of any length; one that is false has a shortest list. Not asked says "
            "that a file lacks the set that the law is about, and not decided that it would take too long. Whether a "
            "new answer is the one that you want is for you to say.");
    }
    document.print();
}

void print_json(const DiffOptions& options, const Review& found) {
    JsonWriter json;
    json.begin_object();
    json.text("before", options.before);
    json.text("after", options.after);
    json.flag("equal", found.differences.empty());
    json.name("differences");
    json.begin_array();
    for (const rules::Difference& kind : found.differences) {
        append_difference(json, kind);
    }
    json.end_array();
    json.name("laws");
    json.begin_array();
    for (const LawChange& law : found.laws) {
        json.begin_object();
        json.text("id", law.id);
        json.text("before", law.verdict_before);
        json.text("after", law.verdict_after);
        json.text("sentence", law.sentence);
        if (!law.counterexample.empty()) {
            json.text("counterexample", law.counterexample);
        }
        json.end_object();
    }
    json.end_array();
    json.texts("died", found.died);
    json.texts("cases", found.cases);
    json.end_object();
    fmt::print("{}\n", json.take());
}

}  // namespace

Status review(const DiffOptions& options) {
    const auto named = rules_named(options.before, options.after);
    if (const auto* problem = std::get_if<std::string>(&named)) {
        return complain(Status::usage, *problem);
    }
    const auto& [before, after] = std::get<0>(named);
    const Review found = review_of(*before, *after);
    if (options.format == Format::json) {
        print_json(options, found);
    } else {
        print(options, *before, *after, found);
    }
    return flushed(found.differences.empty() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
