#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AFailedChildAndNothingThatHoldsIsFailed {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        return implies(children.any(failed) && !children.any(holding(world.edition())),
                       world.answer(children) == State::failed);
    }
};

}  // namespace

std::vector<Lemma> a_failed_child_and_nothing_that_holds_is_failed() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(
            law(5,
                {.name = "verdict",
                 .statement = std::string("a rollout with a failed child and no child that ") +
                              (edition < Edition::settled ? "is not terminal" : "holds its target") + " is failed",
                 .law = "P6",
                 .clauses = edition == Edition::b1       ? std::vector<std::string>{"BASE-1"}
                            : edition < Edition::settled ? std::vector<std::string>{"ROLL-4"}
                                                         : std::vector<std::string>{"ROLL-11"}},
                claim({edition}, {Piece::rules, Piece::letters}, AFailedChildAndNothingThatHoldsIsFailed{}),
                "a rule for failures answers completed", let_a_failure_complete));
    }
    return lemmas;
}

}  // namespace rollout::proofs
