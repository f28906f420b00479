#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

/// Beside an unrecognized child no rollout completes; and in place of any child it holds what a live one would.
struct AnUnrecognizedChildIsLive {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto after = world.list("after");
        const auto child = world.child("child");
        const auto answer = answer_between(world, before, world.word(child), after);
        const auto none_failed = !before.any(failed) && !after.any(failed);
        const auto none_over = !before.any(terminal) && !after.any(terminal);
        return implies(child.state == State::unrecognized,
                       answer != State::completed &&
                           implies(none_failed && none_over, !is_in(answer, reference::terminal_states)));
    }
};

}  // namespace

std::vector<Lemma> an_unrecognized_child_is_live() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(
            law(5,
                {.name = "unrecognized",
                 .statement =
                     "a rollout with an unrecognized child is not completed, and is not terminal unless a sibling is",
                 .clauses = {"TOKEN-4"}},
                claim({edition}, {Piece::rules, Piece::letters}, AnUnrecognizedChildIsLive{}),
                "an unrecognized child counts as completed", [](Implementation& subject) {
                    change_letters(subject, [](const Child& child, facts_of_a_list::Facts& letter) {
                        letter = child.state == State::unrecognized ? facts_of_a_list::completed : letter;
                    });
                }));
    }
    return lemmas;
}

}  // namespace rollout::proofs
