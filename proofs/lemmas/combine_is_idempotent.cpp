#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const Subject& subject = scope.subject();
    const SymbolicFacts part = scope.facts("part");
    return subject.combine(part, part).word == part.word;
}

bool holds(const Subject& subject, const Witness& witness) {
    const auto part = facts_by_definition(subject, witness.lists.at(0));
    return subject.combine(part, part) == part && combines_as_compiled(subject, part, part);
}

}  // namespace

Lemma combine_is_idempotent(Edition edition) {
    return {.id = lemma_id(2, edition, "idempotent"),
            .statement = "a repeated part does not matter to combine",
            .clauses = {},
            .edition = edition,
            .goal = goal,
            .by_bit = false,
            .breaks = shift_the_right_word,
            .twin = shift_twin,
            .holds = holds};
}

}  // namespace rollout::proofs
