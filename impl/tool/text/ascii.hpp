// Case of ASCII letters; every other byte stays as it is.
#pragma once

#include <algorithm>
#include <string>

#include <rollout/reference/token.hpp>

namespace rollout::oracle {

inline std::string in_small_letters(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char byte) { return reference::ascii_lower(byte); });
    return text;
}

inline std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char byte) { return 'a' <= byte && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte; });
    return text;
}

}  // namespace rollout::oracle
