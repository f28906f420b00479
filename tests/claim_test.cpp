// Goal: the compiled claim and its C interface equal the compiled reference. Method: every short list with every input,
// every list of few states and few places, and, by RapidCheck, lists of any rows.

#include "support/arbitrary.hpp"
#include "support/asked.hpp"
#include "support/bounds.hpp"
#include "support/exhaustive.hpp"
#include "support/gtest.hpp"
#include "support/lifecycle.hpp"

namespace rollout::tests {
namespace {

using Rows = std::vector<PlacedOperation>;

/// What a claimer reads of an apply: its parent and four flags.
ClaimInput situation(State parent, unsigned flags) {
    return {.parent = parent,
            .stop_is_pending = (flags & 1) != 0,
            .start_is_requested = (flags & 2) != 0,
            .retries_are_left = (flags & 4) != 0,
            .lease_is_stale = (flags & 8) != 0};
}

/// Returns every situation with one of those parents.
std::vector<ClaimInput> situations_under(std::initializer_list<State> parents) {
    std::vector<ClaimInput> inputs;
    for (const State parent : parents) {
        for (unsigned flags = 0; flags < 16; ++flags) {
            inputs.push_back(situation(parent, flags));
        }
    }
    return inputs;
}
std::vector<ClaimInput> all_situations() {
    std::vector<ClaimInput> inputs;
    for (const StateFacts& parent : states) {
        const std::vector<ClaimInput> under = situations_under({parent.state});
        inputs.insert(inputs.end(), under.begin(), under.end());
    }
    return inputs;
}

/// Returns the situations in which more rows matter: a row may start, and each of the other claims is not ruled out.
std::vector<ClaimInput> open_situations() {
    return {{.parent = State::failed_retryable, .lease_is_stale = true},
            {.parent = State::stopped, .start_is_requested = true}};
}

/// Asks about the rows in every edition, under every cutover and latch, in each of the situations.
void ask_everywhere(Asked& asked, std::span<const PlacedOperation> rows, std::span<const ClaimInput> situations,
                    auto differs) {
    for (const EditionFacts& in : editions) {
        for (const CutoverFacts& cutover : cutovers) {
            for (const Latch latch : latches) {
                for (ClaimInput input : situations) {
                    input.cutover = cutover.cutover;
                    input.latch = latch;
                    asked.expect_none(differs(in.edition, rows, input), in.edition,
                                      [&] { return text_of(rows) + ": " + description(input); });
                }
            }
        }
    }
}
constexpr std::uint64_t everywhere = latched_edition_count * cutovers.size();

Rows placed(std::span<const Operation> operations) {
    Rows rows;
    for (const Operation& operation : operations) {
        rows.push_back({operation});
    }
    return rows;
}

/// Returns those states with every policy, unplaced.
Rows with_every_policy(std::initializer_list<State> members) {
    Rows rows;
    for (const State state : members) {
        for (const PolicyFacts& policy : policies) {
            rows.push_back({{state, policy.policy}});
        }
    }
    return rows;
}

TEST(Claim, IsTheReferenceOnEveryListUpToOneWithEveryInput) {
    const std::vector<ClaimInput> situations = all_situations();
    Asked asked;
    any_list(std::span<const Operation>(all_operations()), 1, [&](std::span<const Operation> list) {
        ask_everywhere(asked, placed(list), situations, differs_on_claims);
        return false;
    });
    asked.expect_count(lists_up_to(1, operation_count) * state_count * 16 * everywhere);
}

// A second row cannot see more of the parent than that it is over, that it is stopped, and that it waits for a retry.
TEST(Claim, IsTheReferenceOnEveryListUpToTwo) {
    const std::vector<ClaimInput> situations =
        whole_bounds() ? situations_under({State::running, State::stopped, State::failed, State::failed_retryable})
                       : open_situations();
    Asked asked;
    any_list(std::span<const Operation>(all_operations()), 2, [&](std::span<const Operation> list) {
        ask_everywhere(asked, placed(list), situations, library_differs_on_claims);
        return false;
    });
    asked.expect_count(lists_up_to(2, operation_count) * (whole_bounds() ? 64 : 2) * everywhere);
}

TEST(Claim, OfTheCInterfaceIsTheReferenceOnEveryListUpToTwo) {
    const std::vector<ClaimInput> situations(1, situation(State::pending, 12));
    Asked asked;
    any_list(std::span<const Operation>(all_operations()), 2, [&](std::span<const Operation> list) {
        ask_everywhere(asked, placed(list), situations, differs_on_claims);
        return false;
    });
    asked.expect_count(lists_up_to(2, operation_count) * everywhere);
}

TEST(Claim, IsTheReferenceOnEveryListOfAFewStates) {
    const std::size_t length = list_length() - 1;
    const Rows alphabet = with_every_policy({State::pending, State::running, State::completed, State::failed,
                                             State::stopped, State::waiting_for_cutover, State::failed_retryable});
    Asked asked;
    any_list(std::span<const PlacedOperation>(alphabet), length, [&](std::span<const PlacedOperation> rows) {
        ask_everywhere(asked, rows, open_situations(), library_differs_on_claims);
        return false;
    });
    asked.expect_count(lists_up_to(length, 28) * 2 * everywhere);
}

// Which of the rows before it block a candidate is kept in few words: all lists of rows that block, or do not, of few
// deployments.
TEST(Claim, IsTheReferenceOnEveryListOfAFewDeployments) {
    const std::size_t length = list_length();
    Rows alphabet;
    for (const char* deployment : {"", "d", "e"}) {
        for (const Operation operation :
             {Operation{State::completed}, Operation{State::failed}, Operation{State::running},
              Operation{State::pending}, Operation{State::pending, Policy::continue_}}) {
            alphabet.push_back({operation, {.deployment = deployment}});
        }
    }
    const std::vector<ClaimInput> situations(1);
    Asked asked;
    any_list(std::span<const PlacedOperation>(alphabet), length, [&](std::span<const PlacedOperation> rows) {
        ask_everywhere(asked, rows, situations, library_differs_on_claims);
        return false;
    });
    asked.expect_count(lists_up_to(length, 15) * everywhere);
}

/// Returns every place of few deployments and keys.
std::vector<Placement> few_places() {
    std::vector<Placement> placements;
    for (const char* deployment : {"", "d", "e"}) {
        for (const char* key : {"a", "a/x", "a/group_finalizer", "b", "/group_finalizer"}) {
            for (const Kind kind : {Kind::work, Kind::group_finalizer}) {
                placements.push_back({.deployment = deployment, .key = key, .kind = kind});
            }
        }
    }
    return placements;
}

TEST(Claim, IsTheReferenceOnEveryTwoRowsOfAFewPlaces) {
    const std::vector<Placement> places = few_places();
    const Rows candidates = with_every_policy({State::pending});
    const std::array others{State::pending, State::completed, State::failed, State::running,
                            State::waiting_for_cutover};
    const std::vector<ClaimInput> situations(1);
    Asked asked;
    for (const Placement& place : places) {
        for (const Placement& other_place : places) {
            for (const PlacedOperation& candidate : candidates) {
                for (const State other : others) {
                    std::array rows{PlacedOperation{candidate.operation, place}, PlacedOperation{{other}, other_place}};
                    ask_everywhere(asked, rows, situations, library_differs_on_claims);
                    std::swap(rows[0], rows[1]);
                    ask_everywhere(asked, rows, situations, library_differs_on_claims);
                }
            }
        }
    }
    asked.expect_count(places.size() * places.size() * candidates.size() * others.size() * 2 * everywhere);
    EXPECT_EQ(places.size(), 30U);
}

// Two rows and a candidate behind them, of few members: order, failures and cutovers between members; and stopped rows
// that did and did not start.
TEST(Claim, IsTheReferenceOnEveryThreeRowsOfAFewMembers) {
    Rows siblings;
    Rows candidates;
    for (const char* deployment : {"", "d"}) {
        for (const char* target : {"", "t"}) {
            const Placement place{.deployment = deployment, .key = "a/x", .target = target};
            for (const State state : {State::completed, State::failed, State::running}) {
                siblings.push_back({{state, Policy::continue_}, place});
            }
            for (const State state : {State::pending, State::stopped, State::waiting_for_cutover}) {
                for (const Policy policy : {Policy::halt, Policy::continue_, Policy::pause}) {
                    candidates.push_back({{state, policy}, place});
                    candidates.back().placement.started = policy != Policy::continue_;
                }
            }
            candidates.push_back({{State::stopped},
                                  {.deployment = deployment,
                                   .key = "a/group_finalizer",
                                   .kind = Kind::group_finalizer,
                                   .target = target}});
        }
    }
    const std::vector<ClaimInput> situations(1, situation(State::running, 2));
    Asked asked;
    for (const PlacedOperation& first : siblings) {
        for (const PlacedOperation& second : siblings) {
            for (const PlacedOperation& candidate : candidates) {
                ask_everywhere(asked, std::array{first, second, candidate}, situations, library_differs_on_claims);
            }
        }
    }
    asked.expect_count(siblings.size() * siblings.size() * candidates.size() * everywhere);
}

// How long the shortest lists are that the findings on claims have.

/// Returns rows of two members of one deployment, started or not.
Rows rows_of_two_members() {
    Rows rows;
    for (const State state :
         {State::pending, State::stopped, State::failed, State::running, State::completed, State::cancelled}) {
        for (const Policy policy : {Policy::halt, Policy::continue_, Policy::pause}) {
            for (const bool started : {true, false}) {
                for (const char* target : {"", "t"}) {
                    rows.push_back({{state, policy}, {.deployment = "d", .started = started, .target = target}});
                }
            }
        }
    }
    return rows;
}

/// Returns a shortest list in which finalizers and steps differ about a row in that state; no longer than two.
Rows shortest_where_claims_differ(const Rows& alphabet, State state, const ClaimInput& input) {
    const auto differ = [&](std::span<const PlacedOperation> rows) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].operation.state == state && reference::claim(Edition::finalizers, rows, i, input) !=
                                                        reference::claim(Edition::steps, rows, i, input)) {
                return true;
            }
        }
        return false;
    };
    return analysis::shortest(std::span<const PlacedOperation>(alphabet), 2, differ).value_or(Rows());
}

TEST(Claim, UnderParallelStepsDiffersFromTwoRowsOn) {
    const ClaimInput input{.cutover = Cutover::parallel, .parent = State::running};
    const Rows found = shortest_where_claims_differ(rows_of_two_members(), State::pending, input);
    EXPECT_EQ(found.size(), 2U) << text_of(found);
}

TEST(Claim, OfMembersStepsDiffersFromTwoRowsOn) {
    const Rows found = shortest_where_claims_differ(rows_of_two_members(), State::pending, {.parent = State::running});
    EXPECT_EQ(found.size(), 2U) << text_of(found);
}

TEST(Claim, OfStoppedRowsStepsDiffersFromOneRowOnAndUnderALiveParentFromTwo) {
    for (const auto& [parent, size] : {std::pair{State::failed, 1U}, std::pair{State::running, 2U}}) {
        const ClaimInput input{.parent = parent, .start_is_requested = true};
        const Rows found = shortest_where_claims_differ(rows_of_two_members(), State::stopped, input);
        EXPECT_EQ(found.size(), size) << text_of(found);
    }
}

TEST(Claim, OfCutoversOfRowsApartStepsDiffersFromThreeRowsOn) {
    Rows apart;
    for (const StateFacts& state : states) {
        for (const Policy policy : {Policy::halt, Policy::continue_}) {
            apart.push_back({{state.state, policy}});
        }
    }
    const auto differ = [](std::span<const PlacedOperation> rows) {
        return !rows.empty() && reference::may_cut_over(Edition::finalizers, rows, rows.size() - 1, {}) !=
                                    reference::may_cut_over(Edition::steps, rows, rows.size() - 1, {});
    };
    const auto found = analysis::shortest(std::span<const PlacedOperation>(apart), 3, differ);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->size(), 3U) << text_of(*found);
}

rc::Gen<PlacedOperation> arbitrary_row() {
    const auto state = rc::gen::weightedOneOf<State>(
        {{4, rc::gen::just(State::pending)},
         {4, rc::gen::element(State::completed, State::failed)},
         {2, rc::gen::element(State::waiting_for_cutover, State::stopped, State::failed_retryable)},
         {1, rc::gen::arbitrary<State>()}});
    return rc::gen::apply(
        [](State is, Policy policy, const Placement& place, bool started, const char* target) {
            PlacedOperation row{{is, policy}, place};
            row.placement.started = started;
            row.placement.target = target;
            return row;
        },
        state, rc::gen::arbitrary<Policy>(), rc::gen::elementOf(few_places()), rc::gen::arbitrary<bool>(),
        rc::gen::element("", "t", "T"));
}

RC_GTEST_PROP(Claim, IsTheReferenceOnAnyRows, (State parent, bool parent_is_live)) {
    Rows rows = *rc::gen::container<Rows>(arbitrary_row());
    rows.resize(std::min<std::size_t>(rows.size(), 8));
    const ClaimInput input = situation(parent_is_live ? State::running : parent, *rc::gen::inRange(0U, 16U));
    for (const EditionFacts& in : editions) {
        for (const CutoverFacts& cutover : cutovers) {
            for (const Latch latch : latches) {
                ClaimInput asked = input;
                asked.cutover = cutover.cutover;
                asked.latch = latch;
                const std::string_view who = differs_on_claims(in.edition, rows, asked);
                if (!who.empty()) {
                    RC_FAIL(std::string(name(in.edition)) + ": " + std::string(who) + ": " + text_of(rows) + ": " +
                            description(asked));
                }
            }
        }
    }
}

TEST(Claim, AFleetOfThousandsOfRowsIsClaimedAsTheReferenceSays) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < 250; ++i) {
        keys.push_back("a/" + std::to_string(i));
        keys.push_back("a/" + std::to_string(i) + "/group_finalizer");
    }
    Rows rows;
    for (const char* deployment : {"", "d", "e"}) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const bool finalizes = i % 2 == 1;
            const State work = i % 10 == 0 ? State::pending : i % 34 == 0 ? State::failed : State::completed;
            rows.push_back({{finalizes ? State::pending : work, i % 4 < 2 ? Policy::halt : Policy::continue_},
                            {deployment, keys[i], finalizes ? Kind::group_finalizer : Kind::work}});
        }
    }
    EXPECT_EQ(rows.size(), 1500U);
    for (const CutoverFacts& cutover : cutovers) {
        const ClaimInput input{.cutover = cutover.cutover};
        EXPECT_EQ(library_differs_on_claims(newest_edition, rows, input), "") << cutover.word;
    }
}

}  // namespace
}  // namespace rollout::tests
