#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct WhereTheBaseIsFailedTheRolloutIsFailedHeldOrPaused {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto children = world.list("children");
        const auto answer = world.answer(children);
        const reference::StateSet allowed = edition == Edition::b1 ? reference::StateSet{State::failed}
                                            : edition < Edition::pause
                                                ? reference::StateSet{State::failed, hold_of(edition)}
                                                : reference::StateSet{State::failed, hold_of(edition), State::paused};
        return implies(base(edition, children) == State::failed, is_in(answer, allowed));
    }
};

}  // namespace

std::vector<Lemma> where_the_base_is_failed_the_rollout_is_failed_held_or_paused() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(
            law(5,
                {.name = "failed-held-or-paused",
                 .statement = edition == Edition::b1 ? "where the base is failed, the rollout is failed"
                              : edition < Edition::pause
                                  ? "where the base is failed, the rollout is failed or the hold"
                                  : "where the base is failed, the rollout is failed, the hold or paused",
                 .law = "P3"},
                claim({edition}, {Piece::rules, Piece::letters}, WhereTheBaseIsFailedTheRolloutIsFailedHeldOrPaused{}),
                "a rule for failures answers completed", let_a_failure_complete));
    }
    return lemmas;
}

}  // namespace rollout::proofs
