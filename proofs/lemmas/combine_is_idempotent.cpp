#include "lemma.hpp"

namespace rollout::proofs {
namespace {

struct CombineIsIdempotent {
    auto operator()(auto& world) const {
        const auto part = world.word(world.list("part"));
        return world.combine(part, part) == part;
    }
};

}  // namespace

std::vector<Lemma> combine_is_idempotent() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        const Saying saying{.name = "idempotent", .statement = "a repeated part does not matter to combine"};
        const ListClaim repeats = claim({facts.edition}, {Piece::combine}, CombineIsIdempotent{});
        if (!ordered(facts.edition)) {
            lemmas.push_back(law(2, saying, repeats, "combine never sets completed", [](Implementation& subject) {
                subject.wrong_combine = {WrongCombine::How::never, 8};
            }));
        } else {
            lemmas.push_back(false_law(2, saying, repeats, 1, 0, "combine never sets the fact about order",
                                       [](Implementation& subject) {
                                           subject.wrong_combine = {WrongCombine::How::never, 22};
                                       }));
        }
    }
    return lemmas;
}

}  // namespace rollout::proofs
