#include "census_of_sequence.hpp"
#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

/// A list that hands every question on to a list of any length and to its census, and answers with a new variable.
struct AskedList : SymbolicAnswers {
    struct Asked {
        z3::expr answer;
        z3::expr of_the_list;
        CensusOfSequence::Asked of_a_list;
        z3::expr of_the_census;
    };
    const SequenceList* list;
    const CensusList* census;
    std::vector<Asked>* asked;

    z3::expr empty() const {
        return ask([](const auto& of) { return of.empty(); });
    }
    z3::expr any(auto predicate) const {
        return ask([predicate](const auto& of) { return of.any(predicate); });
    }
    z3::expr all(auto predicate) const {
        return ask([predicate](const auto& of) { return of.all(predicate); });
    }
    z3::expr any_before(auto earlier, auto later) const {
        return ask([earlier, later](const auto& of) { return of.any_before(earlier, later); });
    }

private:
    z3::expr ask(const auto& question) const {
        const z3::expr of_the_list = question(*list);
        for (const Asked& before : *asked) {
            if (z3::eq(before.of_the_list, of_the_list)) {
                return before.answer;
            }
        }
        const z3::expr answer = terms->truth_named("asked " + std::to_string(asked->size() + 1));
        asked->push_back({answer, of_the_list, question, question(*census)});
        return answer;
    }
};

struct FinishOfTheSummaryIsTheReference {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        return world.answer(children) == reference::decide(world.edition(), children).state;
    }
};

/// What the claim takes for granted of a census, and that the summary of a list, by definition, is that of its census.
std::vector<Question> questions_of_the_census(const Implementation& subject, CensusOfSequence& children) {
    using namespace facts_of_a_list;
    std::vector<Question> questions;
    for (const z3::expr& premise : children.world().premises()) {
        questions.push_back(children.entails("what is taken for granted of a census", premise));
    }
    const auto letter_meets = [&](Facts facts) {
        return [set = subject.children_with(facts)](const SymbolicChild& child) { return is_in(child, set); };
    };
    const SymbolicFacts word = children.world().word(children.census());
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
        const Facts fact = 1U << bit;
        if (has(subject.reachable(), bit)) {
            const std::vector<Question> same = children.same(
                "the fact " + std::string(fact_name(bit)) + " of the list, by definition, and of its census",
                [&](const SequenceList& list) {
                    return fact == pausing_before_a_hold
                               ? list.any_before(letter_meets(failed_pausing), letter_meets(holds))
                               : list.any(letter_meets(fact));
                },
                word.bits[bit]);
            questions.insert(questions.end(), same.begin(), same.end());
        }
    }
    return questions;
}

Obligation obligation(const Terms& terms, Edition edition) {
    const auto subject_owned = std::make_shared<Implementation>(Implementation::shipped(edition));
    const Implementation& subject = *subject_owned;
    const auto owned = std::make_shared<CensusOfSequence>(terms, subject, "children");
    CensusOfSequence& children = *owned;
    const SequenceList list = children.list();
    std::vector<AskedList::Asked> asked;
    const AskedList asked_list{{&terms}, &list, &children.census(), &asked};
    const SymbolicState decided = reference::decide(edition, asked_list).state;
    Obligation made{.questions = questions_of_the_census(subject, children),
                    .read = [subject_owned, owned](const z3::model& model) { return owned->world().read(model); },
                    .fresh = true,
                    .legend = children.world().legend()};
    std::vector<z3::expr> premises = children.world().premises();
    for (const AskedList::Asked& each : asked) {
        const std::vector<Question> same = children.same("what the reference asks of the list, asked of its census",
                                                         each.of_a_list, each.of_the_census);
        made.questions.insert(made.questions.end(), same.begin(), same.end());
        premises.push_back(each.answer == each.of_the_census);
    }
    made.questions.push_back({{"the reference's ladder over these answers, and finish of the summary", premises,
                               decided == children.world().answer(children.census())}});
    return made;
}

}  // namespace

std::vector<Lemma> finish_of_the_summary_is_the_reference() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        const Edition edition = facts.edition;
        lemmas.push_back(law(
            1,
            {.name = "",
             .statement = "finish of a list's summary is the reference projection of the list",
             .clauses = ladder_clauses(edition)},
            claim({edition}, {Piece::rules, Piece::letters, Piece::single_letters}, FinishOfTheSummaryIsTheReference{}),
            "the first rule is dropped", drop_the_first_rule));
        lemmas.back().alone = true;
        // Letters that lose what the reference asks have no census to speak of: then the claim alone is refuted.
        lemmas.back().obligation = [edition, claimed = lemmas.back().obligation](const Terms& terms) {
            try {
                return obligation(terms, edition);
            } catch (const TooCoarse&) {
                return claimed(terms);
            }
        };
    }
    return comparing(
        {"reference/include/rollout/reference/base.hpp", "reference/include/rollout/reference/children.hpp",
         "reference/include/rollout/reference/holding.hpp", "reference/include/rollout/reference/ladder.hpp",
         "reference/include/rollout/reference/projection.hpp", "reference/include/rollout/reference/rollout.hpp",
         "impl/library/projection/rules.cpp", "impl/library/projection/letters.cpp"},
        lemmas);
}

}  // namespace rollout::proofs
