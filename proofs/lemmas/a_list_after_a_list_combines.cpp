#include <rollout/summary.hpp>

#include "lemma.hpp"

namespace rollout::proofs {
namespace {

z3::expr goal(Scope& scope) {
    const SymbolicList earlier = scope.list("earlier");
    const SymbolicList later = scope.list("later");
    const SymbolicFacts left = scope.summary("left", earlier);
    const SymbolicFacts right = scope.summary("right", later);
    const SymbolicFacts whole = scope.summary("whole", scope.joined("joined", earlier, later));
    return scope.equal(whole, scope.subject().combine(left, right));
}

bool holds(const Subject& subject, const Witness& witness) {
    std::vector<Child> joined = witness.lists.at(0);
    joined.insert(joined.end(), witness.lists.at(1).begin(), witness.lists.at(1).end());
    const auto whole = facts_by_definition(subject, joined);
    return whole == subject.combine(facts_by_definition(subject, witness.lists.at(0)),
                                    facts_by_definition(subject, witness.lists.at(1))) &&
           whole == summarize(subject.edition, std::span<const Child>(joined)).facts;
}

}  // namespace

Lemma a_list_after_a_list_combines(Edition edition) {
    return {.id = lemma_id(2, edition, "homomorphism"),
            .statement = "the summary of one list after another is the combination of their summaries",
            .clauses = {},
            .edition = edition,
            .goal = goal,
            .by_bit = true,
            .breaks = shift_the_right_word,
            .twin = shift_twin,
            .holds = holds};
}

}  // namespace rollout::proofs
