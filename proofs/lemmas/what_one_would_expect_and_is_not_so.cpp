#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

constexpr auto not_failed = [](const auto& child) { return !reference::failed(child); };

/// F-1.
struct ATerminalRolloutHasNoLiveChildWhereNothingFailed {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        return implies(children.all(not_failed) && is_in(world.answer(children), reference::terminal_states),
                       children.all(terminal));
    }
};

/// F-2.
struct ARunningRolloutIsNotPendingOnceAChildCompletes {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto after = world.list("after");
        const auto child = world.child("running child");
        const auto later = world.child("the child later");
        return implies(child.state == State::running && later.state == State::completed &&
                           answer_between(world, before, world.word(child), after) == State::running,
                       answer_between(world, before, world.word(later), after) != State::pending);
    }
};

/// F-3.
struct AChildThatHasBegunIsNotSeenAsPending {
    auto operator()(auto& world) const {
        const auto child = world.child("child");
        return implies(!is_in(child.state, {State::pending, State::unrecognized}),
                       world.finish(world.word(child)) != State::pending);
    }
};

/// F-5.
struct ARolloutThatStoppedChildrenAloneKeepOpenIsHeld {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto holding_and = [edition](bool stopped) {
            return [edition, stopped](const Child& child) {
                return holding(edition)(child) && (child.state == State::stopped) == stopped;
            };
        };
        const auto children = world.list("children");
        return implies(children.any(failed) && children.any(holding_and(true)) && !children.any(holding_and(false)),
                       world.held(children) || is_in(world.answer(children), reference::terminal_states));
    }
};

void answer_running_where_no_rule_matches(Implementation& subject) { subject.otherwise = State::running; }

void let_orphans_be_completed(Implementation& subject) {
    change_letters(subject, [](const Child& child, facts_of_a_list::Facts& letter) {
        letter = child.orphaned ? facts_of_a_list::completed : letter;
    });
}

}  // namespace

std::vector<Lemma> what_one_would_expect_and_is_not_so() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        const std::set<Piece> parts{Piece::rules, Piece::letters};
        lemmas.push_back(false_law(5,
                                   {.name = "no-live-child-of-a-terminal-parent",
                                    .statement = "a terminal rollout has no live child where nothing failed",
                                    .law = "F-1"},
                                   claim({edition}, parts, ATerminalRolloutHasNoLiveChildWhereNothingFailed{}), 1, 0,
                                   "no rule answers stopped", [](Implementation& subject) {
                                       rule_answering(subject, State::stopped).answer = State::running;
                                   }));
        lemmas.push_back(
            false_law(5,
                      {.name = "no-way-back-to-pending",
                       .statement = "a running rollout is not pending once a running child of it completes",
                       .law = "F-2"},
                      claim({edition}, parts, ARunningRolloutIsNotPendingOnceAChildCompletes{}), 2, 2,
                      "what no rule matches is running", answer_running_where_no_rule_matches));
        lemmas.push_back(false_law(5,
                                   {.name = "pending-has-not-begun",
                                    .statement = "a rollout of one child that has begun is not pending",
                                    .law = "F-3"},
                                   claim({edition}, parts, AChildThatHasBegunIsNotSeenAsPending{}), 0, 1,
                                   "what no rule matches is running", answer_running_where_no_rule_matches));
    }
    for (const Edition edition : editions_between(Edition::finalizers, newest_edition)) {
        lemmas.push_back(false_law(
            5,
            {.name = "stopped-children-alone-are-noticed",
             .statement = "a rollout with a failure that stopped children alone keep open is held by a resumable child",
             .law = "F-5"},
            claim({edition}, {Piece::rules, Piece::letters}, ARolloutThatStoppedChildrenAloneKeepOpenIsHeld{}), 1, 0,
            "orphans count as completed", let_orphans_be_completed));
    }
    return lemmas;
}

}  // namespace rollout::proofs
