// The next piece of a line that people write, its quotes resolved.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rollout::oracle {

/// Returns whether the text has only letters, digits and `_`, and one at least: then it needs no quotes.
bool is_plain(std::string_view text);

/// Returns the text as it is, or as a JSON string where it is not plain.
std::string quoted_unless_plain(const std::string& text);

/// Takes the bytes of `rest` up to one of `stops`, or a JSON string if it begins with a quote. Returns nothing, and
/// takes nothing, where a quoted text does not end or is no JSON string.
std::optional<std::string> take_text(std::string_view& rest, std::string_view stops);

/// Takes the JSON array that `rest` begins with, up to the bracket that closes it; whether it is JSON is not looked at.
/// Returns nothing, and takes nothing, where no bracket closes it.
std::optional<std::string_view> take_array(std::string_view& rest);

}  // namespace rollout::oracle
