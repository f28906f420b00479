#include "explanation_json.hpp"

#include "agreed_decision.hpp"
#include "reading.hpp"
#include "rule_explanation.hpp"

namespace rollout::oracle {
namespace {

/// Writes the member `name`, a ladder; `append_rung` writes the members of each rung.
template <class Rungs>
void append_ladder(JsonWriter& json, std::string_view name, std::string_view state, const Rungs& rungs,
                   auto append_rung) {
    json.name(name);
    json.begin_object();
    json.text("state", state);
    json.name("rungs");
    json.begin_array();
    for (const auto& rung : rungs) {
        json.begin_object();
        append_rung(rung);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void append_child(JsonWriter& json, std::string_view state, std::uint64_t flags, std::string_view reading) {
    json.begin_object();
    json.text("state", state);
    json.number("flags", flags);
    json.text("read", reading);
    json.end_object();
}

/// Returns the rungs up to the one that holds.
std::vector<const rules::Rung*> considered(const std::vector<rules::Rung>& ladder,
                                           std::span<const rules::Element> elements) {
    std::vector<const rules::Rung*> rungs;
    for (const rules::Rung& rung : ladder) {
        rungs.push_back(&rung);
        if (rung.holds(elements)) {
            break;
        }
    }
    return rungs;
}

}  // namespace

void append_explanation(JsonWriter& json, Edition edition, const Rollout& rollout) {
    const Reading reading(edition, rollout);
    const std::span<const Child> children = reading.children();
    const reference::Decision decision = agreed_decision(edition, rollout);
    const reference::Explanation found = reference::explain(edition, children);
    json.begin_object();
    json.text("edition", name(edition));
    json.text("state", token(decision.state));
    json.text("clause", reference::id(decision.clause));
    json.name("children");
    json.begin_array();
    for (std::size_t i = 0; i < children.size(); ++i) {
        const WrittenChild as_written = written(children[i]);
        append_child(json, children[i].state == State::unrecognized ? "" : token(children[i].state), as_written.flags,
                     reading.text(i));
    }
    json.end_array();
    const auto append_rung = [&](const reference::Step& step) {
        json.text("clause", reference::id(step.clause));
        json.flag("holds", step.holds);
    };
    append_ladder(json, "base", token(reference::base(edition, children)), found.base, append_rung);
    append_ladder(json, "rollout", token(decision.state), found.rollout, append_rung);
    json.end_object();
}

void append_explanation(JsonWriter& json, const rules::Rule& rule, const rules::WrittenList& list) {
    const std::vector<rules::Element> elements = elements_of(rule, list);
    const rules::Decision decision = decide(rule, elements);
    json.begin_object();
    json.text("edition", rule.edition);
    json.text("state", rule.names.states[decision.state]);
    json.text("clause", deciding_rung(rule, decision).id);
    json.name("children");
    json.begin_array();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const bool is_listed = rule.names.state(list.elements[i].state).has_value();
        append_child(json, is_listed ? rule.names.states[elements[i].state] : "", elements[i].flags,
                     element_reading(rule, list, i));
    }
    json.end_array();
    const auto append_rung = [&](const rules::Rung* rung) {
        json.text("clause", rung->id);
        json.flag("holds", rung->holds(elements));
        json.text("when", rung->when);
        json.text("why", rung->why);
    };
    if (!rule.base.empty()) {
        append_ladder(json, "base", rule.names.states[base_of(rule, elements)], considered(rule.base, elements),
                      append_rung);
    }
    append_ladder(json, "rollout", rule.names.states[decision.state], considered(rule.ladder, elements), append_rung);
    json.end_object();
}

}  // namespace rollout::oracle
