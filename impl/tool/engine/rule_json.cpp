#include "rule_json.hpp"

namespace rollout::oracle {

using rules::CaseReport;
using rules::LawReport;
using rules::Lint;
using rules::Rule;
using rules::RungReport;

std::string_view verdict(const LawReport& law) {
    return !law.missing.empty()  ? "not asked"
           : law.is_undecided    ? (law.is_waived ? "not decided, waived" : "not decided")
           : !law.counterexample ? (law.is_waived ? "holds, and is waived" : "holds")
           : law.is_waived       ? "false, waived"
                                 : "false";
}

std::string lint_json(const Rule& rule, const Lint& found) {
    JsonWriter json;
    json.begin_object();
    json.text("edition", rule.edition);
    json.number("summaries", found.summaries);
    json.number("classes", found.classes);
    json.number("machine_states", found.machine_states);
    json.name("rungs");
    json.begin_array();
    for (const RungReport& rung : found.rungs) {
        json.begin_object();
        json.text("id", rung.rung->id);
        json.text("ladder", rung.is_of_base ? "base" : "ladder");
        json.flag("dead", !rung.list);
        if (rung.list) {
            json.text("list", rule.text(*rung.list));
        }
        json.flag("may_be_swapped_with_the_next", rung.may_be_swapped);
        json.end_object();
    }
    json.end_array();
    json.texts("unnamed_states", found.unnamed_states);
    json.name("laws");
    json.begin_array();
    for (const LawReport& law : found.laws) {
        json.begin_object();
        json.text("id", law.law->id);
        json.text("sentence", law.law->sentence);
        json.text("verdict", verdict(law));
        if (law.counterexample) {
            json.text("counterexample", law.counterexample->text(rule));
        }
        json.end_object();
    }
    json.end_array();
    json.name("cases");
    json.begin_array();
    for (const CaseReport& line : found.cases) {
        json.begin_object();
        json.text("case", line.line->text);
        json.number("line", line.line->place.line);
        json.flag("right", line.is_right);
        json.text("answer", rule.names.states[line.decision.state]);
        json.text("clause", deciding_rung(rule, line.decision).id);
        json.end_object();
    }
    json.end_array();
    json.flag("clean", found.is_clean());
    json.end_object();
    return json.take();
}

void append_difference(JsonWriter& json, const rules::Difference& kind) {
    json.begin_object();
    json.text("list", kind.list);
    json.text("before", kind.before);
    json.text("after", kind.after);
    json.text("clause_before", kind.clause_before);
    json.text("clause_after", kind.clause_after);
    json.text("case", kind.case_line);
    json.end_object();
}

std::string differences_json(std::string_view before, std::string_view after,
                             const std::vector<rules::Difference>& found) {
    JsonWriter json;
    json.begin_object();
    json.text("before", before);
    json.text("after", after);
    json.flag("equal", found.empty());
    json.name("kinds");
    json.begin_array();
    for (const rules::Difference& kind : found) {
        append_difference(json, kind);
    }
    json.end_array();
    json.end_object();
    return json.take();
}

}  // namespace rollout::oracle
