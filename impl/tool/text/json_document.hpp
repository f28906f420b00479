// JSON as a tree, for texts that are short or trusted to be. What comes in lines without a bound is read event by event
// instead.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <array>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace rollout::oracle {

enum class Type { null, boolean, number, string, object, array };

constexpr std::string_view described(Type type) {
    constexpr std::array names{"null", "a boolean", "a number", "a string", "an object", "an array"};
    return names[static_cast<std::size_t>(type)];
}

/// A scalar value, or the opening of a container.
struct Value {
    Type type;
    std::string_view text = {};  // of a string, or a number's as it came; gone after the event
    bool boolean = false;
};

/// Parses the whole of `text`. Returns what is wrong, if anything: names the byte. Cost: nesting takes memory, no
/// stack.
std::optional<std::string> parse_json(std::string_view text, rapidjson::Document& document);

/// Returns the bytes of a string. Requires: it is one.
std::string_view text_of(const rapidjson::Value& value);

/// Returns the bytes of a string, and of another value its JSON.
std::string text_or_json(const rapidjson::Value& value);

/// Calls `use` with each line and its number, counted from 1, without the mark that may stand before UTF-8 text.
void each_line(std::istream& lines, const std::function<void(std::string_view line, std::size_t number)>& use);

/// Returns `expected a string, got null`.
std::string other_than(std::string_view expected, const rapidjson::Value& value);

}  // namespace rollout::oracle
