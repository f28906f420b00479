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
    std::vector<Lemma> made;
    for (const EditionFacts& facts : editions) {
        const Saying saying{.name = "idempotent", .statement = "a repeated part does not matter to combine"};
        const Claim repeats = claim({facts.edition}, {Part::combine}, CombineIsIdempotent{});
        if (!ordered(facts.edition)) {
            made.push_back(law(2, saying, repeats, "combine never sets completed", [](Subject& subject) {
                subject.wrong_combine = {WrongCombine::How::never, 8};
            }));
        } else {
            made.push_back(
                false_law(2, saying, repeats, 1, 0, "combine never sets the fact about order", [](Subject& subject) {
                    subject.wrong_combine = {WrongCombine::How::never, 22};
                }));
        }
    }
    return made;
}

}  // namespace rollout::proofs
