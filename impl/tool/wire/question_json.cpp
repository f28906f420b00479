#include "question_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "decision_names.hpp"
#include "json_document.hpp"
#include "json_writer.hpp"

namespace rollout::oracle {
namespace {

using Json = rapidjson::Value;
using Form = Name::Form;

constexpr std::string_view released_name = "released";

/// Rows are called as in a rollout.
std::string_view member_of(const Name& name) { return name.form == Form::rows ? "operations" : name.text; }

std::string json_of_value(const Question& question, const Name& name) {
    switch (name.form) {
        case Form::state:
        case Form::word:
        case Form::text:
            return json_string(value_of(question, name));
        case Form::yes_or_no:
            return name.get(question) != 0 ? "true" : "false";
        case Form::index:
            return value_of(question, name);
        case Form::rows:
            return json_of(question.rows, Members::all);
    }
    return "null";
}

/// Returns what is wrong with the value of the name, if anything, the colon before it included.
std::optional<std::string> take(Question& question, const Name& name, const Json& value) {
    const auto take_text = [&]() -> std::optional<std::string> {
        if (!value.IsString()) {
            return ": " + other_than("a string", value);
        }
        if (!take_value(question, name, text_of(value))) {
            return fmt::format(": {} is no value of it", json_string(text_of(value)));
        }
        return std::nullopt;
    };
    switch (name.form) {
        case Form::state:
        case Form::word:
        case Form::text:
            return take_text();
        case Form::yes_or_no:
            if (!value.IsBool()) {
                return ": " + other_than("a boolean", value);
            }
            name.set(question, value.GetBool() ? 1 : 0);
            return std::nullopt;
        case Form::index:
            if (!value.IsUint64() || value.GetUint64() == 0) {
                return value.IsNumber() ? ": expected a whole number from 1 on" : ": " + other_than("a number", value);
            }
            question.index = value.GetUint64() - 1;
            return std::nullopt;
        case Form::rows: {
            auto rows = read_rows(value);
            if (auto* problem = std::get_if<std::string>(&rows)) {
                return std::move(*problem);
            }
            question.rows = std::move(std::get<std::vector<WrittenRow>>(rows));
            leave_out_starts(question.rows);
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/// Returns the decision that the case asks for, or what is wrong.
std::variant<Decision, std::string> read_decision(const Json& object, const Subject& subject) {
    const auto member = object.FindMember("decision");
    if (member == object.MemberEnd()) {
        return "decision: is missing";
    }
    if (!member->value.IsString()) {
        return "decision: " + other_than("a string", member->value);
    }
    const std::string_view wanted = text_of(member->value);
    for (const Decision decision : subject.decisions) {
        if (word(decision) == wanted) {
            return decision;
        }
    }
    return fmt::format("decision: subject {} has no {}", subject.name, json_string(wanted));
}

/// Returns the name of that member; a null pointer if the decision has none.
const Name* name_of_member(Decision decision, std::string_view member) {
    for (const Name& name : names()) {
        if (name.is_of(decision) && member_of(name) == member) {
            return &name;
        }
    }
    return nullptr;
}

/// Returns the first member of the question that `seen` lacks.
std::optional<std::string_view> missing(const Question& question, const std::vector<std::string_view>& seen) {
    const auto is_missing = [&](std::string_view member) {
        return std::find(seen.begin(), seen.end(), member) == seen.end();
    };
    for (const Name& name : names()) {
        if (name.is_of(question.decision) && is_missing(member_of(name))) {
            return member_of(name);
        }
    }
    return question.reads_the_latch() && is_missing(released_name) ? std::optional(released_name) : std::nullopt;
}

}  // namespace

std::string members_of(const Question& question) {
    std::string text = fmt::format("\"decision\":\"{}\"", word(question.decision));
    for (const Name& name : names()) {
        if (name.is_of(question.decision)) {
            text += fmt::format(",\"{}\":{}", member_of(name), json_of_value(question, name));
        }
    }
    if (question.reads_the_latch()) {
        text += fmt::format(",\"{}\":{}", released_name, question.claim.latch == Latch::released);
    }
    return text;
}

std::variant<Question, std::string> read_question(const Json& object, const Subject& subject) {
    if (!object.IsObject()) {
        return "a case: " + other_than("an object", object);
    }
    const auto decision = read_decision(object, subject);
    if (const auto* problem = std::get_if<std::string>(&decision)) {
        return *problem;
    }
    Question question;
    question.decision = std::get<Decision>(decision);
    std::vector<std::string_view> seen;
    for (const auto& member : object.GetObject()) {
        const std::string_view text = text_of(member.name);
        if (std::find(seen.begin(), seen.end(), text) != seen.end()) {
            return fmt::format("{}: appears twice", text);
        }
        if (const Name* name = name_of_member(question.decision, text); name != nullptr) {
            if (const auto problem = take(question, *name, member.value)) {
                return fmt::format("{}{}", text, *problem);
            }
        } else if (text == released_name && question.reads_the_latch()) {
            if (!member.value.IsBool()) {
                return fmt::format("{}: {}", text, other_than("a boolean", member.value));
            }
            question.claim.latch = member.value.GetBool() ? Latch::released : Latch::unreleased;
        } else if (text != "decision") {
            return fmt::format("unknown field {} of {}", json_string(text), word(question.decision));
        }
        seen.push_back(text);
    }
    if (const auto member = missing(question, seen)) {
        return fmt::format("{}: is missing", *member);
    }
    if (question.has_rows() && question.rows.empty()) {
        return "operations: there is no row";
    }
    if (question.reads_the_latch() && question.index >= question.rows.size()) {
        return "at: there is no row at that place";
    }
    return question;
}

std::variant<Question, std::string> read_question(std::string_view json, const Subject& subject) {
    rapidjson::Document document;
    if (auto problem = parse_json(json, document)) {
        return std::move(*problem);
    }
    return read_question(static_cast<const Json&>(document), subject);
}

}  // namespace rollout::oracle
