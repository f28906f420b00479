#include "dialect.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rollout::sql {

std::string problem_of_literal(const Dialect& dialect, std::string_view text) {
    const auto is_control = [](unsigned char byte) { return byte < ' ' || byte == 0x7F; };
    if (std::any_of(text.begin(), text.end(), is_control)) {
        return "a control character, which not every engine stores";
    }
    if (!dialect.has_backslash && text.find('\\') != std::string_view::npos) {
        return fmt::format("a backslash, which engines of the dialect {} read in two ways", dialect.name);
    }
    return "";
}

std::string literal(std::string_view text) {
    std::string quoted = "'";
    for (const char byte : text) {
        quoted += byte == '\'' ? "''" : std::string(1, byte);
    }
    return quoted + "'";
}

std::string in_bytes(const Dialect& dialect, const std::string& text) {
    return fmt::format("{}{}{}", dialect.bytes_before, text, dialect.bytes_after);
}

std::string in_small_letters(const Dialect& dialect, const std::string& text) {
    if (!dialect.lower_before.empty()) {
        return fmt::format("{}{}{}", dialect.lower_before, text, dialect.lower_after);
    }
    std::string small = text;
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        small = fmt::format("replace({}, '{}', '{}')", small, static_cast<char>(letter - 'a' + 'A'), letter);
    }
    return small;
}

}  // namespace rollout::sql
