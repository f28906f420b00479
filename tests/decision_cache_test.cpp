// Goal: keeping decisions by summary changes no answer. Method: every short list of children in every edition, against
// the clause of the first list that had its summary; and one cache asked about the editions in turn.

#include "agreed_decision.hpp"
#include "support/bounds.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

TEST(DecisionCache, TheClauseIsAFunctionOfTheSummary) {
    for (const EditionFacts& facts : editions) {
        const std::vector<Child> alphabet = all_children(facts.edition);
        const std::size_t length = alphabet.size() > 108 ? long_alphabet_length() : 3;
        std::vector<std::optional<reference::Clause>> clauses(std::size_t{1} << 23);
        std::uint64_t cases = 0;
        std::uint64_t met_again = 0;
        any_list(std::span<const Child>(alphabet), length, [&](std::span<const Child> list) {
            ++cases;
            const reference::Clause clause = reference::decide(facts.edition, list).clause;
            auto& first = clauses.at(summarize(facts.edition, list).facts);
            met_again += first ? 1U : 0U;
            EXPECT_EQ(first.value_or(clause), clause) << facts.name << " " << text_of(list);
            first = clause;
            return testing::Test::HasFailure();
        });
        EXPECT_EQ(cases, lists_up_to(length, alphabet.size()));
        EXPECT_GT(met_again, cases / 2);
    }
}

TEST(DecisionCache, OneCacheAnswersForEveryEditionAndLatch) {
    oracle::DecisionCache cache;
    std::uint64_t cases = 0;
    any_list(std::span<const Operation>(all_operations()), 2, [&](std::span<const Operation> list) {
        for (const EditionFacts& facts : editions) {
            for (const Latch latch : latches) {
                ++cases;
                EXPECT_EQ(cache.fields(facts.edition, list, latch),
                          oracle::json_fields(reference::decide(facts.edition, list, latch)))
                    << facts.name << " " << text_of(list);
            }
        }
        return testing::Test::HasFailure();
    });
    EXPECT_EQ(cases, lists_up_to(2, operation_count) * editions.size() * latches.size());
}

}  // namespace
}  // namespace rollout::tests
