#include "letters_of_sequence.hpp"

#include <bit>

namespace rollout::proofs {
namespace {

using namespace facts_of_a_list;

constexpr auto order_bit = static_cast<std::size_t>(std::countr_zero(pausing_before_a_hold));

}  // namespace

LettersOfSequence::LettersOfSequence(const Terms& terms, const Implementation& subject)
    : terms_(terms), subject_(subject) {
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        has_fact_.push_back(terms.context().function(("letter has " + std::string(fact_name(bit))).c_str(),
                                                     terms.context().int_sort(), terms.context().bool_sort()));
    }
}

SymbolicFacts LettersOfSequence::letter(const z3::expr& position) const {
    SymbolicFacts letter = constant_facts(terms_, 0);
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        if (has(subject_.reachable() & ~pausing_before_a_hold, bit)) {
            letter.bits[bit] = has_fact_[bit](position);
        }
    }
    return letter;
}

SymbolicFacts LettersOfSequence::summary(const std::string& name, const Segment& segment) {
    SymbolicFacts word = constant_facts(terms_, 0);
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        if (!has(subject_.reachable(), bit)) {
            continue;
        }
        word.bits[bit] = terms_.truth_named(name + ": " + std::string(fact_name(bit)));
        const auto letter_meets = [&](Facts facts) {
            return [=, this](const z3::expr& position) { return meets(letter(position), facts); };
        };
        definitions_.push_back(
            {word.bits[bit], bit == order_bit ? segment.some_before(letter_meets(failed_pausing), letter_meets(holds))
                                              : segment.some(letter_meets(1U << bit))});
    }
    return word;
}

std::vector<Question> LettersOfSequence::agree(const std::string& about, const SymbolicFacts& left,
                                               const SymbolicFacts& right, const std::vector<z3::expr>& premises,
                                               const std::function<z3::expr(std::size_t)>& broken) const {
    const auto ask = [&](const std::string& what, const z3::expr& goal) {
        Entailment question{what, premises, goal};
        const std::vector<z3::expr> definitions = premises_for(goal, definitions_);
        question.premises.insert(question.premises.end(), definitions.begin(), definitions.end());
        return question;
    };
    std::vector<Question> questions;
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        if (has(subject_.reachable(), bit)) {
            const std::string what = about + " in " + std::string(fact_name(bit));
            questions.push_back({ask(what, left.bits[bit] == right.bits[bit]),
                                 ask(what + ", which is made wrongly", left.bits[bit] == broken(bit))});
        }
    }
    return questions;
}

}  // namespace rollout::proofs
