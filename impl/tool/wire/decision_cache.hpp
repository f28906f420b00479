// Decisions by summary. Whoever answers many rollouts meets few summaries, and lists of one summary have one answer:
// the state by L1 and L3, the clause by the test DecisionCache.TheClauseIsAFunctionOfTheSummary.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agreed_decision.hpp"

namespace rollout::oracle {

class DecisionCache {
public:
    /// Returns the JSON fields of the decision on the list, valid until the next call. Both engines are asked about
    /// this very list unless one of its summary was asked about before. Throws Disagreement, std::bad_alloc.
    template <class Element>
    const std::string& fields(Edition edition, std::span<const Element> elements, auto... latch) {
        const std::uint64_t key = key_of(edition, rollout::summarize(edition, elements, latch...));
        Entry& entry = entries_[slot(key)];
        if (entry.key != key) {
            std::string fields = json_fields(agreed_decision(edition, elements, latch...));
            entry = {key, std::move(fields)};
        }
        return entry.fields;
    }

private:
    static constexpr std::size_t entry_count = 4096;  // a power of two; a list that finds its entry taken takes it

    struct Entry {
        std::uint64_t key = ~std::uint64_t{0};  // of no list
        std::string fields;
    };

    static std::uint64_t key_of(Edition edition, Summary summary) {
        return std::uint64_t{summary.facts} << 8 | static_cast<std::uint64_t>(edition);
    }

    static std::size_t slot(std::uint64_t key) {
        constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15U;  // 2^64 / phi
        return key * multiplier >> 32 & (entry_count - 1);
    }

    std::vector<Entry> entries_ = std::vector<Entry>(entry_count);
};

}  // namespace rollout::oracle
