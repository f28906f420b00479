#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct OnceEveryChildIsTerminalTheRolloutIsTerminal {
    auto operator()(auto& world) const {
        const auto children = world.list("children");
        return implies(!children.empty() && children.all(terminal),
                       is_in(world.answer(children), reference::terminal_states));
    }
};

void let_stopped_children_hold_nothing(Implementation& subject) {
    change_letters(subject, [](const Child& child, facts_of_a_list::Facts& letter) {
        letter &= child.state == State::stopped ? ~(facts_of_a_list::holds | facts_of_a_list::holds_started) : ~0U;
    });
}

}  // namespace

std::vector<Lemma> once_every_child_is_terminal_the_rollout_is_terminal() {
    std::vector<Lemma> lemmas;
    const Saying saying{.name = "all-terminal",
                        .statement = "once there is a child and every child is terminal, the rollout is terminal",
                        .law = "P11"};
    for (const Edition edition : editions_between(Edition::b1, Edition::pause)) {
        lemmas.push_back(law(
            5, saying, claim({edition}, {Piece::rules, Piece::letters}, OnceEveryChildIsTerminalTheRolloutIsTerminal{}),
            "a rule for failures answers running",
            [](Implementation& subject) { rule_answering(subject, State::failed).answer = State::running; }));
    }
    for (const Edition edition : editions_between(Edition::settled, newest_edition)) {
        lemmas.push_back(false_law(
            5, saying, claim({edition}, {Piece::rules, Piece::letters}, OnceEveryChildIsTerminalTheRolloutIsTerminal{}),
            1, 0, "stopped children hold nothing", let_stopped_children_hold_nothing));
    }
    return lemmas;
}

}  // namespace rollout::proofs
