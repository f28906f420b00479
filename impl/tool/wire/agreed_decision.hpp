// A decision that both engines agree on: the state by the implementation, the clause by the reference.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "rollout.hpp"

namespace rollout::oracle {

/// The implementation and the reference gave different answers: the one thing that must never be printed as an answer.
struct Disagreement : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Returns the decision on elements and, if these are not children, a latch. Throws Disagreement.
template <class Element>
reference::Decision agreed_decision(Edition edition, std::span<const Element> elements, auto... latch) {
    const State state = rollout::project(edition, elements, latch...);
    const reference::Decision decision = reference::decide(edition, elements, latch...);
    if (state != decision.state) {
        throw Disagreement(
            fmt::format("the implementation projects {}, the reference {}; nothing is answered, please report this",
                        token(state), token(decision.state)));
    }
    return decision;
}

inline reference::Decision agreed_decision(Edition edition, const Rollout& rollout) {
    if (const auto* rows = std::get_if<std::vector<WrittenRow>>(&rollout.elements)) {
        const std::vector<Row> read = rows_of(*rows);
        return agreed_decision(edition, std::span<const Row>(read), rollout.latch);
    }
    const std::vector<Child> children = children_of(edition, rollout);
    return agreed_decision(edition, std::span<const Child>(children));
}

/// Returns the fields of an answer in JSON that say the decision.
inline std::string json_fields(const reference::Decision& decision) {
    return fmt::format("\"state\":\"{}\",\"clause\":\"{}\"", token(decision.state), reference::id(decision.clause));
}

/// Keeps decisions by summary: lists with the same one have the same state (L1-*) and the same clause (L1-*-clause).
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
