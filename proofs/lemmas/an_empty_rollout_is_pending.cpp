#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AnEmptyRolloutIsPending {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        return implies(children.empty(), world.answer(children) == State::pending);
    }
};

}  // namespace

std::vector<Lemma> an_empty_rollout_is_pending() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(law(
            5,
            {.name = "empty", .statement = "a rollout without children is pending", .law = "P1", .clauses = {"BASE-0"}},
            claim({edition}, {Piece::rules}, AnEmptyRolloutIsPending{}), "what no rule matches is failed",
            [](Implementation& subject) { subject.otherwise = State::failed; }));
    }
    return lemmas;
}

}  // namespace rollout::proofs
