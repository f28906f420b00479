#include "nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace rollout::oracle {
namespace {

/// Returns how many bytes have to be inserted, removed, replaced or exchanged with their neighbour to make one word of
/// the other (Damerau 1964, each place changed once).
std::size_t edit_distance(std::string_view from, std::string_view to) {
    std::vector<std::vector<std::size_t>> distance(from.size() + 1, std::vector<std::size_t>(to.size() + 1));
    std::iota(distance[0].begin(), distance[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        distance[i][0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = distance[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            distance[i][j] = std::min({replaced, distance[i - 1][j] + 1, distance[i][j - 1] + 1});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                distance[i][j] = std::min(distance[i][j], distance[i - 2][j - 2] + 1);
            }
        }
    }
    return distance.back().back();
}

}  // namespace

std::string nearest(std::string_view wanted, std::span<const std::string> words) {
    std::string found;
    // Beyond two mistakes, or where a third of the letters are wrong, it is another word.
    std::size_t distance = 1 + std::min<std::size_t>(std::max<std::size_t>(wanted.size() / 3, wanted.size() > 1), 2);
    for (const std::string& word : words) {
        if (const std::size_t mistakes = edit_distance(wanted, word); mistakes < distance) {
            distance = mistakes;
            found = word;
        }
    }
    return found;
}

std::string unknown_name(std::string_view word, std::span<const std::string> words, std::string_view what) {
    const std::string meant = nearest(word, words);
    constexpr std::size_t shown_max = 40;
    const auto shown = words.first(std::min(words.size(), shown_max));
    return fmt::format("'{}': {}{}", word, what,
                       !meant.empty()  ? fmt::format("; did you mean {}?", meant)
                       : words.empty() ? "; there is none"
                                       : fmt::format("; there are {}{}", fmt::join(shown, ", "),
                                                     shown.size() < words.size() ? " and more" : ""));
}

}  // namespace rollout::oracle
