#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const Subject& subject = scope.subject();
    const SymbolicFacts first = scope.facts("first");
    const SymbolicFacts second = scope.facts("second");
    return subject.combine(first, second).word == subject.combine(second, first).word;
}

bool holds(const Subject& subject, const Witness& witness) {
    const auto first = facts_by_definition(subject, witness.lists.at(0));
    const auto second = facts_by_definition(subject, witness.lists.at(1));
    return subject.combine(first, second) == subject.combine(second, first) &&
           combines_as_compiled(subject, first, second);
}

}  // namespace

Lemma combine_is_commutative(Edition edition) {
    return {.id = lemma_id(2, edition, "commutative"),
            .statement = "the order of the parts does not matter to combine",
            .clauses = {},
            .edition = edition,
            .goal = goal,
            .by_bit = false,
            .breaks = shift_the_right_word,
            .twin = shift_twin,
            .holds = holds};
}

}  // namespace rollout::proofs
