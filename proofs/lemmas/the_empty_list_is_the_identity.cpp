#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const SymbolicList children = scope.list("children");
    const SymbolicFacts summary = scope.summary("summary", children);
    const SymbolicFacts facts = scope.facts("facts");
    const SymbolicFacts zero{&scope.terms(), scope.terms().context().bv_val(0, 32)};
    return z3::implies(children.empty(), summary.word == zero.word) &&
           scope.subject().combine(facts, zero).word == facts.word &&
           scope.subject().combine(zero, facts).word == facts.word;
}

bool holds(const Subject& subject, const Witness& witness) {
    const auto facts = facts_by_definition(subject, witness.lists.at(1));
    return facts_by_definition(subject, {}) == 0 && subject.combine(facts, 0U) == facts &&
           subject.combine(0U, facts) == facts && combines_as_compiled(subject, 0, facts);
}

}  // namespace

Lemma the_empty_list_is_the_identity(Edition edition) {
    return {.id = lemma_id(2, edition, "identity"),
            .statement = "the summary of no children is Summary{}, and combining with it changes nothing",
            .clauses = {},
            .edition = edition,
            .goal = goal,
            .by_bit = false,
            .breaks = shift_the_right_word,
            .twin = shift_twin,
            .holds = holds};
}

}  // namespace rollout::proofs
