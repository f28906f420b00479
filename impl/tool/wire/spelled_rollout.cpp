#include "spelled_rollout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "json.hpp"
#include "json_document.hpp"
#include "row_words.hpp"
#include "spelled.hpp"

namespace rollout::oracle {
namespace {

using Json = rapidjson::Value;

constexpr std::string_view finalizer_word = kind_words[static_cast<std::size_t>(Kind::group_finalizer)];

/// Returns the text as it is, or in quotes where a reader could take it for something else.
std::string quoted(const std::string& text) { return is_plain(text) ? text : json_string(text); }

std::string text_of_member(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() ? "" : std::string(oracle::text_of(found->value));
}

bool is_set(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    return found != object.MemberEnd() && found->value.IsTrue();
}

WrittenRow read_row(const Json& object) {
    WrittenRow row{.state = text_of_member(object, "state"), .on_failure = absent_policy};
    if (const auto policy = object.FindMember("on_failure"); policy != object.MemberEnd()) {
        row.on_failure = policy->value.IsNull() ? null_policy : policy_word(oracle::text_of(policy->value));
    }
    row.deployment = text_of_member(object, "deployment");
    row.key = text_of_member(object, "key");
    row.kind = text_of_member(object, "kind") == finalizer_word ? Kind::group_finalizer : Kind::work;
    if (object.HasMember("started")) {
        row.started = is_set(object, "started");
    }
    return row;
}

WrittenChild read_child(const Json& object) {
    WrittenChild child{.state = text_of_member(object, "state")};
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        child.flags |= static_cast<std::size_t>(is_set(object, child_flags[i].name.data())) << i;
    }
    return child;
}

template <class Element>
std::vector<Element> read_list(const Json& array, Element (*read)(const Json&)) {
    std::vector<Element> list;
    for (const Json& each : array.GetArray()) {
        list.push_back(read(each));
    }
    return list;
}

std::string json_of(const auto& list) {
    std::string made = "[";
    for (const auto& element : list) {
        made += (made.size() > 1 ? "," : "") + element.json();
    }
    return made + "]";
}

std::string text_of(const auto& list) {
    std::string made;
    for (const auto& element : list) {
        made += (made.empty() ? "" : " ") + element.text();
    }
    return made.empty() ? "none" : made;
}

bool has_places(const std::vector<WrittenRow>& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const WrittenRow& row) { return row.has_place(); });
}

std::string id_of(const std::vector<WrittenRow>& rows) {
    return has_places(rows) ? "rows " + json_of(rows) : text_of(rows);
}
std::string id_of(const std::vector<WrittenChild>& children) { return text_of(children); }

}  // namespace

bool WrittenRow::has_place() const {
    return !deployment.empty() || !key.empty() || kind != Kind::work || started.has_value();
}

Row WrittenRow::row() const {
    // Null is as unknown as the empty word (POLICY-2).
    const std::optional<std::string_view> policy =
        on_failure.is == PolicyWord::Is::absent ? std::nullopt : std::optional<std::string_view>(on_failure.text);
    return {state, policy, {deployment, key, kind, started.value_or(true)}};
}

std::string WrittenRow::json() const {
    std::string made = "{\"state\":" + json_string(state);
    if (on_failure.is != PolicyWord::Is::absent) {
        made += ",\"on_failure\":" + (on_failure.is == PolicyWord::Is::null ? "null" : json_string(on_failure.text));
    }
    made += deployment.empty() ? "" : ",\"deployment\":" + json_string(deployment);
    made += key.empty() ? "" : ",\"key\":" + json_string(key);
    made += kind == Kind::work ? "" : fmt::format(",\"kind\":\"{}\"", finalizer_word);
    made += started ? fmt::format(",\"started\":{}", *started) : "";
    return made + "}";
}

std::string WrittenRow::text() const {
    switch (on_failure.is) {
        case PolicyWord::Is::absent:
            return quoted(state) + ":(absent)";
        case PolicyWord::Is::null:
            return quoted(state) + ":(null)";
        case PolicyWord::Is::text:
            break;
    }
    return quoted(state) + (on_failure.text == word(policy_default) ? "" : ":" + quoted(on_failure.text));
}

Child WrittenChild::child() const { return child_with(reference::parse_state(state), flags); }

std::string WrittenChild::json() const {
    std::string made = "{\"state\":" + json_string(state);
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        made += (flags >> i & 1) != 0 ? fmt::format(",\"{}\":true", child_flags[i].name) : "";
    }
    return made + "}";
}

std::string WrittenChild::text() const {
    std::string made = quoted(state);
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        made += (flags >> i & 1) != 0 ? fmt::format("+{}", child_flags[i].mark) : "";
    }
    return made;
}

WrittenRow written(const Operation& operation) {
    return {.state = std::string(token(operation.state)), .on_failure = policy_word(word(operation.on_failure))};
}
WrittenChild written(const Child& child) { return {std::string(token(child.state)), flags_of(child)}; }

std::vector<Row> rows_of(const std::vector<WrittenRow>& written) {
    std::vector<Row> rows;
    for (const WrittenRow& row : written) {
        rows.push_back(row.row());
    }
    return rows;
}

Rollout read_rollout(const rapidjson::Value& object) {
    Rollout made;
    made.latch = is_set(object, "released") ? Latch::released : Latch::unreleased;
    if (object.HasMember("children")) {
        made.elements = read_list(object["children"], read_child);
    } else {
        made.elements = read_list(object["operations"], read_row);
    }
    return made;
}

std::string members_of(const Rollout& rollout) {
    const bool of_children = std::holds_alternative<std::vector<WrittenChild>>(rollout.elements);
    return fmt::format("\"{}\":{}{}", of_children ? "children" : "operations",
                       std::visit([](const auto& list) { return json_of(list); }, rollout.elements),
                       rollout.latch == Latch::released ? ",\"released\":true" : "");
}

std::string text_of(const Rollout& rollout) {
    const bool of_children = std::holds_alternative<std::vector<WrittenChild>>(rollout.elements);
    return fmt::format("{}{}{}", of_children ? "children: " : "", rollout.latch == Latch::released ? "released: " : "",
                       std::visit([](const auto& list) { return id_of(list); }, rollout.elements));
}

std::vector<Child> children_of(Edition edition, const Rollout& rollout) {
    if (const auto* rows = std::get_if<std::vector<WrittenRow>>(&rollout.elements)) {
        const std::vector<Row> read = rows_of(*rows);
        if (has_places(*rows)) {
            return reference::build(edition, std::span<const Row>(read), rollout.latch);
        }
        // Without places the builder has nothing to relate, and its square of the length is saved.
        std::vector<Child> children;
        for (const Row& row : read) {
            children.push_back(reference::child(edition, reference::operation(row), rollout.latch));
        }
        return children;
    }
    std::vector<Child> children;
    for (const WrittenChild& child : std::get<std::vector<WrittenChild>>(rollout.elements)) {
        children.push_back(child.child());
    }
    return children;
}

reference::Decision decision_of(Edition edition, const Rollout& rollout) {
    return reference::decide(edition, std::span<const Child>(children_of(edition, rollout)));
}

}  // namespace rollout::oracle
