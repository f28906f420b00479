#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct BesideAHardFailureOnlyStartedWorkHolds {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto children = world.list("children");
        const auto answer = world.answer(children);
        const auto started = children.any(holding_started(edition));
        return implies(children.any(hard_failure),
                       (answer == State::failed) == !started && (answer == State::running_degraded) == started);
    }
};

}  // namespace

std::vector<Lemma> beside_a_hard_failure_only_started_work_holds() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::settled, newest_edition)) {
        lemmas.push_back(law(
            5,
            {.name = "started-work",
             .statement = "with a failed child that has neither or both of the flags continue and pause, the rollout "
                          "is running_degraded if a single child holds its target and is past pending, else failed",
             .law = "P10",
             .clauses = {"ROLL-9", "ROLL-7"}},
            claim({edition}, {Piece::rules, Piece::letters}, BesideAHardFailureOnlyStartedWorkHolds{}),
            "the first rule, ROLL-9, is dropped", drop_the_first_rule));
    }
    return lemmas;
}

}  // namespace rollout::proofs
