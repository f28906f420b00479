#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct TheClauseIsAFunctionOfTheSummary {
    auto operator()(auto& world) const {
        const auto one = world.list("one list");
        const auto other = world.list("another list");
        const auto clause_of = [&](const auto& list) { return reference::decide(world.edition(), list).clause; };
        return implies(world.word(one) == world.word(other), clause_of(one) == clause_of(other));
    }
};

}  // namespace

std::vector<Lemma> the_clause_is_a_function_of_the_summary() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& facts : editions) {
        lemmas.push_back(
            law(1,
                {.name = "clause",
                 .statement = "lists with the same summary are decided by the same clause of the reference",
                 .clauses = ladder_clauses(facts.edition)},
                claim({facts.edition}, {Piece::letters}, TheClauseIsAFunctionOfTheSummary{}),
                "the letter of a completed child is that of a running one", [](Implementation& subject) {
                    const facts_of_a_list::Facts running = subject.letter({State::running});
                    change_letters(subject, [&](const Child& child, facts_of_a_list::Facts& letter) {
                        letter = child.state == State::completed ? running : letter;
                    });
                }));
        lemmas.back().subject = "source instantiated: letters that ship, reference templates";
    }
    return lemmas;
}

}  // namespace rollout::proofs
