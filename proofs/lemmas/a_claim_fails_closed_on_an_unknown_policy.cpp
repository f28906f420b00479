#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

struct EqualsHalt {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        const auto other = world.inputs.state("other");
        const Policy unknown = world.seen.choice("policy", Policy::unknown);
        const Policy halt = world.seen.choice("policy", Policy::halt);
        for (const Latch latch : latches) {
            for (const CutoverFacts& facts : cutovers) {
                const Cutover cutover = facts.cutover;
                const auto blocked = blocks_says(world.seen_edition, cutover, latch, unknown, other);
                same = same && blocked == blocks_says(world.seen_edition, cutover, latch, halt, other) &&
                       blocked == !reference::far_enough(cutover, other);
            }
            same = same && keeps_from_cutting_over_says(world.seen_edition, latch, unknown, other) ==
                               (other != State::completed);
        }
        return same;
    }
};

}  // namespace

std::vector<Lemma> a_claim_fails_closed_on_an_unknown_policy() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& in : editions) {
        lemmas.push_back(decision_law(
            5,
            {.name = "fail-closed-claim",
             .statement =
                 "a candidate under an unknown policy passes no failure, as one under halt, whatever the latch",
             .clauses = {"CLAIM-3"},
             .inputs = "every state of the sibling, every cutover policy, either latch"},
            decision(in.edition, {{"other", Sort::state}, {"policy", Sort::choice, policy_count}}, EqualsHalt{}),
            misread("policy", Policy::unknown, Policy::continue_)));
    }
    return lemmas;
}

}  // namespace rollout::proofs
