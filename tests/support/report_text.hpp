// A report as its readers see it: its lines, and whether it can be shown at all.
#pragma once

#include "rapidjson_sizes.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "readable.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {

using namespace std::string_view_literals;

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Returns whether the text is lines of UTF-8 without any control, or what turns the direction of writing.
inline bool can_be_shown(const std::string& text) {
    const std::vector<std::string> lines = lines_of(text);
    return std::all_of(lines.begin(), lines.end(), [](const std::string& line) {
        return line.find_first_of("\x1b\x7f\r\a"sv) == std::string::npos && line.find('\0') == std::string::npos &&
               !contains(line, "\u202E") && !contains(line, "\u0085") && oracle::as_utf8(line) == line;
    });
}

inline rapidjson::Document parsed(const std::string& text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
    EXPECT_FALSE(document.HasParseError()) << text;
    return document;
}

}  // namespace rollout::tests
