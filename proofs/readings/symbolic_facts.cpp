#include "symbolic_facts.hpp"

namespace rollout::proofs {
namespace {

constexpr std::array<std::string_view, fact_count> fact_names{"failed_halting",
                                                              "failed_continuing",
                                                              "failed_pausing",
                                                              "failed_retryable",
                                                              "cancelled",
                                                              "stopped",
                                                              "reverting",
                                                              "reverted",
                                                              "completed",
                                                              "recovering",
                                                              "cutting_over",
                                                              "waiting_for_cutover",
                                                              "waiting_for_deploy",
                                                              "revert_window",
                                                              "running",
                                                              "seen_as_pending",
                                                              "catching_up",
                                                              "checksumming",
                                                              "post_checksum",
                                                              "other",
                                                              "holds",
                                                              "holds_started",
                                                              "pausing_before_a_hold"};

}  // namespace

std::string_view fact_name(std::size_t bit) { return fact_names[bit]; }

SymbolicFacts constant_facts(const Terms& terms, facts_of_a_list::Facts facts) {
    SymbolicFacts word{&terms, {}};
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        word.bits.push_back(terms.truth(has(facts, bit)));
    }
    return word;
}

z3::expr meets(const SymbolicFacts& facts, facts_of_a_list::Facts mask) {
    std::vector<z3::expr> met;
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        if (has(mask, bit)) {
            met.push_back(facts.bits[bit]);
        }
    }
    return facts.terms->some(met);
}

z3::expr matches(const SymbolicFacts& facts, const Rule& rule) {
    std::vector<z3::expr> asked;
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        if (has(rule.all, bit)) {
            asked.push_back(facts.bits[bit]);
        }
        if (has(rule.none & ~rule.all, bit)) {
            asked.push_back(negation(facts.bits[bit]));
        }
    }
    return facts.terms->every(asked);
}

SymbolicFacts with(SymbolicFacts facts, facts_of_a_list::Facts fact, const z3::expr& holds) {
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        if (has(fact, bit)) {
            facts.bits[bit] = facts.terms->some({facts.bits[bit], holds});
        }
    }
    return facts;
}

SymbolicFacts operator|(const SymbolicFacts& left, const SymbolicFacts& right) {
    SymbolicFacts both{left.terms, {}};
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        both.bits.push_back(left.terms->some({left.bits[bit], right.bits[bit]}));
    }
    return both;
}

z3::expr operator==(const SymbolicFacts& left, const SymbolicFacts& right) {
    std::vector<z3::expr> same;
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        if (!z3::eq(left.bits[bit], right.bits[bit])) {
            same.push_back(left.bits[bit] == right.bits[bit]);
        }
    }
    return left.terms->every(same);
}

SymbolicFacts exchanged(SymbolicFacts facts, std::size_t bit, const z3::expr& truth) {
    facts.bits[bit] = truth;
    return facts;
}

}  // namespace rollout::proofs
