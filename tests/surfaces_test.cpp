// Goal: what people see of a rollout is what the reference says, and the laws of spec/rules/surfaces.md hold or fail as
// that page says. Method: every input where there are few, else every short list of rows.

#include <rollout/reference/surfaces.hpp>
#include <rollout/surfaces.hpp>

#include "support/arbitrary.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"

namespace rollout::tests {
namespace {

constexpr Edition edition = Edition::steps;
using Rows = std::vector<PlacedOperation>;

TEST(Surfaces, ChecksAreTheReferenceOnEveryInput) {
    for (const StateFacts& parent : states) {
        for (const bool work : {false, true}) {
            EXPECT_EQ(conclusion(parent.state, work), reference::conclusion(parent.state, work)) << parent.token;
        }
    }
    for (const ConclusionFacts& one : conclusions) {
        for (const ConclusionFacts& other : conclusions) {
            EXPECT_EQ(conclusion_of_both(one.conclusion, other.conclusion),
                      reference::conclusion_of_both(one.conclusion, other.conclusion));
        }
    }
}

TEST(Surfaces, ACheckSucceedsExactlyIfEveryParentIsCompleted) {
    std::vector<std::pair<State, bool>> parents;
    for (const StateFacts& facts : states) {
        parents.emplace_back(facts.state, false);
        parents.emplace_back(facts.state, true);
    }
    std::uint64_t lists = 0;
    any_list(std::span<const std::pair<State, bool>>(parents), 3, [&](std::span<const std::pair<State, bool>> list) {
        if (list.empty()) {
            return false;  // what is shown of no database is not known
        }
        Conclusion all = reference::conclusion(list.front().first, list.front().second);
        bool completed = true;
        for (const auto& [parent, work] : list) {
            all = reference::conclusion_of_both(all, reference::conclusion(parent, work));
            completed = completed && parent == State::completed;
        }
        EXPECT_EQ(all == Conclusion::success, completed);
        ++lists;
        return testing::Test::HasFailure();
    });
    EXPECT_EQ(lists, lists_up_to(3, 2 * state_count) - 1);
}

TEST(Surfaces, TheCheckOfAParentThatIsOverEndsUnlessItIsStopped) {
    for (const StateFacts& parent : states) {
        const bool ends = reference::conclusion(parent.state, false) != Conclusion::in_progress;
        EXPECT_EQ(ends, reference::is_terminal(parent.state) && parent.state != State::stopped) << parent.token;
    }
}

TEST(Surfaces, TargetsAreTheReferenceOnEveryListUpToThree) {
    std::vector<Operation> alphabet;
    for (const StateFacts& facts : states) {
        alphabet.push_back({facts.state, Policy::continue_});
    }
    std::uint64_t exceptions = 0;
    std::uint64_t lists = 0;
    any_list(std::span<const Operation>(alphabet), 3, [&](std::span<const Operation> rows) {
        const State shown = reference::target_state(edition, rows);
        EXPECT_EQ(target_state(edition, rows), shown) << text_of(rows);
        ++lists;
        exceptions += shown == base(edition, summarize(edition, rows, Latch::unreleased)) ? 0 : 1;
        return testing::Test::HasFailure();
    });
    EXPECT_GT(exceptions, 100U);
    EXPECT_EQ(lists, lists_up_to(3, state_count));
}

// F-33: of one row the target and the rollout show the same; two rows show that they need not.
TEST(Surfaces, ATargetAndItsRolloutDifferFromTwoRowsOn) {
    Rows alphabet;
    for (const Operation& operation : all_operations()) {
        for (const std::uint32_t step : {1U, 2U}) {
            alphabet.push_back({operation, {.step = step}});
        }
    }
    const auto differ = [](std::span<const PlacedOperation> rows) {
        std::vector<Operation> operations;
        for (const PlacedOperation& row : rows) {
            operations.push_back(row.operation);
        }
        return reference::target_state(edition, operations) != reference::project(edition, rows);
    };
    const auto found = analysis::shortest(std::span<const PlacedOperation>(alphabet), 2, differ);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->size(), 2U) << text_of(*found);
}

/// Returns rows of few states, policies and members.
Rows few_rows(bool with_finalizers) {
    Rows rows;
    for (const State state : {State::pending, State::failed, State::running, State::completed, State::cancelled,
                              State::waiting_for_cutover}) {
        for (const Policy policy : {Policy::halt, Policy::continue_, Policy::pause}) {
            for (const char* target : {"", "t"}) {
                rows.push_back({{state, policy}, {.deployment = "d", .key = "a/t", .target = target}});
            }
        }
    }
    if (with_finalizers) {
        rows.push_back(
            {{State::pending}, {.deployment = "d", .key = "a/group_finalizer", .kind = Kind::group_finalizer}});
    }
    return rows;
}

/// Calls `use` with each list, row, cutover policy and latch.
void for_each_labelled(const Rows& alphabet, std::size_t length, const auto& use) {
    any_list(std::span<const PlacedOperation>(alphabet), length, [&](std::span<const PlacedOperation> rows) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const CutoverFacts& cutover : cutovers) {
                for (const Latch latch : latches) {
                    use(rows, i, ClaimInput{.cutover = cutover.cutover, .latch = latch, .parent = State::running});
                }
            }
        }
        return testing::Test::HasFailure();
    });
}

TEST(Surfaces, LabelsAreTheReferenceOnEveryShortList) {
    std::array<std::uint64_t, labels.size()> count{};
    for_each_labelled(few_rows(true), 3, [&](std::span<const PlacedOperation> rows, std::size_t i, const auto& input) {
        const Label label = reference::label(edition, rows, i, input);
        EXPECT_EQ(rollout::label(edition, rows, i, input), label) << text_of(rows);
        ++count[static_cast<std::size_t>(label)];
    });
    for (const LabelFacts& facts : labels) {
        EXPECT_GT(count[static_cast<std::size_t>(facts.label)], 50U) << facts.word;
    }
}

RC_GTEST_PROP(Surfaces, LabelsAreTheReferenceOnAnyRows, (std::vector<Operation> list, Latch latch)) {
    Rows rows;
    for (const Operation& operation : list) {
        const char* const target = *rc::gen::element("", "t");
        rows.push_back({operation, {.deployment = *rc::gen::element("", "d", "e"), .target = target}});
    }
    RC_PRE(!rows.empty());
    const ClaimInput input{.cutover = *rc::gen::element(Cutover::rolling, Cutover::barrier), .latch = latch};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        RC_ASSERT(label(edition, rows, i, input) == reference::label(edition, rows, i, input));
    }
}

// F-31 has both ways in which the other direction fails.
TEST(Surfaces, ARowThatAClaimStartsIsNextAndWithoutFinalizersAndParallelTheReverse) {
    std::size_t shortest_promise = 9;
    for_each_labelled(few_rows(true), 3, [&](std::span<const PlacedOperation> rows, std::size_t i, const auto& input) {
        const bool starts = reference::claim(edition, rows, i, input) == Claim::start;
        const bool next = reference::label(edition, rows, i, input) == Label::next;
        EXPECT_TRUE(next || !starts) << text_of(rows);
        const bool is_work = rows[i].placement.kind == Kind::work;
        EXPECT_TRUE(starts || !next || !is_work || input.cutover == Cutover::parallel) << text_of(rows);
        shortest_promise = next && !starts ? std::min(shortest_promise, rows.size()) : shortest_promise;
    });
    EXPECT_EQ(shortest_promise, 2U);
}

}  // namespace
}  // namespace rollout::tests
