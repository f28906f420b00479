// Patterns in which * stands for any bytes and ? for one byte. Every other byte stands for itself.
#pragma once

#include <string_view>

namespace rollout::oracle {

/// Returns whether `text` holds a wildcard.
bool is_pattern(std::string_view text);

/// Returns whether the pattern covers the whole of `text`. Cost: at most the product of both sizes, no recursion.
bool covers(std::string_view pattern, std::string_view text);

}  // namespace rollout::oracle
