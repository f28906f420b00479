#include <rollout/summary.hpp>

#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const SymbolicList children = scope.list("children");
    const SymbolicList child = scope.list_of_one("child");
    const SymbolicFacts before = scope.summary("before", children);
    const SymbolicFacts after = scope.summary("after", scope.joined("extended", children, child));
    const SymbolicFacts letter = scope.letter(child.at(scope.terms().context().int_val(0)));
    return scope.equal(after, scope.subject().combine(before, letter));
}

bool holds(const Subject& subject, const Witness& witness) {
    std::vector<Child> extended = witness.lists.at(0);
    const Child child = witness.lists.at(1).at(0);
    extended.push_back(child);
    const auto whole = facts_by_definition(subject, extended);
    return whole == subject.combine(facts_by_definition(subject, witness.lists.at(0)), subject.letter(child)) &&
           whole == summarize(subject.edition, std::span<const Child>(extended)).facts;
}

}  // namespace

Lemma a_child_adds_exactly_its_letter(Edition edition) {
    return {
        .id = lemma_id(2, edition, "step"),
        .statement = "the summary of a list and one more child is combine(summary of the list, letter of the child)",
        .clauses = {},
        .edition = edition,
        .goal = goal,
        .by_bit = true,
        .breaks = shift_the_right_word,
        .twin = shift_twin,
        .holds = holds};
}

}  // namespace rollout::proofs
