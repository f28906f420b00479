// Goal: keeping decisions by summary changes no answer, as lemma L1-*-clause says of lists of every length. Method:
// every short list of children in every edition, against the clause of the first list that had its summary; every
// reachable summary, by two lists that have it; and one cache asked about the editions in turn.

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

/// Returns, for each child of a letter, the last child that has the letter.
std::vector<std::pair<Child, Child>> children_alike(Edition edition) {
    std::vector<std::pair<Child, Child>> alike;
    for (const Child& child : analysis::one_child_a_letter(edition)) {
        alike.emplace_back(child, child);
        for (const Child& other : all_children(edition)) {
            alike.back().second = letter(edition, other) == letter(edition, child) ? other : alike.back().second;
        }
    }
    return alike;
}

// Each child is replaced by two: itself, and the last that has its letter.
TEST(DecisionCache, TheClauseIsTheSameOfTwoListsOfEachReachableSummary) {
    std::uint64_t cases = 0;
    std::uint64_t expected = 0;
    for (const EditionFacts& facts : editions) {
        if (!whole_bounds() && facts.edition > Edition::pause) {
            continue;
        }
        expected += summaries_expected(facts.edition);
        const std::vector<std::pair<Child, Child>> alike = children_alike(facts.edition);
        std::vector<Child> other;
        for_each_summary(facts.edition, [&](Summary summary, std::span<const Child> list) {
            ++cases;
            other.clear();
            for (const Child& child : list) {
                const auto found =
                    std::find_if(alike.begin(), alike.end(), [&](const auto& pair) { return pair.first == child; });
                other.insert(other.end(), {found->first, found->second});
            }
            EXPECT_EQ(summarize(facts.edition, std::span<const Child>(other)), summary) << text_of(other);
            EXPECT_EQ(reference::decide(facts.edition, list).clause, reference::decide(facts.edition, other).clause)
                << facts.name << " " << text_of(list) << " and " << text_of(other);
            return !testing::Test::HasFailure();
        });
    }
    EXPECT_EQ(cases, expected);
    EXPECT_GT(cases, 100'000U);
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
