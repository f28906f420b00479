// Goal: the compiled implementation equals the compiled reference on every list of every length.
// Method: all reachable summaries (which are all lists, by L1 and L2), and, owing nothing to a proof, all short lists
// over 27 states times 4 policies, through every engine for the shortest. Every count is checked against its closed
// form.
#include <gtest/gtest.h>

#include "support/exhaustive.hpp"

namespace rollout::tests {
namespace {

class Exhaustive : public testing::TestWithParam<Edition> {};
INSTANTIATE_TEST_SUITE_P(Edition, Exhaustive, testing::ValuesIn(built_editions),
                         [](const auto& parameter) { return std::string(name(parameter.param)); });

TEST_P(Exhaustive, FinishIsTheReferenceOnEveryReachableSummary) {
    const Comparison comparison = compare_on_summaries(GetParam());
    EXPECT_EQ(comparison.difference.value_or(""), "");
    EXPECT_EQ(comparison.cases, summaries_expected(GetParam()));
}

TEST_P(Exhaustive, ProjectIsTheReferenceOnEveryShortList) {
    static_assert(lists_up_to(3, 108) == 1'271'485);
    static_assert(lists_up_to(4, 108) == 137'320'381);
    const Comparison comparison = compare_on_lists(GetParam(), ROLLOUT_LIST_LENGTH);
    EXPECT_EQ(comparison.difference.value_or(""), "");
    EXPECT_EQ(comparison.cases, lists_up_to(ROLLOUT_LIST_LENGTH, 108));
}

TEST_P(Exhaustive, EveryEngineIsTheReferenceOnEveryListUpToTwo) {
    std::uint64_t cases = 0;
    for_each_list(2, [&](std::span<const Operation> list) {
        ++cases;
        const Engine* engine = first_that_differs(GetParam(), list);
        EXPECT_EQ(engine, nullptr) << engine->name << ": " << text_of(list);
        return engine == nullptr;
    });
    EXPECT_EQ(cases, lists_up_to(2, 108));
}

// The sentences of spec/editions.md, over all summaries and so over all lists.

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

TEST(Editions, DifferExactlyWhereTheSpecSays) {
    for (const Reached& reached : reachable_summaries(Edition::b4)) {
        const std::span<const Child> list(reached.list);
        const bool region = some_failed_all_may_continue_some_live(list);
        const State b1 = project(Edition::b1, list);
        const State b2 = project(Edition::b2, list);
        const State b4 = project(Edition::b4, list);
        ASSERT_EQ(b1 != b2, region) << text_of(list);
        ASSERT_EQ(b2, project(Edition::b3, list)) << text_of(list);
        ASSERT_EQ(b2 != b4, region) << text_of(list);
        if (region) {
            ASSERT_EQ(b1, State::failed);
            ASSERT_EQ(b2, State::running);
            ASSERT_EQ(b4, State::running_degraded);
        }
    }
}

TEST(Editions, ThatAreNotBuiltProjectToAStateThatFinishesNothing) {
    for (const EditionFacts& edition : editions) {
        if (!edition.built) {
            EXPECT_EQ(project(edition.edition, std::span<const Child>()), State::unrecognized);
            EXPECT_EQ(rollout_project_children(static_cast<rollout_edition>(edition.edition), nullptr, 0),
                      ROLLOUT_ERROR);
        }
    }
}

}  // namespace
}  // namespace rollout::tests
