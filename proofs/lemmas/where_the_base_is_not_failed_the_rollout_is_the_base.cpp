#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct WhereTheBaseIsNotFailedTheRolloutIsTheBase {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        const auto base_state = base(world.edition(), children);
        return implies(base_state != State::failed, world.answer(children) == base_state);
    }
};

}  // namespace

std::vector<Lemma> where_the_base_is_not_failed_the_rollout_is_the_base() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        std::vector<std::string> clauses = base_clauses(edition);
        clauses.insert(clauses.begin(), edition == Edition::b1 ? "ROLL-1" : "ROLL-2");
        lemmas.push_back(
            law(5,
                {.name = "base",
                 .statement = "where the base is not failed, the rollout is the base",
                 .law = "P2",
                 .clauses = clauses},
                claim({edition}, {Piece::rules, Piece::letters}, WhereTheBaseIsNotFailedTheRolloutIsTheBase{}),
                "the rule that answers stopped answers failed",
                [](Implementation& subject) { rule_answering(subject, State::stopped).answer = State::failed; }));
    }
    return lemmas;
}

}  // namespace rollout::proofs
