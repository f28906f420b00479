#include "symbolic_clause.hpp"

#include <bit>

namespace rollout::proofs {

SymbolicClause clause_constant(const Terms& terms, reference::Clause clause) {
    SymbolicClause number{&terms, {}};
    for (std::size_t bit = 0; bit < std::bit_width(reference::clause_ids.size() - 1); ++bit) {
        number.bits.push_back(terms.truth((static_cast<std::size_t>(clause) >> bit & 1) != 0));
    }
    return number;
}

SymbolicClause choose(const z3::expr& holds, const SymbolicClause& answer, const SymbolicClause& otherwise) {
    SymbolicClause chosen = answer;
    for (std::size_t bit = 0; bit < chosen.bits.size(); ++bit) {
        if (!z3::eq(answer.bits[bit], otherwise.bits[bit])) {
            chosen.bits[bit] = z3::ite(holds, answer.bits[bit], otherwise.bits[bit]);
        }
    }
    return chosen;
}

z3::expr operator==(const SymbolicClause& left, const SymbolicClause& right) {
    std::vector<z3::expr> same;
    for (std::size_t bit = 0; bit < left.bits.size(); ++bit) {
        same.push_back(left.bits[bit] == right.bits[bit]);
    }
    return left.terms->every(same);
}

}  // namespace rollout::proofs
