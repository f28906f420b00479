// JSON, written: strings alone, and whole documents.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rollout::oracle {

/// What some programs write before UTF-8 text. It is accepted, and no part of the text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Returns `text` as a JSON string, its quotes included. Bytes that are not UTF-8 become U+FFFD, so that the answer can
/// always be parsed.
std::string json_string(std::string_view text);

/// Appends the same to `line`.
void append_json_string(std::string& line, std::string_view text);

class JsonWriter {
public:
    void begin_object() { writer_.StartObject(); }
    void end_object() { writer_.EndObject(); }
    void begin_array() { writer_.StartArray(); }
    void end_array() { writer_.EndArray(); }

    /// Begins a member; its value is what is written next.
    void name(std::string_view name);

    void text(std::string_view name, std::string_view value);
    void number(std::string_view name, std::uint64_t value);
    void real(std::string_view name, double value);
    void flag(std::string_view name, bool value);
    void null(std::string_view name);
    void texts(std::string_view name, const std::vector<std::string>& values);
    /// Absent becomes null.
    void texts(std::string_view name, const std::optional<std::vector<std::string>>& values);
    /// Requires: `members` are those of a JSON object, without its braces.
    void object(std::string_view name, std::string_view members);

    /// Returns what was written, and begins anew.
    std::string take();

private:
    void value(std::string_view text);

    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace rollout::oracle
