#include "catalog.hpp"

#include <fmt/format.h>

#include <rollout/reference/guard.hpp>

#include "json_writer.hpp"
#include "spec.hpp"

namespace rollout::oracle {
namespace {

/// Writes the member `name`, an array with an object per item; `append` writes its members.
template <class Items>
void append_array(JsonWriter& json, std::string_view name, const Items& items, auto append) {
    json.name(name);
    json.begin_array();
    for (const auto& item : items) {
        json.begin_object();
        append(item);
        json.end_object();
    }
    json.end_array();
}

void append_sections(JsonWriter& json, std::string_view name, const std::vector<Section>& sections) {
    append_array(json, name, sections, [&](const Section& section) {
        json.text("id", section.id);
        json.text("first", rollout::name(section.editions.first));
        json.text("last", rollout::name(section.editions.last));
        json.text("sentence", section.sentence);
        const auto text_if = [&](std::string_view member, std::string_view text) {
            if (!text.empty()) {
                json.text(member, text);
            }
        };
        text_if("not_when", section.not_when);
        text_if("why", section.why);
        text_if("name", section.name);
        text_if("origin", section.origin ? rollout::name(*section.origin) : "");
        text_if("wrong_answer", section.wrong_answer);
        text_if("fixed_rule", section.fixed_rule);
        std::vector<std::string> cases;
        for (const CaseLine& line : section.cases) {
            cases.push_back(line.source);
        }
        json.texts("cases", cases);
        json.text("file", section.file);
        json.number("line", static_cast<std::uint64_t>(section.line));
    });
}

}  // namespace

std::string catalog_json(std::string_view version) {
    JsonWriter json;
    json.begin_object();
    json.text("version", version);
    append_array(json, "states", states, [&](const StateFacts& state) {
        json.text("state", state.token);
        json.text("since", name(state.since));
        json.flag("terminal", reference::is_terminal(state.state));
    });
    append_array(json, "policies", policies, [&](const PolicyFacts& policy) { json.text("policy", policy.word); });
    append_array(json, "flags", child_flags, [&](const FlagFacts& flag) {
        json.text("name", flag.name);
        json.text("mark", flag.mark);
        json.text("since", name(flag.since));
    });
    append_array(json, "editions", editions, [&](const EditionFacts& edition) {
        json.text("edition", edition.name);
        json.text("changed", edition.changed);
        json.text("observed", edition.observed);
        json.text("rule", rule_file_of(edition.edition));
    });
    append_array(json, "foreign", foreign_files(), [&](const Page& file) {
        json.text("file", file.file);
        json.text("rule", file.text);
    });
    append_sections(json, "clauses", clauses());
    append_sections(json, "findings", findings());
    append_sections(json, "regressions", regressions());
    append_sections(json, "properties", life_properties());
    json.end_object();
    return json.take();
}

}  // namespace rollout::oracle
