// The examples of a guide.
#pragma once

#include <string>
#include <vector>

#include "support/report_text.hpp"

namespace rollout::tests {

/// A fenced block of a page: what it is written in, and its text.
struct Block {
    std::string language;
    std::string text;
};

/// Returns the blocks below a heading, up to the next one of its rank or above.
inline std::vector<Block> blocks_below(const std::string& page, const std::string& heading) {
    std::vector<Block> blocks;
    bool is_below = false;
    bool is_open = false;
    for (const std::string& line : lines_of(page)) {
        if (line.starts_with("```")) {
            is_open = !is_open;
            if (is_open && is_below) {
                blocks.push_back({line.substr(3), ""});
            }
        } else if (is_open && is_below) {
            blocks.back().text += line + "\n";
        } else if (line.starts_with("#")) {
            is_below = line == heading || (is_below && line.starts_with("####"));
        }
    }
    return blocks;
}

}  // namespace rollout::tests
