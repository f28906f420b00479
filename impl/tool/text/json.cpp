#include "json.hpp"

#include "rapidjson_sizes.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace rollout::oracle {
namespace {

using ValidatingWriter = rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                                           rapidjson::CrtAllocator, rapidjson::kWriteValidateEncodingFlag>;

bool written(std::string_view text, rapidjson::StringBuffer& buffer) {
    ValidatingWriter writer(buffer);
    return writer.String(text.data(), text.size());
}

}  // namespace

std::string json_string(std::string_view text) {
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
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace rollout::oracle
