// Counts of the facts of a list as terms, for the templates of impl/library/projection/tracked_facts.hpp.
#pragma once

#include "symbolic_facts.hpp"

namespace rollout::proofs {

using rollout::fact_of_state;
using rollout::recount;

/// A number of children, as many as `bits` bits say: what is beyond is lost. With no bits it is any number.
struct SymbolicCount {
    z3::expr number;
    unsigned bits;

    SymbolicCount stored() const {
        if (bits == 0) {
            return *this;
        }
        const std::string beyond = std::to_string(std::uint64_t{1} << (bits - 1));
        const z3::expr half = number.ctx().int_val(beyond.c_str());
        return {z3::mod(number, half * 2), bits};
    }
    z3::expr term(FactCount value) const { return number.ctx().int_val(static_cast<std::uint64_t>(value)); }
    z3::expr term(const z3::expr& has) const { return z3::ite(has, term(1), term(0)); }
};
SymbolicCount operator-(const SymbolicCount& left, const auto& right) {
    return SymbolicCount{left.number - left.term(right), left.bits}.stored();
}
SymbolicCount operator+(const SymbolicCount& left, const auto& right) {
    return SymbolicCount{left.number + left.term(right), left.bits}.stored();
}
inline z3::expr operator!=(const SymbolicCount& left, FactCount right) { return left.number != left.term(right); }

/// What a tracker keeps of one child's facts, as terms.
struct SymbolicTracked {
    std::vector<SymbolicCount> counts;
    SymbolicFacts seen;
};

/// The fact that a letter has of its state: the one of these.
struct FactOfState {
    std::vector<z3::expr> is;
};
inline FactOfState fact_of_state(const SymbolicFacts& letter) {
    return {{letter.bits.begin(), letter.bits.begin() + std::countr_zero(facts_of_a_list::holds)}};
}

/// Recounts whichever fact it is.
inline void recount(SymbolicTracked& tracked, const FactOfState& fact, FactCount had, FactCount has) {
    for (std::size_t number = 0; number < fact.is.size(); ++number) {
        SymbolicTracked then = tracked;
        recount(then, number, had, has);
        tracked.counts[number].number =
            z3::ite(fact.is[number], then.counts[number].number, tracked.counts[number].number);
        tracked.seen.bits[number] = z3::ite(fact.is[number], then.seen.bits[number], tracked.seen.bits[number]);
    }
}

}  // namespace rollout::proofs
