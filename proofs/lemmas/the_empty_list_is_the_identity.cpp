#include "letters_of_sequence.hpp"

namespace rollout::proofs {
namespace {

struct TheEmptyListIsTheIdentity {
    auto operator()(auto& world) const {
        const auto facts = world.word(world.list("children"));
        return world.combine(facts, world.no_facts()) == facts && world.combine(world.no_facts(), facts) == facts;
    }
};

std::vector<Question> identity_questions(const Terms& terms, const Implementation& subject) {
    LettersOfSequence letters(terms, subject);
    const z3::expr position = terms.context().int_const("cut");
    const SymbolicFacts nobody = letters.summary("nobody", letters.segment(position, position));
    return letters.agree("the summary of no letters, and no facts,", nobody, constant_facts(terms, 0), {},
                         [&](std::size_t) { return terms.truth(true); });
}

}  // namespace

std::vector<Lemma> the_empty_list_is_the_identity() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        lemmas.push_back(with_questions(
            law(2,
                {.name = "identity",
                 .statement = "the summary of no children is Summary{}, and combining with it changes nothing"},
                claim({facts.edition}, {Piece::combine}, TheEmptyListIsTheIdentity{}),
                "combine takes completed from the left only",
                [](Implementation& subject) {
                    subject.wrong_combine = {WrongCombine::How::left_only, 8};
                }),
            identity_questions));
    }
    return lemmas;
}

}  // namespace rollout::proofs
