// Lists of letters of any length, for L2: what a fold does to letters, whatever children they come from. A letter at a
// position is one truth a fact; which facts it may have is all that is known of it.
#pragma once

#include "lemma.hpp"
#include "sequence.hpp"

namespace rollout::proofs {

class LettersOfSequence {
public:
    LettersOfSequence(const Terms& terms, const Implementation& subject);

    Segment segment(const z3::expr& first, const z3::expr& end) const { return {&terms_, first, end}; }
    SymbolicFacts letter(const z3::expr& position) const;

    /// Returns a word `name` that is the summary of the segment, by definition: a fact for which some letter has it;
    /// the fact about order, that a letter that pauses stands before one that holds.
    SymbolicFacts summary(const std::string& name, const Segment& segment);

    /// Returns a question for each fact that a list can have: whether `left` and `right` agree on it. The premises are
    /// `premises` and the definitions of the words' facts that the question speaks of. Broken, the fact at the right is
    /// what `broken` returns for its bit.
    std::vector<Question> agree(const std::string& about, const SymbolicFacts& left, const SymbolicFacts& right,
                                const std::vector<z3::expr>& premises,
                                const std::function<z3::expr(std::size_t)>& broken) const;

private:
    const Terms& terms_;
    const Implementation& subject_;
    std::vector<z3::func_decl> has_fact_;
    std::vector<Definition> definitions_;
};

}  // namespace rollout::proofs
