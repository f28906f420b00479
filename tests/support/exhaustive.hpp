// All lists up to a length, and all summaries. No test library: the same loops run under MemorySanitizer.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engines.hpp"
#include "readable.hpp"

namespace rollout::tests {

/// How many cases were compared, and the first one that differed.
struct Comparison {
    std::uint64_t cases = 0;
    std::optional<std::string> difference;
};

/// Every operation: 27 states times 4 policies.
inline constexpr auto all_operations = [] {
    std::array<Operation, state_count * policy_count> made{};
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i] = {State(i / policy_count), Policy(i % policy_count)};
    }
    return made;
}();

/// Returns 1 + n + n^2 + ... + n^length: how many lists over n letters have at most that length.
constexpr std::uint64_t lists_up_to(std::size_t length, std::uint64_t letters) {
    std::uint64_t sum = 1;
    std::uint64_t power = 1;
    for (std::size_t i = 0; i < length; ++i) {
        sum += power *= letters;
    }
    return sum;
}

/// Calls `use` with every list of operations of at most that length, shorter ones first, until it returns false.
void for_each_list(std::size_t length_max, auto use) {
    for (std::size_t length = 0; length <= length_max; ++length) {
        std::vector<std::size_t> digits(length, 0);
        std::vector<Operation> list(length, all_operations[0]);
        for (bool more = true; more;) {
            if (!use(std::span<const Operation>(list))) {
                return;
            }
            // Counts in base 108, the last digit fastest.
            more = false;
            for (std::size_t i = length; i > 0 && !more; --i) {
                more = ++digits[i - 1] < all_operations.size();
                digits[i - 1] = more ? digits[i - 1] : 0;
                list[i - 1] = all_operations[digits[i - 1]];
            }
        }
    }
}

inline std::string difference(Edition edition, const std::string& rollout, State expected, State got,
                              std::string_view engine) {
    return std::string(name(edition)) + ": " + rollout + ": reference " + std::string(token(expected)) + ", " +
           std::string(engine) + " " + std::string(token(got));
}

/// Compares the compiled implementation with the compiled reference on every list up to that length.
inline Comparison compare_on_lists(Edition edition, std::size_t length_max) {
    Comparison comparison;
    for_each_list(length_max, [&](std::span<const Operation> list) {
        ++comparison.cases;
        const State expected = reference::project(edition, list);
        const State got = project(edition, list);
        if (got != expected) {
            comparison.difference = difference(edition, text_of(list), expected, got, "project operations");
        }
        return got == expected;
    });
    return comparison;
}

/// A summary and a shortest list that has it.
struct Reached {
    Summary summary;
    std::vector<Child> list;
};

/// Returns every summary that some list has, found by adding children one at a time; breadth first, so lists are
/// shortest.
inline std::vector<Reached> reachable_summaries(Edition edition) {
    std::vector<Reached> reached{{Summary{}, {}}};
    std::vector<bool> seen(std::size_t{1} << 20, false);
    seen[0] = true;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (std::size_t letter_index = 0; letter_index < state_count * 2; ++letter_index) {
            const Child child{State(letter_index / 2), letter_index % 2 == 1};
            const Summary next = combine(reached[i].summary, letter(edition, child));
            if (next.facts < seen.size() && !seen[next.facts]) {
                seen[next.facts] = true;
                std::vector<Child> list = reached[i].list;
                list.push_back(child);
                reached.push_back({next, std::move(list)});
            }
        }
    }
    return reached;
}

/// Compares the compiled finish and fold with the compiled reference on every reachable summary.
inline Comparison compare_on_summaries(Edition edition) {
    Comparison comparison;
    for (const Reached& reached : reachable_summaries(edition)) {
        ++comparison.cases;
        const std::span<const Child> list(reached.list);
        const State expected = reference::project(edition, list);
        const State got = finish(edition, reached.summary);
        if (got != expected || summarize(edition, list) != reached.summary) {
            comparison.difference = difference(edition, text_of(list), expected, got, "finish");
            break;
        }
    }
    return comparison;
}

/// Returns how many summaries an edition can reach: one fact a letter, every set of facts (spec/quotient.md).
constexpr std::uint64_t summaries_expected(Edition edition) { return edition == Edition::b1 ? 1U << 13 : 1U << 14; }

}  // namespace rollout::tests
