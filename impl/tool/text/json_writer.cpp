#include "json_writer.hpp"

#include "rapidjson_sizes.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "readable.hpp"

namespace rollout::oracle {

namespace {

using ValidatingWriter = rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                                           rapidjson::CrtAllocator, rapidjson::kWriteValidateEncodingFlag>;

bool is_written_as_it_is(char byte) { return byte >= ' ' && byte < '\x7f' && byte != '"' && byte != '\\'; }

bool written(std::string_view text, rapidjson::StringBuffer& buffer) {
    ValidatingWriter writer(buffer);
    return writer.String(text.data(), text.size());
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string line;
    append_json_string(line, text);
    return line;
}

void append_json_string(std::string& line, std::string_view text) {
    if (std::all_of(text.begin(), text.end(), is_written_as_it_is)) {
        line += '"';
        line += text;
        line += '"';
        return;
    }
    rapidjson::StringBuffer buffer;
    if (!written(text, buffer)) {
        // Rare and already an error: what is not ASCII is replaced.
        std::string replaced;
        for (const char byte : text) {
            static_cast<unsigned char>(byte) < 0x80 ? replaced += byte : replaced += "\xEF\xBF\xBD";
        }
        buffer.Clear();
        written(replaced, buffer);
    }
    line.append(buffer.GetString(), buffer.GetSize());
}

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
