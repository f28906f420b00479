#include "json_writer.hpp"

#include <cmath>
#include <utility>

#include "readable.hpp"

namespace rollout::oracle {

void JsonWriter::value(std::string_view text) {
    const std::string valid = as_utf8(text);
    writer_.String(valid.data(), valid.size());
}

void JsonWriter::name(std::string_view name) { writer_.Key(name.data(), name.size()); }

void JsonWriter::text(std::string_view member, std::string_view text) {
    name(member);
    value(text);
}

void JsonWriter::number(std::string_view member, std::uint64_t number) {
    name(member);
    writer_.Uint64(number);
}

void JsonWriter::real(std::string_view member, double number) {
    name(member);
    writer_.Double(std::isfinite(number) ? number : 0);
}

void JsonWriter::flag(std::string_view member, bool flag) {
    name(member);
    writer_.Bool(flag);
}

void JsonWriter::null(std::string_view member) {
    name(member);
    writer_.Null();
}

void JsonWriter::texts(std::string_view member, const std::vector<std::string>& values) {
    name(member);
    begin_array();
    for (const std::string& each : values) {
        value(each);
    }
    end_array();
}

void JsonWriter::texts(std::string_view member, const std::optional<std::vector<std::string>>& values) {
    values ? texts(member, *values) : null(member);
}

void JsonWriter::object(std::string_view member, std::string_view members) {
    name(member);
    const std::string json = "{" + as_utf8(members) + "}";
    writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType);
}

std::string JsonWriter::take() {
    std::string made(buffer_.GetString(), buffer_.GetSize());
    buffer_.Clear();
    writer_.Reset(buffer_);
    return made;
}

}  // namespace rollout::oracle
