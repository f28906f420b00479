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

rc::Gen<PlacedOperation> arbitrary_row() {
    const auto state = rc::gen::weightedOneOf<State>(
        {{4, rc::gen::just(State::pending)},
         {4, rc::gen::element(State::completed, State::failed)},
         {2, rc::gen::element(State::waiting_for_cutover, State::stopped, State::failed_retryable)},
         {1, rc::gen::arbitrary<State>()}});
    return rc::gen::apply(
        [](State is, Policy policy, const Placement& place, bool started) {
            PlacedOperation row{{is, policy}, place};
            row.placement.started = started;
            return row;
        },
        state, rc::gen::arbitrary<Policy>(), rc::gen::elementOf(few_places()), rc::gen::arbitrary<bool>());
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
        EXPECT_EQ(library_differs_on_claims(Edition::finalizers, rows, input), "") << cutover.word;
    }
}

}  // namespace
}  // namespace rollout::tests
