#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const Subject& subject = scope.subject();
    const SymbolicFacts first = scope.facts("first");
    const SymbolicFacts second = scope.facts("second");
    const SymbolicFacts third = scope.facts("third");
    return subject.combine(subject.combine(first, second), third).word ==
           subject.combine(first, subject.combine(second, third)).word;
}

bool holds(const Subject& subject, const Witness& witness) {
    const auto first = facts_by_definition(subject, witness.lists.at(0));
    const auto second = facts_by_definition(subject, witness.lists.at(1));
    const auto third = facts_by_definition(subject, witness.lists.at(2));
    return subject.combine(subject.combine(first, second), third) ==
               subject.combine(first, subject.combine(second, third)) &&
           combines_as_compiled(subject, first, second) && combines_as_compiled(subject, second, third);
}

}  // namespace

Lemma combine_is_associative(Edition edition) {
    return {.id = lemma_id(2, edition, "associative"),
            .statement = "how a list is cut into parts does not matter to combine",
            .clauses = {},
            .edition = edition,
            .goal = goal,
            .by_bit = false,
            .breaks = shift_the_right_word,
            .twin = shift_twin,
            .holds = holds};
}

}  // namespace rollout::proofs
