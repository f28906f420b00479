// All lists up to a length, and all summaries. No test library: the same loops run under MemorySanitizer.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <rollout/predicates.hpp>
#include <rollout/reference/predicates.hpp>
#include <rollout/vocabulary/text.hpp>

#include "engines.hpp"
#include "shortest.hpp"

namespace rollout::tests {

using analysis::all_children;
using analysis::all_operations;
using analysis::any_list;

inline constexpr std::uint64_t operation_count = state_count * policy_count;

/// How many cases were compared, and the first one that differed.
struct Comparison {
    std::uint64_t cases = 0;
    std::optional<std::string> difference;
};

/// Returns 1 + n + n^2 + ... + n^length: how many lists over n letters have at most that length.
constexpr std::uint64_t lists_up_to(std::size_t length, std::uint64_t letters) {
    std::uint64_t sum = 1;
    std::uint64_t power = 1;
    for (std::size_t i = 0; i < length; ++i) {
        sum += power *= letters;
    }
    return sum;
}

inline std::string difference(Edition edition, const std::string& rollout, State expected, State got,
                              std::string_view engine) {
    return std::string(name(edition)) + ": " + rollout + ": reference " + std::string(token(expected)) + ", " +
           std::string(engine) + " " + std::string(token(got));
}

/// Compares engines with the first one, the reference, on every list over `alphabet`, up to that length.
template <class Letter>
Comparison compare_engines(const auto& engines, Edition edition, const std::vector<Letter>& alphabet,
                           std::size_t length_max, auto... latch) {
    Comparison comparison;
    any_list(std::span<const Letter>(alphabet), length_max, [&](std::span<const Letter> list) {
        ++comparison.cases;
        const auto* engine = first_that_differs(engines, edition, list, latch...);
        if (engine != nullptr) {
            comparison.difference = difference(edition, text_of(list), engines[0].project(edition, list, latch...),
                                               engine->project(edition, list, latch...), engine->name);
        }
        return engine != nullptr;
    });
    return comparison;
}

/// The same for `project` alone, where lists are many.
inline Comparison compare_on_lists(Edition edition, const std::vector<Operation>& alphabet, std::size_t length_max,
                                   Latch latch) {
    return compare_engines(std::span(operation_engines).first(2), edition, alphabet, length_max, latch);
}
inline Comparison compare_on_lists(Edition edition, const std::vector<Child>& alphabet, std::size_t length_max) {
    return compare_engines(std::span(child_engines).first(2), edition, alphabet, length_max);
}

/// Calls `use` with every summary that some list has, and with a shortest such list, until it returns false. Finds them
/// by adding children at the end, one at a time, breadth first.
void for_each_summary(Edition edition, auto use) {
    struct Reached {
        Summary summary;
        std::uint32_t before;  // index of the summary without the last child
        Child last;
    };
    const std::vector<Child> alphabet = analysis::one_child_a_letter(edition);
    std::vector<Summary> letters;
    for (const Child& child : alphabet) {
        letters.push_back(letter(edition, child));
    }
    std::vector<bool> seen(std::size_t{1} << 24, false);
    std::vector<Reached> reached{{Summary{}, 0, {}}};
    std::vector<Child> list;
    seen[0] = true;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        list.clear();
        for (std::size_t at = i; at != 0; at = reached[at].before) {
            list.push_back(reached[at].last);
        }
        std::reverse(list.begin(), list.end());
        if (!use(reached[i].summary, std::span<const Child>(list))) {
            return;
        }
        for (std::size_t k = 0; k < alphabet.size(); ++k) {
            const Summary next = combine(reached[i].summary, letters[k]);
            if (next.facts < seen.size() && !seen[next.facts]) {
                seen[next.facts] = true;
                reached.push_back({next, static_cast<std::uint32_t>(i), alphabet[k]});
            }
        }
    }
}

/// Compares the compiled finish, fold, merge and predicate with the compiled reference on every reachable summary.
inline Comparison compare_on_summaries(Edition edition) {
    Comparison comparison;
    for_each_summary(edition, [&](Summary summary, std::span<const Child> list) {
        ++comparison.cases;
        const State expected = reference::project(edition, list);
        const State got = finish(edition, summary);
        const std::size_t half = list.size() / 2;
        const Summary merged = combine(summarize(edition, list.first(half)), summarize(edition, list.subspan(half)));
        if (got != expected || summarize(edition, list) != summary || merged != summary) {
            comparison.difference = difference(edition, text_of(list), expected, got, "finish, fold or merge");
        } else if (held_by_a_resumable_child(edition, summary) != reference::held_by_a_resumable_child(edition, list)) {
            comparison.difference = std::string(name(edition)) + ": " + text_of(list) + ": held by a resumable child";
        }
        return !comparison.difference;
    });
    return comparison;
}

/// Returns how many summaries an edition can reach: the closed forms of impl/library/projection/README.md.
constexpr std::uint64_t summaries_expected(Edition edition) {
    const auto subsets = [](unsigned of) { return std::uint64_t{1} << of; };
    switch (edition) {
        case Edition::b1:
            return subsets(13);
        case Edition::b2:
        case Edition::b3:
        case Edition::b4:
            return subsets(14);
        case Edition::pause:
            return subsets(15) + subsets(6) * (subsets(8) - 1);
        case Edition::settled:
            return subsets(6) + 3 * subsets(5) * subsets(14);
        case Edition::finalizers:
        case Edition::steps:
            break;
    }
    return subsets(6) + 8 * subsets(5) * (subsets(14) - 1);
}

}  // namespace rollout::tests
