#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const SymbolicList children = scope.list("children");
    const SymbolicFacts summary = scope.summary("summary", children);
    const SymbolicState answer = answer_of(scope.subject().rules(), summary);
    return answer.term == reference::decide(scope.subject().edition, children).state.term;
}

bool holds(const Subject& subject, const Witness& witness) {
    const std::span<const Child> children(witness.lists.at(0));
    const State expected = reference::project(subject.edition, children);
    return answer_of(subject.rules(), facts_by_definition(subject, witness.lists.at(0))) == expected &&
           rollout::project(subject.edition, children) == expected;
}

void drop_the_first_rule(Subject& subject) { subject.rules_in_order.erase(subject.rules_in_order.begin()); }

}  // namespace

Lemma finish_of_the_summary_is_the_reference(Edition edition) {
    return {.id = lemma_id(1, edition),
            .statement = "finish of a list's summary is the reference projection of the list, for lists of any length",
            .clauses = ladder_clauses(edition),
            .edition = edition,
            .goal = goal,
            .by_bit = false,
            .breaks = drop_the_first_rule,
            .twin = "the first rule is dropped",
            .holds = holds};
}

}  // namespace rollout::proofs
