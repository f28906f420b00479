// JSON as a tree, for texts that are short or trusted to be. What comes in lines without a bound is read event by event
// instead.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <optional>
#include <string>
#include <string_view>

namespace rollout::oracle {

/// Parses the whole of `text`. Returns what is wrong, if anything: names the byte. Cost: nesting takes memory, no
/// stack.
std::optional<std::string> parse_json(std::string_view text, rapidjson::Document& document);

/// Returns the bytes of a string. Requires: it is one.
std::string_view text_of(const rapidjson::Value& value);

/// Returns `expected a string, got null`.
std::string other_than(std::string_view expected, const rapidjson::Value& value);

}  // namespace rollout::oracle
