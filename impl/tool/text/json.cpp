#include "json.hpp"

#include "rapidjson_sizes.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

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

}  // namespace rollout::oracle
