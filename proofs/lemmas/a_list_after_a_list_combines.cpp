#include "letters_of_sequence.hpp"

namespace rollout::proofs {
namespace {

struct AListAfterAListCombines {
    auto operator()(auto& world) const {
        const auto earlier = world.list("earlier");
        const auto later = world.list("later");
        return world.word(world.joined(earlier, later)) == world.combine(world.word(earlier), world.word(later));
    }
};

std::vector<Question> homomorphism_questions(const Terms& terms, const Implementation& subject) {
    LettersOfSequence letters(terms, subject);
    const z3::expr first = terms.context().int_const("first");
    const z3::expr cut = terms.context().int_const("cut");
    const z3::expr end = terms.context().int_const("end");
    const SymbolicFacts left = letters.summary("left", letters.segment(first, cut));
    const SymbolicFacts right = letters.summary("right", letters.segment(cut, end));
    const SymbolicFacts whole = letters.summary("whole", letters.segment(first, end));
    return letters.agree("a list of letters cut in two, and combine,", whole, subject.combine(left, right),
                         {first <= cut && cut <= end}, [&](std::size_t bit) {
                             return subject.broken({WrongCombine::How::right_only, bit}).combine(left, right).bits[bit];
                         });
}

}  // namespace

std::vector<Lemma> a_list_after_a_list_combines() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        lemmas.push_back(with_questions(
            law(2,
                {.name = "homomorphism",
                 .statement = "the summary of one list after another is the combination of their summaries"},
                claim({facts.edition}, {Piece::combine}, AListAfterAListCombines{}),
                "combine takes completed from the right only",
                [](Implementation& subject) {
                    subject.wrong_combine = {WrongCombine::How::right_only, 8};
                }),
            homomorphism_questions));
    }
    return lemmas;
}

}  // namespace rollout::proofs
