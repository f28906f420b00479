// JSON, written member by member. What is not UTF-8 becomes U+FFFD, and what is not a number becomes 0, so that the
// text can always be parsed.
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
