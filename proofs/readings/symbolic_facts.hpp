// A word of facts as terms, one truth a fact, for the templates of impl/library/projection/rules.hpp.
#pragma once

#include "rules.hpp"
#include "terms.hpp"
#include "tracked_facts.hpp"

namespace rollout::proofs {

/// How many bits a word of facts has.
inline constexpr std::size_t fact_count = 23;
static_assert(facts_of_a_list::every_fact == (1U << fact_count) - 1);

/// The names of the facts, bit 0 first, as impl/library/projection/README.md and impl/library/projection/facts.hpp
/// write them.
std::string_view fact_name(std::size_t bit);

using rollout::choose;
using rollout::exchanged;
using rollout::lift;
using rollout::matches;
using rollout::meets;
using rollout::with;

struct SymbolicFacts {
    const Terms* terms;
    std::vector<z3::expr> bits;
};

SymbolicFacts constant_facts(const Terms& terms, facts_of_a_list::Facts facts);
z3::expr meets(const SymbolicFacts& facts, facts_of_a_list::Facts mask);
z3::expr matches(const SymbolicFacts& facts, const Rule& rule);
SymbolicFacts with(SymbolicFacts facts, facts_of_a_list::Facts fact, const z3::expr& holds);
SymbolicFacts operator|(const SymbolicFacts& left, const SymbolicFacts& right);
z3::expr operator==(const SymbolicFacts& left, const SymbolicFacts& right);
inline SymbolicState lift(const SymbolicFacts& facts, State state) { return {facts.terms, facts.terms->state(state)}; }

// One fact exchanged for another truth, in both readings: what a broken combine does.
inline z3::expr has(const SymbolicFacts& facts, std::size_t bit) { return facts.bits[bit]; }
inline bool has(facts_of_a_list::Facts facts, std::size_t bit) { return (facts >> bit & 1) != 0; }
SymbolicFacts exchanged(SymbolicFacts facts, std::size_t bit, const z3::expr& truth);

}  // namespace rollout::proofs
