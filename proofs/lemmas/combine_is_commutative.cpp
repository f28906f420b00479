#include "lemma.hpp"

namespace rollout::proofs {
namespace {

struct CombineIsCommutative {
    auto operator()(auto& world) const {
        const auto first = world.word(world.list("first"));
        const auto second = world.word(world.list("second"));
        return world.combine(first, second) == world.combine(second, first);
    }
};

}  // namespace

std::vector<Lemma> combine_is_commutative() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        const Saying saying{.name = "commutative", .statement = "the order of the parts does not matter to combine"};
        const ListClaim commutes = claim({facts.edition}, {Piece::combine}, CombineIsCommutative{});
        if (!ordered(facts.edition)) {
            lemmas.push_back(
                law(2, saying, commutes, "combine takes completed from the left only", [](Implementation& subject) {
                    subject.wrong_combine = {WrongCombine::How::left_only, 8};
                }));
        } else {
            lemmas.push_back(false_law(2, saying, commutes, 2, 0, "combine never sets the fact about order",
                                       [](Implementation& subject) {
                                           subject.wrong_combine = {WrongCombine::How::never, 22};
                                       }));
        }
    }
    return lemmas;
}

}  // namespace rollout::proofs
