// Text as JSON.
#pragma once

#include <string>
#include <string_view>

namespace rollout::oracle {

/// What some programs write before UTF-8 text. It is accepted, and no part of the text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Returns `text` as a JSON string, its quotes included. Bytes that are not UTF-8 become U+FFFD, so that the answer can
/// always be parsed.
std::string json_string(std::string_view text);

/// Appends the same to `line`.
void append_json_string(std::string& line, std::string_view text);

}  // namespace rollout::oracle
