#include "wildcard.hpp"

namespace rollout::oracle {

bool is_pattern(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

bool covers(std::string_view pattern, std::string_view text) {
    std::size_t at = 0;
    std::size_t star = std::string_view::npos;  // the last * that was passed
    std::size_t retry = 0;                      // where what follows it is sought next
    for (std::size_t i = 0; i < text.size();) {
        // Invariant: pattern[0, at) covers text[0, i). Only the last * can take more: an earlier one would gain
        // nothing.
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            retry = i;
        } else if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == text[i])) {
            ++at;
            ++i;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            i = ++retry;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace rollout::oracle
