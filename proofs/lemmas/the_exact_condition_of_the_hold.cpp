#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct HoldsInSets {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto children = world.list("children");
        // b2 and b3 have one word for the hold and for plain running, so there the claim speaks of failed bases only.
        return implies(edition >= Edition::b4 || base(edition, children) == State::failed,
                       (world.answer(children) == hold_of(edition)) ==
                           (children.any(failed) && !children.any(may_not_continue) && children.any(live)));
    }
};

struct HoldsInOrder {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto children = world.list("children");
        const auto answer = world.answer(children);
        const auto is_failed = children.any(failed);
        const auto hard = children.any(hard_failure);
        const auto asks = children.any_before(pausing, holding(edition));
        const auto held = children.any(holding(edition));
        const auto started = edition >= Edition::settled ? children.any(holding_started(edition)) : world.truth(false);
        return (answer == State::running_degraded) == (is_failed && ((hard && started) || (!hard && !asks && held))) &&
               (answer == State::paused) == (is_failed && !hard && asks);
    }
};

}  // namespace

std::vector<Lemma> the_exact_condition_of_the_hold() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b2, Edition::b4)) {
        lemmas.push_back(
            law(5,
                {.name = "hold",
                 .statement = edition < Edition::b4
                                  ? "where the base is failed, the rollout is running exactly if every failed "
                                    "child may continue and some child is not terminal"
                                  : "the rollout is running_degraded exactly if some child is failed, every "
                                    "failed child may continue and some child is not terminal",
                 .law = "P12",
                 .clauses = {"ROLL-3", "ROLL-4", edition < Edition::b4 ? "ROLL-5" : "ROLL-6"}},
                claim({edition}, {Piece::rules, Piece::letters}, HoldsInSets{}), "the first rule, ROLL-3, is dropped",
                drop_the_first_rule));
    }
    for (const Edition edition : editions_between(Edition::pause, newest_edition)) {
        lemmas.push_back(law(
            5,
            {.name = "hold",
             .statement =
                 edition == Edition::pause
                     ? "the rollout is paused exactly if some failed child with the pause flag alone stands before a "
                       "child that is not terminal, and running_degraded exactly if none does, some child is failed "
                       "and "
                       "some is not terminal; neither beside a failed child with neither or both flags"
                     : "the rollout is paused exactly if some failed child with the pause flag alone stands before a "
                       "child that holds its target and no failed child has neither or both flags; running_degraded "
                       "exactly if some child is failed and either one has neither or both flags and started work "
                       "holds, "
                       "or none has, none asks for a pause and some child holds",
             .law = "P12",
             .clauses = edition == Edition::pause
                            ? std::vector<std::string>{"ROLL-7", "ROLL-8", "ROLL-4", "ROLL-6"}
                            : std::vector<std::string>{"ROLL-9", "ROLL-7", "ROLL-10", "ROLL-11", "ROLL-6"}},
            claim({edition}, {Piece::rules, Piece::letters}, HoldsInOrder{}), "the first rule is dropped",
            drop_the_first_rule));
    }
    return lemmas;
}

}  // namespace rollout::proofs
