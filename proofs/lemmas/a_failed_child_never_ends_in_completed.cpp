#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AFailedChildNeverEndsInCompleted {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        return implies(children.any(failed), world.answer(children) != State::completed);
    }
};

}  // namespace

std::vector<Lemma> a_failed_child_never_ends_in_completed() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(law(5,
                             {.name = "never-completed",
                              .statement = "a rollout with a failed child never ends as completed",
                              .law = "P5"},
                             claim({edition}, {Piece::rules, Piece::letters}, AFailedChildNeverEndsInCompleted{}),
                             "a rule for failures answers completed", let_a_failure_complete));
    }
    return lemmas;
}

}  // namespace rollout::proofs
