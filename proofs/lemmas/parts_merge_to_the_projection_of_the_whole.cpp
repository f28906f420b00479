#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct PartsMergeToTheProjectionOfTheWhole {
    auto operator()(auto& world) const {
        const auto first = world.list("first");
        const auto second = world.list("second");
        const auto third = world.list("third");
        const auto whole = world.joined(world.joined(first, second), third);
        return world.finish(world.combine(world.word(first), world.combine(world.word(second), world.word(third)))) ==
               reference::decide(world.edition(), whole).state;
    }
};

}  // namespace

std::vector<Lemma> parts_merge_to_the_projection_of_the_whole() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(
            law(4,
                {.name = "merge",
                 .statement = "the summaries of the parts of a list, combined in order, finish as the reference "
                              "projection of the whole list"},
                claim({edition}, {Piece::rules, Piece::letters, Piece::combine}, PartsMergeToTheProjectionOfTheWhole{}),
                "combine takes failed_halting from the left only", [](Implementation& subject) {
                    subject.wrong_combine = {WrongCombine::How::left_only, 0};
                }));
    }
    return lemmas;
}

}  // namespace rollout::proofs
