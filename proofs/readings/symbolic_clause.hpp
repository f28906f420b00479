// Clauses as terms, so that a lemma can say which one decides.
#pragma once

#include <rollout/reference/clause.hpp>

#include "terms.hpp"

namespace rollout::proofs {

/// A clause as a term: its number in binary, one truth a bit.
struct SymbolicClause {
    const Terms* terms;
    std::vector<z3::expr> bits;
};
SymbolicClause clause_constant(const Terms& terms, reference::Clause clause);
SymbolicClause choose(const z3::expr& holds, const SymbolicClause& answer, const SymbolicClause& otherwise);
z3::expr operator==(const SymbolicClause& left, const SymbolicClause& right);

}  // namespace rollout::proofs
