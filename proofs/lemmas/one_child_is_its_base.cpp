#include "clauses_of.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

struct OneChildIsItsBase {
    auto operator()(auto& world) const {
        const auto child = world.child("child");
        return world.finish(world.word(child)) == base(world.edition(), world.only(child));
    }
};

}  // namespace

std::vector<Lemma> one_child_is_its_base() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b1, newest_edition)) {
        lemmas.push_back(law(
            5, {.name = "alone", .statement = "a rollout of one child is its base, whatever its flags", .law = "P8"},
            claim({edition}, {Piece::rules, Piece::letters}, OneChildIsItsBase{}),
            "a rule for failures answers completed", let_a_failure_complete));
        lemmas.back().inputs = "every child, whatever its state and flags";
    }
    return lemmas;
}

}  // namespace rollout::proofs
