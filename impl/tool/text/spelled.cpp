#include "spelled.hpp"

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <algorithm>

#include "json_faults.hpp"
#include "json_writer.hpp"

namespace rollout::oracle {
namespace {

/// Returns the size of the JSON string that `text` begins with, quotes included; nothing if it does not end.
std::optional<std::size_t> size_of_quoted(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && text[end] != '"') {
        end += text[end] == '\\' ? 2 : 1;
    }
    return end < text.size() ? std::optional(end + 1) : std::nullopt;
}

}  // namespace

bool is_plain(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
               byte == '_';
    });
}

std::string quoted_unless_plain(const std::string& text) { return is_plain(text) ? text : json_string(text); }

std::optional<std::string> take_text(std::string_view& rest, std::string_view stops) {
    if (rest.empty() || rest.front() != '"') {
        const std::size_t end = std::min(rest.find_first_of(stops), rest.size());
        std::string text(rest.substr(0, end));
        rest.remove_prefix(end);
        return text;
    }
    const auto size = size_of_quoted(rest);
    if (!size) {
        return std::nullopt;
    }
    rapidjson::Document document;
    document.Parse(rest.data(), *size);
    if (document.HasParseError() || !document.IsString() || lone_surrogate(rest.substr(0, *size))) {
        return std::nullopt;
    }
    rest.remove_prefix(*size);
    return std::string(document.GetString(), document.GetStringLength());
}

std::optional<std::string_view> take_array(std::string_view& rest) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            const auto size = size_of_quoted(rest.substr(i));
            if (!size) {
                return std::nullopt;
            }
            i += *size - 1;
        } else if (rest[i] == '[') {
            ++depth;
        } else if (rest[i] == ']' && --depth == 0) {
            const std::string_view array = rest.substr(0, i + 1);
            rest.remove_prefix(i + 1);
            return array;
        }
    }
    return std::nullopt;
}

}  // namespace rollout::oracle
