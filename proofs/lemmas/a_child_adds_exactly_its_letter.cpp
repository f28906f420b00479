#include "letters_of_sequence.hpp"

namespace rollout::proofs {
namespace {

struct AChildAddsExactlyItsLetter {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto child = world.list_of_one("child");
        return world.word(world.joined(before, child)) == world.extended(world.word(before), world.word(child));
    }
};

std::vector<Question> step_questions(const Terms& terms, const Implementation& subject) {
    LettersOfSequence letters(terms, subject);
    const z3::expr first = terms.context().int_const("first");
    const z3::expr end = terms.context().int_const("end");
    const SymbolicFacts before = letters.summary("before", letters.segment(first, end));
    const SymbolicFacts after = letters.summary("after", letters.segment(first, end + 1));
    return letters.agree("a list of letters with one more, and a step of the fold,", after,
                         subject.extended(before, letters.letter(end)), {first <= end}, [&](std::size_t bit) {
                             return subject.broken({WrongCombine::How::in_both_only, bit})
                                 .extended(before, letters.letter(end))
                                 .bits[bit];
                         });
}

}  // namespace

std::vector<Lemma> a_child_adds_exactly_its_letter() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        lemmas.push_back(with_questions(
            law(2,
                {.name = "step",
                 .statement =
                     "the summary of a list and one more child is the fold's step from the list's summary and the "
                     "child's letter"},
                claim({facts.edition}, {Piece::combine}, AChildAddsExactlyItsLetter{}),
                "combine sets completed only if both have it",
                [](Implementation& subject) {
                    subject.wrong_combine = {WrongCombine::How::in_both_only, 8};
                }),
            step_questions));
    }
    return lemmas;
}

}  // namespace rollout::proofs
