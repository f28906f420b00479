#include "rollout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "json_document.hpp"
#include "json_writer.hpp"
#include "rollout_line.hpp"
#include "spelled.hpp"

namespace rollout::oracle {
namespace {

using Json = rapidjson::Value;

constexpr std::string_view finalizer_word = kind_words[static_cast<std::size_t>(Kind::group_finalizer)];

std::string text_of_member(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() ? "" : std::string(text_of(found->value));
}

bool is_set(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    return found != object.MemberEnd() && found->value.IsTrue();
}

WrittenRow read_row(const Json& object) {
    WrittenRow row{.state = text_of_member(object, "state"), .on_failure = absent_policy};
    if (const auto policy = object.FindMember("on_failure"); policy != object.MemberEnd()) {
        row.on_failure = policy->value.IsNull() ? null_policy : policy_word(text_of(policy->value));
    }
    row.deployment = text_of_member(object, "deployment");
    row.key = text_of_member(object, "key");
    row.kind = text_of_member(object, "kind") == finalizer_word ? Kind::group_finalizer : Kind::work;
    if (object.HasMember("started")) {
        row.started = is_set(object, "started");
    }
    if (const auto step = object.FindMember("step"); step != object.MemberEnd()) {
        row.step = step->value.GetUint();
    }
    row.target = text_of_member(object, "target");
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

void append_json(std::string& text, const auto& list) {
    text += '[';
    std::string last;
    for (std::size_t i = 0; i < list.size(); ++i) {
        text += i == 0 ? "" : ",";
        // Long lists are of few elements, many times.
        if (i == 0 || list[i] != list[i - 1]) {
            last.clear();
            list[i].append_json(last);
        }
        text += last;
    }
    text += ']';
}

std::string words_of(const auto& list) {
    std::string text;
    for (const auto& element : list) {
        text += (text.empty() ? "" : " ") + element.text();
    }
    return text.empty() ? "none" : text;
}

bool has_places(const std::vector<WrittenRow>& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const WrittenRow& row) { return row.has_place(); });
}

std::string id_of(const std::vector<WrittenRow>& rows) {
    if (!has_places(rows)) {
        return words_of(rows);
    }
    std::string text = "rows ";
    append_json(text, rows);
    return text;
}
std::string id_of(const std::vector<WrittenChild>& children) { return words_of(children); }

}  // namespace

Child WrittenChild::child() const { return child_with(reference::parse_state(state), flags); }

void WrittenChild::append_json(std::string& text) const {
    text += "{\"state\":";
    append_json_string(text, state);
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        text += (flags >> i & 1) != 0 ? fmt::format(",\"{}\":true", child_flags[i].name) : "";
    }
    text += '}';
}

std::string WrittenChild::text() const {
    std::string made = quoted_unless_plain(state);
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        made += (flags >> i & 1) != 0 ? fmt::format("+{}", child_flags[i].mark) : "";
    }
    return made;
}

WrittenChild written(const Child& child) { return {std::string(token(child.state)), flags_of(child)}; }

Rollout read_rollout(const rapidjson::Value& object) {
    Rollout rollout;
    rollout.latch = is_set(object, "released") ? Latch::released : Latch::unreleased;
    if (object.HasMember("children")) {
        rollout.elements = read_list(object["children"], read_child);
    } else {
        rollout.elements = read_list(object["operations"], read_row);
    }
    return rollout;
}

std::optional<Rollout> read_rollout(std::string_view object) {
    rapidjson::Document document;
    if (!std::holds_alternative<RolloutLine>(read_rollout_line(object)) || parse_json(object, document)) {
        return std::nullopt;
    }
    return read_rollout(document);
}

std::string members_of(const Rollout& rollout) {
    std::string text = rollout.is_of_children() ? "\"children\":" : "\"operations\":";
    std::visit([&](const auto& list) { append_json(text, list); }, rollout.elements);
    text += rollout.latch == Latch::released ? ",\"released\":true" : "";
    return text;
}

std::string text_of(const Rollout& rollout) {
    return fmt::format("{}{}{}", rollout.is_of_children() ? "children: " : "",
                       rollout.latch == Latch::released ? "released: " : "",
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
