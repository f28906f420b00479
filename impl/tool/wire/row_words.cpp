#include "row_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <rollout/parse.hpp>
#include <rollout/vocabulary/text.hpp>

#include "json.hpp"
#include "json_document.hpp"
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

std::optional<std::string> take_policy(std::optional<std::string>& word, const Json& value) {
    if (!value.IsString() && !value.IsNull()) {
        return other_than("a string or null", value);
    }
    word = value.IsNull() ? "" : std::string(text_of(value));
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

std::optional<std::string> take_started(bool& started, const Json& value) {
    if (!value.IsBool()) {
        return other_than("a boolean", value);
    }
    started = value.GetBool();
    return std::nullopt;
}

struct Field {
    std::string_view name;
    std::optional<std::string> (*take)(RowWords&, const Json&);
};
constexpr std::array row_fields{
    Field{"state", [](RowWords& row, const Json& value) { return take_text(row.state, value); }},
    Field{"on_failure", [](RowWords& row, const Json& value) { return take_policy(row.on_failure, value); }},
    Field{"deployment", [](RowWords& row, const Json& value) { return take_text(row.deployment, value); }},
    Field{"key", [](RowWords& row, const Json& value) { return take_text(row.key, value); }},
    Field{"kind", [](RowWords& row, const Json& value) { return take_kind(row.kind, value); }},
    Field{"started", [](RowWords& row, const Json& value) { return take_started(row.started, value); }},
};

/// Returns what is wrong with the row, if anything.
std::optional<std::string> take_row(RowWords& row, const Json& value) {
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
bool is_short(const RowWords& row) {
    return row.deployment.empty() && row.key.empty() && row.kind == Kind::work && row.started && is_plain(row.state) &&
           (!row.on_failure || is_plain(*row.on_failure));
}

/// Returns the row as a JSON object; `whole`: with what is the default, too.
std::string object_of(const RowWords& row, bool whole) {
    std::string text = fmt::format("{{\"state\":{}", json_string(row.state));
    const auto add = [&](std::string_view name, bool there, const std::string& value) {
        if (there) {
            text += fmt::format(",\"{}\":{}", name, value);
        }
    };
    add("on_failure", row.on_failure.has_value(), json_string(row.on_failure.value_or("")));
    add("deployment", whole || !row.deployment.empty(), json_string(row.deployment));
    add("key", whole || !row.key.empty(), json_string(row.key));
    add("kind", whole || row.kind != Kind::work, json_string(kind_words[static_cast<std::size_t>(row.kind)]));
    add("started", whole || !row.started, row.started ? "true" : "false");
    return text + "}";
}

std::string array_of(std::span<const RowWords> rows, bool whole) {
    std::string text = "[";
    for (const RowWords& row : rows) {
        text += (text.size() > 1 ? "," : "") + object_of(row, whole);
    }
    return text + "]";
}

}  // namespace

PlacedOperation resolved(const RowWords& row) {
    const std::optional<std::string_view> policy =
        row.on_failure ? std::optional<std::string_view>(*row.on_failure) : std::nullopt;
    return {{parse_state(row.state), parse_policy(policy)}, {row.deployment, row.key, row.kind, row.started}};
}

std::variant<std::vector<RowWords>, std::string> read_rows(const rapidjson::Value& array) {
    if (!array.IsArray()) {
        return ": " + other_than("an array", array);
    }
    std::vector<RowWords> rows;
    for (const Json& value : array.GetArray()) {
        RowWords row;
        if (const auto problem = take_row(row, value)) {
            return fmt::format(", row {}{}", rows.size() + 1, *problem);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::variant<std::vector<RowWords>, std::string> read_rows(std::string_view text) {
    if (text.starts_with('[')) {
        rapidjson::Document document;
        if (const auto problem = parse_json(text, document)) {
            return ": " + *problem;
        }
        return read_rows(document);
    }
    std::vector<RowWords> rows;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const Row row = row_of(text.substr(begin, end - begin));
        rows.push_back({.state = std::string(row.state),
                        .on_failure = row.on_failure ? std::optional(std::string(*row.on_failure)) : std::nullopt});
        begin = end + 1;
    }
    return rows;
}

std::string spelled(std::span<const RowWords> rows) {
    if (!std::all_of(rows.begin(), rows.end(), is_short)) {
        return array_of(rows, false);
    }
    std::string text;
    for (const RowWords& row : rows) {
        text += (text.empty() ? "" : ",") + row.state + (row.on_failure ? ":" + *row.on_failure : "");
    }
    return text;
}

std::string json_of(std::span<const RowWords> rows) { return array_of(rows, true); }

}  // namespace rollout::oracle
