// How the fuzz targets take their bytes apart: into lines, and a line into fields.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace rollout::fuzz {

/// Returns the pieces of `text` that `separator` ends; the last one needs none.
inline std::vector<std::string_view> pieces_of(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        pieces.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return pieces;
}

}  // namespace rollout::fuzz
