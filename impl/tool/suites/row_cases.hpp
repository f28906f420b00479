// What the parts of the suite of rows share: rows in a few words, and the collection that they are added to.
#pragma once

#include <algorithm>
#include <array>

#include "row_keys.hpp"
#include "test_case.hpp"
#include "vocabulary.hpp"

namespace rollout::oracle {

using Rows = std::vector<WrittenRow>;

/// Returns work that may continue.
inline WrittenRow work(std::string state, std::string key, std::string deployment = "d") {
    return {.state = std::move(state),
            .on_failure = policy_word("continue"),
            .deployment = std::move(deployment),
            .key = std::move(key)};
}
/// Returns a group finalizer without a policy.
inline WrittenRow finalizer(std::string state, std::string key, std::string deployment = "d") {
    WrittenRow row = work(std::move(state), std::move(key), std::move(deployment));
    row.on_failure = {};
    row.kind = Kind::group_finalizer;
    return row;
}

/// Steps that a comparison as text, or by few bits or a sign, gets wrong.
inline constexpr std::array<std::uint32_t, 20> some_steps{
    0,   1,   2,     3,     9,     10,    11,         127,        128,      255,
    256, 257, 32767, 32768, 65535, 65536, 2147483647, 2147483648, 10000000, 4294967295};

/// Rows that the vocabulary offers, as test cases of one edition.
class RowCases {
public:
    RowCases(Edition edition, const Vocabulary& vocabulary) : edition_(edition), vocabulary_(vocabulary) {}

    void add(Rows rows, Latch latch = Latch::unreleased) {
        const Rollout rollout{std::move(rows), latch};
        if (vocabulary_.offers(rollout)) {
            collected_.add(test_case(edition_, rollout));
        }
    }
    void add_in_every_order(Rows rows) {
        std::vector<std::size_t> order(rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        do {
            Rows made;
            for (const std::size_t i : order) {
                made.push_back(rows[i]);
            }
            add(std::move(made));
        } while (std::next_permutation(order.begin(), order.end()));
    }
    Source source(std::string adds) const { return collected_.source("rows", std::move(adds)); }

private:
    Edition edition_;
    const Vocabulary& vocabulary_;
    Collected collected_;
};

/// Adds rows that show what a finalizer covers, in which states work orphans it, and by which of several.
void add_finalizers(RowCases& suite);

/// Adds rows of a change in steps, next to a failure that holds where nothing else does.
void add_steps(RowCases& suite);

}  // namespace rollout::oracle
