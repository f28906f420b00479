// Searches over all lists in order of length: the first list that is found is a shortest one.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include <rollout/summary.hpp>

namespace rollout::analysis {

/// Calls `use` with every list over `alphabet` of at most that length, shorter ones first, until it returns true.
/// Returns whether it did.
template <class Letter>
bool any_list(std::span<const Letter> alphabet, std::size_t length_max, auto use) {
    for (std::size_t length = 0; length <= length_max; ++length) {
        std::vector<std::size_t> digits(length, 0);
        std::vector<Letter> list(length, alphabet.front());
        for (bool more = true; more;) {
            if (use(std::span<const Letter>(list))) {
                return true;
            }
            // Counts in base alphabet.size(), the last digit fastest.
            more = false;
            for (std::size_t i = length; i > 0 && !more; --i) {
                more = ++digits[i - 1] < alphabet.size();
                digits[i - 1] = more ? digits[i - 1] : 0;
                list[i - 1] = alphabet[digits[i - 1]];
            }
        }
    }
    return false;
}

/// Returns a shortest list over `alphabet` for which `predicate` holds, if one of at most that length exists.
template <class Letter>
std::optional<std::vector<Letter>> shortest(std::span<const Letter> alphabet, std::size_t length_max, auto predicate) {
    std::optional<std::vector<Letter>> found;
    any_list(alphabet, length_max, [&](std::span<const Letter> list) {
        if (predicate(list)) {
            found.emplace(list.begin(), list.end());
        }
        return found.has_value();
    });
    return found;
}

/// Returns every operation: 27 states times 4 policies.
std::vector<Operation> all_operations();

/// Returns every child with the flags that `edition` has.
std::vector<Child> all_children(Edition edition);

/// Returns the first of each kind of letters that `key_of` tells apart.
template <class Letter>
std::vector<Letter> one_of_each(const std::vector<Letter>& letters, auto key_of) {
    std::vector<Letter> kept;
    for (const Letter& letter : letters) {
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const Letter& other) { return key_of(other) == key_of(letter); })) {
            kept.push_back(letter);
        }
    }
    return kept;
}

/// Returns a child for each letter of `edition`: lists of them have every summary that some list has.
std::vector<Child> one_child_a_letter(Edition edition);

}  // namespace rollout::analysis
