#include "lemma.hpp"

namespace rollout::proofs {
namespace {

struct CombineIsAssociative {
    auto operator()(auto& world) const {
        const auto first = world.word(world.list("first"));
        const auto second = world.word(world.list("second"));
        const auto third = world.word(world.list("third"));
        return world.combine(world.combine(first, second), third) == world.combine(first, world.combine(second, third));
    }
};

}  // namespace

std::vector<Lemma> combine_is_associative() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        lemmas.push_back(
            law(2, {.name = "associative", .statement = "how a list is cut into parts does not matter to combine"},
                claim({facts.edition}, {Piece::combine}, CombineIsAssociative{}),
                "combine sets completed only if the left has it and the right has not", [](Implementation& subject) {
                    subject.wrong_combine = {WrongCombine::How::left_without_right, 8};
                }));
    }
    return lemmas;
}

}  // namespace rollout::proofs
