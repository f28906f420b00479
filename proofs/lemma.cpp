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
    reference::with_base(edition, nobody, collect);
    if (edition < Edition::finalizers) {
        ids.emplace_back("POLICY-5");
    }
    if (edition == Edition::settled) {
        ids.insert(ids.end(), {"HOLD-1", "HOLD-3"});
    }
    if (edition == Edition::finalizers) {
        ids.insert(ids.end(), {"HOLD-2", "HOLD-4"});
    }
    return ids;
}

std::string lemma_id(int link, Edition edition, const std::string& name) {
    const std::string id = "L" + std::to_string(link) + "-" + std::string(rollout::name(edition));
    return name.empty() ? id : id + "-" + name;
}

facts_of_a_list::Facts facts_by_definition(const Subject& subject, const std::vector<Child>& list) {
    using namespace facts_of_a_list;
    Facts facts = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        facts |= subject.letter(list[i]);
        for (std::size_t before = 0; before < i; ++before) {
            const bool in_order = rollout::meets(subject.letter(list[before]), failed_pausing) &&
                                  rollout::meets(subject.letter(list[i]), holds);
            facts = rollout::with(facts, pausing_before_a_hold, in_order);
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
        for (const auto lemma :
             {finish_of_the_summary_is_the_reference, the_empty_list_is_the_identity, a_child_adds_exactly_its_letter,
              a_list_after_a_list_combines, combine_is_associative}) {
            all.push_back(lemma(facts.edition));
        }
        if (!ordered(facts.edition)) {
            all.push_back(combine_is_commutative(facts.edition));
            all.push_back(combine_is_idempotent(facts.edition));
        }
        all.push_back(an_operation_is_the_child_that_its_policy_makes(facts.edition));
    }
    return all;
}

}  // namespace rollout::proofs
