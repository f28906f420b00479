#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct PolicyFlagsOfAChildThatIsNotFailedDoNotMatter {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto after = world.list("after");
        const auto child = world.child("child");
        auto without_flags = child;
        without_flags.continue_on_failure = world.truth(false);
        without_flags.pause_on_failure = world.truth(false);
        return implies(child.state != State::failed,
                       answer_between(world, before, world.word(child), after) ==
                           answer_between(world, before, world.word(without_flags), after));
    }
};

}  // namespace

std::vector<Lemma> policy_flags_of_a_child_that_is_not_failed_do_not_matter() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(law(
            5,
            {.name = "other-flags",
             .statement =
                 "the flags continue and pause of a child that is not failed do not matter, wherever it stands",
             .law = "P7"},
            claim({edition}, {Piece::letters, Piece::single_letters}, PolicyFlagsOfAChildThatIsNotFailedDoNotMatter{}),
            "a stopped child that may continue counts as cancelled", [](Implementation& subject) {
                change_letters(subject, [](const Child& child, facts_of_a_list::Facts& letter) {
                    if (child.state == State::stopped && child.continue_on_failure) {
                        letter ^= facts_of_a_list::stopped | facts_of_a_list::cancelled;
                    }
                });
            }));
    }
    return lemmas;
}

}  // namespace rollout::proofs
