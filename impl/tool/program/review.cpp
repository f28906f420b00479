// The verb review: what a change of a rule means, for whoever reads the change.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comparison.hpp"
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

void print(const DiffOptions& options, const Review& found) {
    const bool is_markdown = options.format == Format::markdown;
    const auto head = [&](std::string_view text) { fmt::print("\n{}{}\n\n", is_markdown ? "## " : "", text); };
    fmt::print("{}{} -> {}: {}\n", is_markdown ? "# " : "", options.before, options.after,
               found.differences.empty() ? "no list of any length has another answer"
                                         : fmt::format("{} kind{} of difference", found.differences.size(),
                                                       found.differences.size() == 1 ? "" : "s"));
    if (!found.differences.empty()) {
        head("Answers");
        differences_table(found.differences).print(options.format);
    }
    if (!found.laws.empty()) {
        head("Laws");
        Table table({"law", "before", "after", "sentence", "shortest counterexample"},
                    {"law", "shortest counterexample"});
        for (const LawChange& law : found.laws) {
            table.add({law.id, law.verdict_before, law.verdict_after, law.sentence, law.counterexample});
        }
        table.print(options.format);
    }
    if (!found.died.empty()) {
        head("Rungs that died");
        fmt::print("{}\n", fmt::join(found.died, "\n"));
    }
    if (!found.cases.empty()) {
        head("Case lines to add");
        fmt::print("{}", is_markdown ? "```toml\n" : "");
        for (const std::string& line : found.cases) {
            fmt::print("{},\n", json_string(line));
        }
        fmt::print("{}", is_markdown ? "```\n" : "");
    }
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
        print(options, found);
    }
    return flushed(found.differences.empty() ? Status::done : Status::not_conformant);
}

}  // namespace rollout::oracle
