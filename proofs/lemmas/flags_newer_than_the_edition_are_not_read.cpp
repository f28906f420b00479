#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct FlagsNewerThanTheEditionAreNotRead {
    auto operator()(auto& world) const {
        const Edition edition = world.edition();
        const auto child = world.child("child");
        auto without = child;
        const auto clear_if_newer = [&](std::size_t flag, auto& value) {
            if (child_flags[flag].since > edition) {
                value = world.truth(false);
            }
        };
        clear_if_newer(0, without.continue_on_failure);
        clear_if_newer(1, without.pause_on_failure);
        clear_if_newer(2, without.orphaned);
        clear_if_newer(3, without.never_started);
        return world.word(child) == world.word(without);
    }
};

void read_every_flag(Implementation& subject) { subject.children = child_letters(Edition::finalizers); }

}  // namespace

std::vector<Lemma> flags_newer_than_the_edition_are_not_read() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, Edition::settled)) {
        lemmas.push_back(
            law(5,
                {.name = "newer-flags",
                 .statement = "a flag that is newer than the edition changes no letter",
                 .clauses = {"POLICY-5"}},
                claim({edition}, {Piece::letters, Piece::single_letters}, FlagsNewerThanTheEditionAreNotRead{}),
                "the letters of edition finalizers", read_every_flag));
        lemmas.back().inputs = "every child";
    }
    return lemmas;
}

}  // namespace rollout::proofs
