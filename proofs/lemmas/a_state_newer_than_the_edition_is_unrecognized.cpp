#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct AStateNewerThanTheEditionIsUnrecognized {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto child = world.child("child");
        auto unrecognized = world.child("unrecognized child");
        const auto same_flag = [](const auto& left, const auto& right) { return left == right; };
        auto is_newer = world.truth(false);
        for (const StateFacts& facts : states) {
            if (!recognizes(edition, facts.state)) {
                is_newer = is_newer || child.state == facts.state;
            }
        }
        return implies(is_newer && unrecognized.state == State::unrecognized &&
                           same_flag(child.continue_on_failure, unrecognized.continue_on_failure) &&
                           same_flag(child.pause_on_failure, unrecognized.pause_on_failure) &&
                           same_flag(child.orphaned, unrecognized.orphaned) &&
                           same_flag(child.never_started, unrecognized.never_started),
                       world.word(child) == world.word(unrecognized));
    }
};

void take_a_newer_state_for_completed(Implementation& subject) {
    change_letters(subject, [&](const Child& child, facts_of_a_list::Facts& letter) {
        letter = recognizes(subject.edition, child.state) ? letter : facts_of_a_list::completed;
    });
}

}  // namespace

std::vector<Lemma> a_state_newer_than_the_edition_is_unrecognized() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, Edition::pause)) {
        lemmas.push_back(law(
            5,
            {.name = "newer-states",
             .statement = "a child in a state that is newer than the edition has the letter of an unrecognized child",
             .clauses = {"TOKEN-5"}},
            claim({edition}, {Piece::letters, Piece::single_letters}, AStateNewerThanTheEditionIsUnrecognized{}),
            "a child in a newer state counts as completed", take_a_newer_state_for_completed));
        lemmas.back().inputs = "every child";
    }
    return lemmas;
}

}  // namespace rollout::proofs
