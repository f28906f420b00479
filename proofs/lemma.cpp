#include "lemma.hpp"

#include <rollout/reference/projection.hpp>
#include <rollout/summary.hpp>

namespace rollout::proofs {

std::vector<std::string> ladder_clauses(Edition edition) {
    std::vector<std::string> ids;
    const auto collect = [&](const auto& rungs) {
        std::apply([&](const auto&... rung) { (ids.emplace_back(reference::id(rung.clause)), ...); }, rungs);
    };
    const auto nobody = reference::list_of(std::span<const Child>());
    reference::with_rollout(edition, nobody, collect);
    collect(reference::base(nobody));
    return ids;
}

std::string lemma_id(int link, Edition edition, const std::string& name) {
    const std::string id = "L" + std::to_string(link) + "-" + std::string(rollout::name(edition));
    return name.empty() ? id : id + "-" + name;
}

facts_of_a_list::Facts facts_by_definition(const Subject& subject, const std::vector<Child>& list) {
    facts_of_a_list::Facts facts = 0;
    for (unsigned bit = 0; bit < 32; ++bit) {
        for (const Child& child : list) {
            if ((subject.letter(child) >> bit & 1) != 0) {
                facts |= 1U << bit;
            }
        }
    }
    return facts;
}

bool combines_as_compiled(const Subject& subject, facts_of_a_list::Facts left, facts_of_a_list::Facts right) {
    return subject.combine_shifts || subject.combine(left, right) == rollout::combine({left}, {right}).facts;
}

void shift_the_right_word(Subject& subject) { subject.combine_shifts = true; }

std::vector<Lemma> lemmas() {
    std::vector<Lemma> all;
    for (const EditionFacts& facts : editions) {
        if (!facts.built) {
            continue;
        }
        for (const auto lemma :
             {finish_of_the_summary_is_the_reference, the_empty_list_is_the_identity, a_child_adds_exactly_its_letter,
              a_list_after_a_list_combines, combine_is_associative, combine_is_commutative, combine_is_idempotent,
              an_operation_is_the_child_that_its_policy_makes}) {
            all.push_back(lemma(facts.edition));
        }
    }
    return all;
}

}  // namespace rollout::proofs
