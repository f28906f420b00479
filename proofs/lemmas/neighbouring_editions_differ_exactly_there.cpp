#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

// Each claim has two editions, the later one first.

/// b1 and b2; b3 and b4.
struct HeldByALiveSibling {
    auto operator()(auto& world, Edition earlier) const {
        const auto children = world.list("children");
        const auto there = children.any(failed) && !children.any(may_not_continue) && children.any(live);
        return (world.answer(children) != world.answer(earlier, children)) == there;
    }
};

/// b3 and b4: the hold has a word of its own, which only the later edition recognizes as a token.
struct HeldByALiveSiblingAndAWord {
    auto operator()(auto& world, Edition earlier) const {
        bool only_the_word_is_new = true;
        for (const StateFacts& facts : states) {
            const bool is_new = recognizes(world.edition(), facts.state) && !recognizes(earlier, facts.state);
            only_the_word_is_new = only_the_word_is_new && is_new == (facts.state == State::running_degraded);
        }
        return HeldByALiveSibling{}(world, earlier) && world.truth(only_the_word_is_new);
    }
};

/// b2 and b3; finalizers and steps.
struct Nowhere {
    auto operator()(auto& world, Edition earlier) const {
        const auto children = world.list("children");
        return world.answer(children) == world.answer(earlier, children);
    }
};

/// b4 and pause.
struct WhereAFailureHasThePauseFlag {
    auto operator()(auto& world, Edition earlier) const {
        const auto both_flags = [](const auto& child) {
            return reference::failed(child) && child.continue_on_failure && child.pause_on_failure;
        };
        const auto children = world.list("children");
        const auto there = children.any(live) && ((children.any(pausing) && !children.any(hard_failure)) ||
                                                  (children.any(both_flags) && !children.any(may_not_continue)));
        return (world.answer(children) != world.answer(earlier, children)) == there;
    }
};

/// pause and settled.
struct WhereStoppedHoldsOrWorkIsUnderWay {
    auto operator()(auto& world, Edition earlier) const {
        const auto in = [](std::initializer_list<State> some) { return reference::is(some); };
        const auto children = world.list("children");
        const auto phases = {State::catching_up, State::checksumming, State::post_checksum};
        const auto less_advanced =
            children.any([](const auto& child) { return is_in(child.state, reference::seen_as_pending); }) ||
            children.any(in({State::running})) || children.any(in(phases));
        const auto stopped = in({State::stopped});
        const auto hard = children.any(hard_failure);
        const auto failures =
            children.any(failed) &&
            ((hard && children.any(holding_started(Edition::settled))) ||
             (!hard && !children.any_before(pausing, live) &&
              (children.any_before(pausing, stopped) || (children.all(terminal) && children.any(stopped)))));
        const auto advances = !children.any(in({State::reverted, State::recovering})) &&
                              ((children.any(in({State::cutting_over})) && less_advanced) ||
                               (!children.any(in({State::cutting_over, State::revert_window, State::running})) &&
                                children.any(in(phases))));
        const auto no_failures =
            !children.any(in({State::failed, State::failed_retryable, State::cancelled, State::stopped})) &&
            (children.any(in({State::reverting})) || advances);
        return (world.answer(children) != world.answer(earlier, children)) == (failures || no_failures);
    }
};

/// settled and finalizers.
struct WhereWhatHoldsIsOrphanedOrNeverStarted {
    auto operator()(auto& world, Edition earlier) const {
        const auto children = world.list("children");
        const auto asks = [&](Edition edition) { return children.any_before(pausing, holding(edition)); };
        const auto held = [&](Edition edition) { return children.any(holding(edition)); };
        const auto started = [&](Edition edition) { return children.any(holding_started(edition)); };
        const auto hard = children.any(hard_failure);
        const Edition later = world.edition();
        const auto there =
            children.any(failed) &&
            ((hard && started(earlier) && !started(later)) ||
             (!hard && ((asks(earlier) && !asks(later)) || (!asks(earlier) && held(earlier) && !held(later)))));
        return (world.answer(children) != world.answer(earlier, children)) == there;
    }
};

template <class Body>
Lemma difference(Edition later, Body body, const std::string& there) {
    const Edition earlier = editions[static_cast<std::size_t>(later) - 1].edition;
    const std::string names = std::string(name(earlier)) + " and " + std::string(name(later));
    return law(
        5,
        {.name = "differs",
         .statement = names + (there.empty() ? " differ nowhere, of children" : " differ exactly where " + there)},
        claim({later, earlier}, {Piece::rules, Piece::letters},
              [body, earlier](auto& world) { return body(world, earlier); }),
        std::string(name(later)) + ": the first rule is dropped", drop_the_first_rule);
}

}  // namespace

std::vector<Lemma> neighbouring_editions_differ_exactly_there() {
    std::vector<Lemma> lemmas;
    const std::string held = "some child is failed, every failed child may continue and some child is not terminal";
    lemmas.push_back(difference(Edition::b2, HeldByALiveSibling{}, held));
    lemmas.push_back(difference(Edition::b3, Nowhere{}, ""));
    lemmas.push_back(difference(Edition::b4, HeldByALiveSiblingAndAWord{},
                                held + "; and, of tokens, in what running_degraded means"));
    lemmas.push_back(difference(
        Edition::pause, WhereAFailureHasThePauseFlag{},
        "some child is not terminal and either some failed child has the pause flag alone and none has neither "
        "or both flags, or some failed child has both and every failed child has the continue flag"));
    lemmas.push_back(difference(
        Edition::settled, WhereStoppedHoldsOrWorkIsUnderWay{},
        "either some child is failed and (beside a failed child with neither or both flags) started work holds its "
        "target, or (beside none) a failed child with the pause flag alone stands before a stopped child or all "
        "children are terminal and one is stopped, unless such a failed child stands before a live one; or no child "
        "is failed, failed_retryable, cancelled or stopped and one is reverting or, none being reverted or "
        "recovering, cutting_over stands beside something less advanced, or a post-copy phase beside no cutting_over, "
        "revert_window or running"));
    lemmas.push_back(difference(
        Edition::finalizers, WhereWhatHoldsIsOrphanedOrNeverStarted{},
        "some child is failed and what holds, or has started, or holds after a pause in settled does so no longer "
        "because it is orphaned or never_started"));
    lemmas.push_back(difference(Edition::steps, Nowhere{}, ""));
    return lemmas;
}

}  // namespace rollout::proofs
