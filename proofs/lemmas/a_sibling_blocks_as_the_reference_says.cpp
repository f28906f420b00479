#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

struct BlocksAlike {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        const auto policy = world.inputs.policy("policy");
        const auto other = world.inputs.state("other");
        const auto seen_policy = world.seen.policy("policy");
        const auto seen_other = world.seen.state("other");
        for (const Latch latch : latches) {
            const Latch seen_latch = world.seen.choice("latch", latch);
            for (const CutoverFacts& facts : cutovers) {
                const Cutover cutover = facts.cutover;
                const Cutover seen_cutover = world.seen.choice("cutover", cutover);
                same =
                    same && blocks_says(world.seen_edition, seen_cutover, seen_latch, seen_policy, seen_other) ==
                                reference::blocks(world.edition, {.cutover = cutover, .latch = latch}, policy, other);
            }
            same = same && keeps_from_cutting_over_says(world.seen_edition, seen_latch, seen_policy, seen_other) ==
                               reference::keeps_from_cutting_over(world.edition, latch, policy, other);
        }
        return same;
    }
};

}  // namespace

std::vector<Lemma> a_sibling_blocks_as_the_reference_says() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& in : editions) {
        std::vector<std::string> clauses{"CLAIM-2", "CLAIM-3", in.edition < Edition::steps ? "CLAIM-13" : "CLAIM-17"};
        if (in.edition >= Edition::pause) {
            clauses.emplace_back("CLAIM-4");
        }
        lemmas.push_back(decision_law(
            4,
            {.name = "blocks",
             .statement =
                 "a sibling keeps a candidate from starting, and from cutting over, exactly where the reference says",
             .clauses = clauses,
             .inputs = "every state of the sibling and policy of the candidate, every cutover policy, either latch"},
            decision(in.edition,
                     {{"policy", Sort::policy},
                      {"other", Sort::state},
                      {"latch", Sort::choice, latches.size()},
                      {"cutover", Sort::choice, cutovers.size()}},
                     BlocksAlike{}),
            misread("other", State::cancelled, State::failed)));
    }
    return comparing({"reference/include/rollout/reference/claim.hpp", "impl/library/lifecycle/claim_rules.hpp"},
                     lemmas);
}

}  // namespace rollout::proofs
