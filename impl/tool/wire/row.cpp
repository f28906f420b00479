#include "row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <rollout/parse.hpp>
#include <rollout/vocabulary/text.hpp>

#include "json_document.hpp"
#include "json_writer.hpp"
#include "spelled.hpp"

namespace rollout::oracle {
namespace {

using Json = rapidjson::Value;

std::optional<std::string> take_text(std::string& word, const Json& value) {
    if (!value.IsString()) {
        return other_than("a string", value);
    }
    word = text_of(value);
    return std::nullopt;
}

std::optional<std::string> take_policy(PolicyWord& word, const Json& value) {
    if (!value.IsString() && !value.IsNull()) {
        return other_than("a string or null", value);
    }
    word = value.IsNull() ? null_policy : policy_word(text_of(value));
    return std::nullopt;
}

std::optional<std::string> take_kind(Kind& kind, const Json& value) {
    if (!value.IsString()) {
        return other_than("a string", value);
    }
    const auto found = std::find(kind_words.begin(), kind_words.end(), text_of(value));
    if (found == kind_words.end()) {
        return fmt::format("expected \"work\" or \"group_finalizer\", got {}", json_string(text_of(value)));
    }
    kind = static_cast<Kind>(found - kind_words.begin());
    return std::nullopt;
}

std::optional<std::string> take_started(std::optional<bool>& started, const Json& value) {
    if (!value.IsBool()) {
        return other_than("a boolean", value);
    }
    started = value.GetBool();
    return std::nullopt;
}

std::optional<std::string> take_step(std::uint32_t& step, const Json& value) {
    if (!value.IsNumber()) {
        return other_than("a number", value);
    }
    if (!value.IsUint()) {  // of -0 RapidJSON makes 0; the reader of lines, which sees its text, refuses it
        return std::string(step_problem);
    }
    step = value.GetUint();
    return std::nullopt;
}

struct Field {
    std::string_view name;
    std::optional<std::string> (*take)(WrittenRow&, const Json&);
};
constexpr std::array row_fields{
    Field{"state", [](WrittenRow& row, const Json& value) { return take_text(row.state, value); }},
    Field{"on_failure", [](WrittenRow& row, const Json& value) { return take_policy(row.on_failure, value); }},
    Field{"deployment", [](WrittenRow& row, const Json& value) { return take_text(row.deployment, value); }},
    Field{"key", [](WrittenRow& row, const Json& value) { return take_text(row.key, value); }},
    Field{"kind", [](WrittenRow& row, const Json& value) { return take_kind(row.kind, value); }},
    Field{"started", [](WrittenRow& row, const Json& value) { return take_started(row.started, value); }},
    Field{"step", [](WrittenRow& row, const Json& value) { return take_step(row.step, value); }},
    Field{"target", [](WrittenRow& row, const Json& value) { return take_text(row.target, value); }},
};

/// Returns what is wrong with the row, if anything.
std::optional<std::string> take_row(WrittenRow& row, const Json& value) {
    if (!value.IsObject()) {
        return ": " + other_than("an object", value);
    }
    std::array<bool, row_fields.size()> seen{};
    for (const auto& member : value.GetObject()) {
        const std::string_view name = text_of(member.name);
        std::size_t i = 0;
        while (i < row_fields.size() && row_fields[i].name != name) {
            ++i;
        }
        if (i == row_fields.size()) {
            return fmt::format(": unknown field {}", json_string(name));
        }
        if (seen[i]) {
            return fmt::format(": {}: appears twice", name);
        }
        seen[i] = true;
        if (const auto problem = row_fields[i].take(row, member.value)) {
            return fmt::format(": {}: {}", name, *problem);
        }
    }
    return seen[0] ? std::nullopt : std::optional<std::string>(": state: is required");
}

/// Returns whether `STATE[:POLICY]` says all of the row.
bool is_short(const WrittenRow& row) {
    const PolicyWord& policy = row.on_failure;
    return !row.has_place() && is_plain(row.state) &&
           (policy == absent_policy || (policy != null_policy && is_plain(policy.text)));
}

void append_text_member(std::string& json, std::string_view name, std::string_view value) {
    json += fmt::format(",\"{}\":", name);
    append_json_string(json, value);
}

}  // namespace

bool WrittenRow::has_place() const {
    return !deployment.empty() || !key.empty() || kind != Kind::work || started.has_value() || step > 0 ||
           !target.empty();
}

Placement WrittenRow::placement() const { return {deployment, key, kind, started.value_or(true), step, target}; }

Row WrittenRow::row() const { return {state, on_failure.read(), placement()}; }

PlacedOperation WrittenRow::resolved() const {
    return {{parse_state(state), parse_policy(on_failure.read())}, placement()};
}

void WrittenRow::append_json(std::string& json, Members members) const {
    const bool all = members == Members::all;
    json += "{\"state\":";
    append_json_string(json, state);
    if (on_failure.is == PolicyWord::Is::null) {
        json += ",\"on_failure\":null";
    } else if (on_failure.is == PolicyWord::Is::text) {
        append_text_member(json, "on_failure", on_failure.text);
    }
    if (all || !deployment.empty()) {
        append_text_member(json, "deployment", deployment);
    }
    if (all || !key.empty()) {
        append_text_member(json, "key", key);
    }
    if (all || kind != Kind::work) {
        append_text_member(json, "kind", kind_words[static_cast<std::size_t>(kind)]);
    }
    if (all || started) {
        json += started.value_or(true) ? ",\"started\":true" : ",\"started\":false";
    }
    if (step > 0) {
        json += fmt::format(",\"step\":{}", step);
    }
    if (!target.empty()) {
        append_text_member(json, "target", target);
    }
    json += '}';
}

std::string WrittenRow::text() const {
    switch (on_failure.is) {
        case PolicyWord::Is::absent:
            return quoted_unless_plain(state) + ":(absent)";
        case PolicyWord::Is::null:
            return quoted_unless_plain(state) + ":(null)";
        case PolicyWord::Is::text:
            break;
    }
    const bool is_default = on_failure.text == word(policy_default);
    return quoted_unless_plain(state) + (is_default ? "" : ":" + quoted_unless_plain(on_failure.text));
}

WrittenRow written(const Operation& operation) {
    return {.state = std::string(token(operation.state)), .on_failure = policy_word(word(operation.on_failure))};
}

std::vector<Row> rows_of(std::span<const WrittenRow> written) {
    std::vector<Row> rows;
    rows.reserve(written.size());
    for (const WrittenRow& row : written) {
        rows.push_back(row.row());
    }
    return rows;
}

std::variant<std::vector<WrittenRow>, std::string> read_rows(const rapidjson::Value& array) {
    if (!array.IsArray()) {
        return ": " + other_than("an array", array);
    }
    std::vector<WrittenRow> rows;
    for (const Json& value : array.GetArray()) {
        WrittenRow row{.state = {}, .on_failure = absent_policy};
        if (const auto problem = take_row(row, value)) {
            return fmt::format(", row {}{}", rows.size() + 1, *problem);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::variant<std::vector<WrittenRow>, std::string> read_rows(std::string_view text) {
    if (text.starts_with('[')) {
        rapidjson::Document document;
        if (const auto problem = parse_json(text, document)) {
            return ": " + *problem;
        }
        return read_rows(document);
    }
    std::vector<WrittenRow> rows;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const Row row = row_of(text.substr(begin, end - begin));
        rows.push_back({.state = std::string(row.state),
                        .on_failure = row.on_failure ? policy_word(*row.on_failure) : absent_policy});
        begin = end + 1;
    }
    return rows;
}

std::string json_of(std::span<const WrittenRow> rows, Members members) {
    std::string json = "[";
    for (const WrittenRow& row : rows) {
        json += json.size() > 1 ? "," : "";
        row.append_json(json, members);
    }
    return json + "]";
}

std::string spelled(std::span<const WrittenRow> rows) {
    if (!std::all_of(rows.begin(), rows.end(), is_short)) {
        return json_of(rows, Members::written);
    }
    std::string text;
    for (const WrittenRow& row : rows) {
        text += (text.empty() ? "" : ",") + row.state;
        text += row.on_failure == absent_policy ? "" : ":" + row.on_failure.text;
    }
    return text;
}

void leave_out_starts(std::vector<WrittenRow>& rows) {
    for (WrittenRow& row : rows) {
        row.started = row.started.value_or(true) ? std::nullopt : std::optional(false);
    }
}

}  // namespace rollout::oracle
