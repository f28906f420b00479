// Goal: the compiled implementation equals the compiled reference on every list of every length.
// Method: all reachable summaries (which are all lists, by L1 and L2), and, owing nothing to a proof, all short lists
// of children and of operations, through every engine for the shortest. Every count is checked against its closed form.

#include "support/exhaustive.hpp"

#include <bitset>

#include "held.hpp"
#include "rules.hpp"
#include "support/bounds.hpp"
#include "support/gtest.hpp"
#include "tracked_facts.hpp"

namespace rollout::tests {
namespace {

class Exhaustive : public testing::TestWithParam<Edition> {};
INSTANTIATE_TEST_SUITE_P(Edition, Exhaustive, testing::ValuesIn([] {
                             std::vector<Edition> all;
                             for (const EditionFacts& facts : editions) {
                                 all.push_back(facts.edition);
                             }
                             return all;
                         }()),
                         [](const auto& parameter) { return std::string(name(parameter.param)); });

void expect_equal(const Comparison& comparison, std::uint64_t cases) {
    EXPECT_EQ(comparison.difference.value_or(""), "");
    EXPECT_EQ(comparison.cases, cases);
}

TEST_P(Exhaustive, FinishIsTheReferenceOnEveryReachableSummary) {
    expect_equal(compare_on_summaries(GetParam()), summaries_expected(GetParam()));
}

TEST_P(Exhaustive, FinishIsTheFirstRuleThatMatchesOnEveryWordOfFacts) {
    const Rules in_order = rules(GetParam());
    std::uint64_t differ = 0;
    for (std::uint32_t facts = 0; facts <= facts_of_a_list::every_fact; ++facts) {
        const State answer = answer_of(in_order, facts);
        differ += finish(GetParam(), Summary{facts}) == answer ? 0 : 1;
        differ += rollout_finish(code(GetParam()), facts) == code(answer) ? 0 : 1;
        if (facts % facts_step() == 0) {
            const bool held = GetParam() >= Edition::settled && held_in(in_order, facts);
            differ += held_by_a_resumable_child(GetParam(), Summary{facts}) == held ? 0 : 1;
            differ += rollout_held_by_a_resumable_child(code(GetParam()), facts) == (held ? 1 : 0) ? 0 : 1;
        }
    }
    EXPECT_EQ(differ, 0U);
    static_assert(facts_of_a_list::every_fact == (1U << 23) - 1);
}

TEST_P(Exhaustive, TheBaseIsTheReferenceOnEveryReachableSummary) {
    std::uint64_t cases = 0;
    for_each_summary(GetParam(), [&](Summary summary, std::span<const Child> list) {
        ++cases;
        EXPECT_EQ(base(GetParam(), summary), reference::base(GetParam(), list)) << text_of(list);
        return !testing::Test::HasFailure();
    });
    EXPECT_EQ(cases, summaries_expected(GetParam()));
}

TEST_P(Exhaustive, ProjectIsTheReferenceOnEveryShortListOfChildren) {
    static_assert(lists_up_to(3, 432) == 80'808'625);
    const std::vector<Child> alphabet = all_children(GetParam());
    const std::size_t length = alphabet.size() > 108 ? long_alphabet_length() : 3;
    expect_equal(compare_on_lists(GetParam(), alphabet, length),
                 lists_up_to(length, state_count * flags_count_of(GetParam())));
}

TEST_P(Exhaustive, ProjectIsTheReferenceOnEveryShortListOfOperations) {
    static_assert(lists_up_to(3, 108) == 1'271'485);
    static_assert(lists_up_to(4, 108) == 137'320'381);
    for (const Latch latch : latches) {
        const bool longer = GetParam() < Edition::pause && latch == Latch::unreleased;
        const std::size_t length = longer ? list_length() : 3;
        expect_equal(compare_on_lists(GetParam(), all_operations(), length, latch),
                     lists_up_to(length, operation_count));
    }
}

TEST_P(Exhaustive, EveryEngineIsTheReferenceOnEveryListUpToTwo) {
    for (const Latch latch : latches) {
        expect_equal(compare_engines(operation_engines, GetParam(), all_operations(), 2, latch),
                     lists_up_to(2, operation_count));
    }
    // All flags, also those that the edition does not have and must not read.
    expect_equal(compare_engines(child_engines, GetParam(), all_children(editions.back().edition), 2),
                 lists_up_to(2, state_count * flags_count));
}

TEST_P(Exhaustive, ThePredicatesOfStatesAreTheReference) {
    for (const StateFacts& facts : states) {
        EXPECT_EQ(terminal(facts.state), reference::terminal_states.contains(facts.state)) << facts.token;
        EXPECT_EQ(in_running_family(GetParam(), facts.state), reference::in_running_family(GetParam(), facts.state))
            << facts.token;
        EXPECT_EQ(rollout_in_running_family(code(GetParam()), code(facts.state)),
                  reference::in_running_family(GetParam(), facts.state) ? 1 : 0)
            << facts.token;
    }
}

/// Returns how many questions and changes of a word of facts are not those of its bits.
std::size_t wrong_operations(facts_of_a_list::Facts facts) {
    const std::bitset<32> bits(facts);
    std::size_t wrong = 0;
    for (std::size_t number = 0; number < counted_fact_count; ++number) {
        const facts_of_a_list::Facts fact = 1U << number;
        wrong += meets(facts, fact) == bits[number] ? 0 : 1;
        for (const bool truth : {false, true}) {
            std::bitset<32> changed = bits;
            wrong += exchanged(facts, number, truth) == changed.set(number, truth).to_ulong() ? 0 : 1;
            changed = bits;
            wrong += with(facts, fact, truth) == changed.set(number, truth || bits[number]).to_ulong() ? 0 : 1;
        }
    }
    for (const Rule& rule : rules(newest_edition).in_order) {
        const bool holds_all = (bits & std::bitset<32>(rule.all)) == rule.all;
        const bool holds_none = (bits & std::bitset<32>(rule.none & ~rule.all)).none();
        wrong += matches(facts, rule) == (holds_all && holds_none) ? 0 : 1;
    }
    return wrong;
}

TEST(WordsOfFacts, AreAskedAndChangedFactByFact) {
    std::size_t wrong = 0;
    for (facts_of_a_list::Facts facts = 0; facts <= facts_of_a_list::every_fact; facts += facts_step()) {
        wrong += wrong_operations(facts);
    }
    EXPECT_EQ(wrong, 0U);
    for (const EditionFacts& facts : editions) {
        for (const Child& child : all_children(facts.edition)) {
            const facts_of_a_list::Facts letter = rollout::letter(facts.edition, child).facts;
            std::size_t number = 0;
            while (!std::bitset<32>(letter)[number]) {
                ++number;
            }
            EXPECT_EQ(fact_of_state(letter), number);
        }
    }
    EXPECT_EQ(count_of(false), 0U);
    EXPECT_EQ(count_of(true), 1U);
}

// The sentences of spec/rules/editions.md on b1 to b4, over all summaries and so over all lists.

bool some_failed_all_may_continue_some_live(std::span<const Child> list) {
    bool failed = false;
    bool live = false;
    for (const Child& child : list) {
        if (child.state == State::failed && !child.continue_on_failure) {
            return false;
        }
        failed = failed || child.state == State::failed;
        live = live || !reference::terminal(child);
    }
    return failed && live;
}

TEST(Editions, B1ToB4DifferExactlyWhereTheSpecSays) {
    std::uint64_t cases = 0;
    for_each_summary(Edition::b4, [&](Summary, std::span<const Child> list) {
        ++cases;
        const bool region = some_failed_all_may_continue_some_live(list);
        const State b1 = project(Edition::b1, list);
        const State b2 = project(Edition::b2, list);
        const State b4 = project(Edition::b4, list);
        EXPECT_EQ(b1 != b2, region) << text_of(list);
        EXPECT_EQ(b2, project(Edition::b3, list)) << text_of(list);
        EXPECT_EQ(b2 != b4, region) << text_of(list);
        if (region) {
            EXPECT_EQ(b1, State::failed);
            EXPECT_EQ(b2, State::running);
            EXPECT_EQ(b4, State::running_degraded);
        }
        return !testing::Test::HasFailure();
    });
    EXPECT_EQ(cases, summaries_expected(Edition::b4));
}

TEST(Editions, FinalizersWithoutItsFlagsIsSettled) {
    std::uint64_t cases = 0;
    for_each_summary(Edition::settled, [&](Summary, std::span<const Child> list) {
        ++cases;
        EXPECT_EQ(project(Edition::finalizers, list), project(Edition::settled, list)) << text_of(list);
        return !testing::Test::HasFailure();
    });
    EXPECT_EQ(cases, summaries_expected(Edition::settled));
}

// Of children; of rows they differ, which the builder's clauses say.
TEST(Editions, StepsIsFinalizersOnEverySummary) {
    std::uint64_t cases = 0;
    for_each_summary(Edition::steps, [&](Summary summary, std::span<const Child> list) {
        ++cases;
        EXPECT_EQ(finish(Edition::steps, summary), finish(Edition::finalizers, summary)) << text_of(list);
        EXPECT_EQ(summarize(Edition::finalizers, list), summary) << text_of(list);
        return !testing::Test::HasFailure();
    });
    EXPECT_EQ(cases, summaries_expected(Edition::steps));
}

TEST(Editions, AReleaseTurnsEveryPauseIntoContinue) {
    std::uint64_t cases = 0;
    for (const EditionFacts& facts : editions_from(Edition::pause)) {
        const Edition edition = facts.edition;
        any_list(std::span<const Operation>(all_operations()), 2, [&](std::span<const Operation> list) {
            ++cases;
            std::vector<Operation> continued(list.begin(), list.end());
            for (Operation& operation : continued) {
                operation.on_failure = operation.on_failure == Policy::pause ? Policy::continue_ : operation.on_failure;
            }
            EXPECT_EQ(project(edition, list, Latch::released), project(edition, std::span<const Operation>(continued)))
                << text_of(list);
            return testing::Test::HasFailure();
        });
    }
    EXPECT_EQ(cases, editions_from(Edition::pause).size() * lists_up_to(2, operation_count));
}

}  // namespace
}  // namespace rollout::tests
