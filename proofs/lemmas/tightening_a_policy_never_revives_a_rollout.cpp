#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct TighteningAPolicyNeverRevivesARollout {
    auto operator()(auto& world) const {
        const auto before = world.list("before");
        const auto after = world.list("after");
        const auto operation = world.operation("operation");
        const auto never_revives_when = [&](Latch latch) {
            const auto loose = answer_between(
                world, before, world.word(world.operation(operation.state, Policy::continue_), latch), after);
            const auto tight = answer_between(world, before, world.word(operation, latch), after);
            return implies(is_in(loose, reference::terminal_states), is_in(tight, reference::terminal_states)) &&
                   implies(loose != State::completed, tight != State::completed);
        };
        return never_revives_when(Latch::unreleased) && never_revives_when(Latch::released);
    }
};

void take_a_halting_failure_for_running(Implementation& subject) {
    change_failed_operations(subject, Policy::halt, facts_of_a_list::running);
}

}  // namespace

std::vector<Lemma> tightening_a_policy_never_revives_a_rollout() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(
            law(5,
                {.name = "tightening",
                 .statement =
                     "changing an operation's policy from continue to anything else never turns a terminal rollout "
                     "into a live one and never yields completed, wherever it stands, whatever the latch",
                 .clauses = flags_clauses(edition)},
                claim({edition}, {Piece::operations}, TighteningAPolicyNeverRevivesARollout{}),
                "a failure under halt counts as running", take_a_halting_failure_for_running));
    }
    return lemmas;
}

}  // namespace rollout::proofs
