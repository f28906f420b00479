#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

/// What holds of every two rows while an apply rolls: if the later one is not pending, it may pass the earlier one.
auto in_order(Edition edition, Latch latch, const auto& policy, const auto& earlier, const auto& later) {
    return later == State::pending || earlier == State::completed || reference::exempt(edition, latch, policy, earlier);
}

/// One row moves, which is the earlier one, the later one or another; of two rows that are in order, the later one of
/// that policy. A row that is pending starts only if no earlier one blocks it, by the subject.
struct StaysSo {
    auto operator()(const auto& world) const {
        auto holds = all_hold(world);
        const auto& inputs = world.inputs;
        const auto policy = inputs.policy("policy");
        const auto earlier = inputs.state("earlier");
        const auto later = inputs.state("later");
        const auto earlier_then = inputs.state("earlier then");
        const auto later_then = inputs.state("later then");
        const auto moves = [](const auto& state, const auto& then) {
            return state != then && then != State::pending &&
                   (state == State::pending || (state != State::completed && state != State::failed));
        };
        const auto earlier_moves = moves(earlier, earlier_then) && later_then == later;
        const auto none_moves = earlier_then == earlier && later_then == later;
        for (const Latch latch : latches) {
            const auto blocked = blocks_says(world.seen_edition, Cutover::rolling, world.seen.choice("latch", latch),
                                             world.seen.policy("policy"), world.seen.state("earlier"));
            const auto later_moves =
                moves(later, later_then) && earlier_then == earlier && !(later == State::pending && blocked);
            const auto step =
                in_order(world.edition, latch, policy, earlier, later) && (none_moves || earlier_moves || later_moves);
            for (const Latch latch_then : latches) {
                const bool is_monotone = latch <= latch_then;
                if (is_monotone) {
                    holds =
                        holds && implies(step, in_order(world.edition, latch_then, policy, earlier_then, later_then));
                }
            }
            holds = holds && implies(earlier == State::pending && later == State::pending,
                                     in_order(world.edition, latch, policy, earlier, later));
        }
        return holds;
    }
};

}  // namespace

std::vector<Lemma> rows_start_in_order() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& in : editions) {
        std::vector<std::string> clauses{"CLAIM-2", "CLAIM-3"};
        if (in.edition >= Edition::pause) {
            clauses.emplace_back("CLAIM-4");
        }
        lemmas.push_back(decision_law(
            5,
            {.name = "rows-start-in-order",
             .statement = "of every two rows, if the later one is not pending then the earlier one is completed, or "
                          "failed and the later one's policy passes it; true of pending rows, and still true once one "
                          "row moved or the pauses were released",
             .clauses = clauses,
             .inputs = "any number of rows and steps, each of a deployment of its own, rolling, nothing cancelled, "
                       "stopped or started again: every two rows, whichever row moves",
             .assumptions = {"A-5"}},
            decision(in.edition,
                     {{"policy", Sort::policy},
                      {"earlier", Sort::state},
                      {"later", Sort::state},
                      {"earlier then", Sort::state},
                      {"later then", Sort::state},
                      {"latch", Sort::choice, latches.size()}},
                     StaysSo{}),
            misread("earlier", State::cancelled, State::completed)));
    }
    return lemmas;
}

}  // namespace rollout::proofs
