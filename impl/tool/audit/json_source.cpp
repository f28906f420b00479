#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "json_document.hpp"
#include "json_writer.hpp"
#include "source.hpp"

namespace rollout::audit {
namespace {

/// Takes one line. Returns what is wrong with it; empty: nothing.
std::string take(std::string_view line, Fleet& fleet) {
    rapidjson::Document document;
    if (const auto problem = oracle::parse_json(line, document)) {
        return *problem;
    }
    if (!document.IsObject()) {
        return oracle::other_than("an object", document);
    }
    std::string id;
    std::optional<std::string> stored;
    bool is_released = false;
    const rapidjson::Value* operations = nullptr;
    const rapidjson::Value& object = document;
    for (const auto& member : object.GetObject()) {
        const std::string_view name = oracle::text_of(member.name);
        const rapidjson::Value& value = member.value;
        if (name == "id") {
            id = oracle::text_or_json(value);
        } else if (name == "stored") {
            if (!value.IsString()) {
                return "stored: " + oracle::other_than("a string", value);
            }
            stored = oracle::text_of(value);
        } else if (name == "released") {
            if (!value.IsBool()) {
                return "released: " + oracle::other_than("a boolean", value);
            }
            is_released = value.GetBool();
        } else if (name == "operations") {
            if (!value.IsArray()) {
                return "operations: " + oracle::other_than("an array", value);
            }
            operations = &value;
        } else {
            return fmt::format("unknown field {}", oracle::json_string(name));
        }
    }
    if (id.empty() || !stored || operations == nullptr) {
        return fmt::format("{}: is required", id.empty() ? "id" : !stored ? "stored" : "operations");
    }
    const auto rows = oracle::read_rows(*operations);
    if (const auto* problem = std::get_if<std::string>(&rows)) {
        return fmt::format("id {}: operations{}", oracle::json_string(id), *problem);
    }
    if (!fleet.add_parent(id, *stored, is_released)) {
        fleet.mark_unreadable(id);
        return fmt::format("id {}: there is a rollout of that ID already", oracle::json_string(id));
    }
    std::int64_t order = 0;
    for (const oracle::WrittenRow& row : std::get<std::vector<oracle::WrittenRow>>(rows)) {
        fleet.add_row({.rollout = id,
                       .state = row.state,
                       .on_failure = row.on_failure.read().value_or(word(policy_default)),
                       .placement = row.placement(),
                       .order = order++});
    }
    return "";
}

}  // namespace

void read_json_lines(const Input& lines, Fleet& fleet, Problems& problems) {
    oracle::each_line(lines.bytes, [&](std::string_view line, std::size_t number) {
        if (const std::string problem = take(line, fleet); !problem.empty()) {
            problems.add(fmt::format("{}: line {}: {}", lines.name, number, problem));
        }
    });
    if (lines.bytes.bad()) {
        throw Unreadable(fmt::format("cannot read {}: {}", lines.name, std::strerror(errno)));
    }
}

}  // namespace rollout::audit
