#include "right.hpp"

#include <optional>
#include <vector>

#include <rollout/parse.hpp>
#include <rollout/project.hpp>

namespace rollout::zoo {
namespace {

std::string_view text_of(const rapidjson::Value& value) {
    return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view();
}

const rapidjson::Value* member(const rapidjson::Value& object, const char* name) {
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() ? nullptr : &found->value;
}

bool flag(const rapidjson::Value& object, const char* name, bool otherwise) {
    const rapidjson::Value* value = member(object, name);
    return value == nullptr ? otherwise : value->IsTrue();
}

std::uint32_t step_in(const rapidjson::Value& operation) {
    const rapidjson::Value* step = member(operation, "step");
    return step == nullptr ? 0 : step->GetUint();
}

Row row_of(const rapidjson::Value& operation) {
    Row row{text_in(operation, "state")};
    if (const rapidjson::Value* on_failure = member(operation, "on_failure")) {
        row.on_failure = on_failure->IsNull() ? std::string_view("null") : text_of(*on_failure);  // null: no policy
    }
    row.placement = {text_in(operation, "deployment"),
                     text_in(operation, "key"),
                     text_in(operation, "kind") == "group_finalizer" ? Kind::group_finalizer : Kind::work,
                     flag(operation, "started", true),
                     step_in(operation),
                     text_in(operation, "target")};
    return row;
}

Child child_of(const rapidjson::Value& value) {
    Child child{parse_state(text_in(value, "state"))};
    for (const FlagFacts& facts : child_flags) {
        child.*facts.flag = flag(value, facts.name.data(), false);
    }
    return child;
}

}  // namespace

std::string_view text_in(const rapidjson::Value& object, const char* name) {
    const rapidjson::Value* value = member(object, name);
    return value == nullptr ? std::string_view() : text_of(*value);
}

std::string right_offer() {
    std::string names;
    for (const EditionFacts& facts : editions) {
        names += (names.empty() ? "\"" : ",\"") + std::string(facts.name) + "\"";
    }
    return R"({"version":1,"implementation":{"name":"zoo","version":"1","language":"C++"},"editions":[)" + names + "]}";
}

const rapidjson::Value* elements_of(const rapidjson::Value& rollout) {
    const rapidjson::Value* operations = member(rollout, "operations");
    return operations != nullptr ? operations : member(rollout, "children");
}

std::vector<Row> rows_in(const rapidjson::Value& operations) {
    std::vector<Row> rows;
    for (const rapidjson::Value& operation : operations.GetArray()) {
        rows.push_back(row_of(operation));
    }
    return rows;
}

std::vector<Child> children_in(const rapidjson::Value& children) {
    std::vector<Child> made;
    for (const rapidjson::Value& child : children.GetArray()) {
        made.push_back(child_of(child));
    }
    return made;
}

Latch latch_in(const rapidjson::Value& rollout) {
    return flag(rollout, "released", false) ? Latch::released : Latch::unreleased;
}

std::string right_result(Edition edition, const rapidjson::Value& rollout) {
    if (const rapidjson::Value* operations = member(rollout, "operations")) {
        return state_result(token(project(edition, rows_in(*operations), latch_in(rollout))));
    }
    if (const rapidjson::Value* children = member(rollout, "children")) {
        return state_result(token(project(edition, children_in(*children))));
    }
    return error_result("neither operations nor children");
}

std::string state_result(std::string_view state) { return "{\"state\":\"" + std::string(state) + "\"}"; }
std::string error_result(std::string_view why) { return "{\"error\":\"" + std::string(why) + "\"}"; }

std::string state_in(const std::string& result) {
    constexpr std::string_view before = "{\"state\":\"";
    constexpr std::string_view behind = "\"}";
    return result.starts_with(before) ? result.substr(before.size(), result.size() - before.size() - behind.size())
                                      : "";
}

}  // namespace rollout::zoo
