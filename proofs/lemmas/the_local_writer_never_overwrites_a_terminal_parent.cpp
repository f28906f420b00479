#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

struct Never {
    auto operator()(const auto& world) const {
        const auto stored = world.inputs.state("stored");
        const auto admits = local_guard_says(world.seen.state("stored"));
        return admits == reference::local_guard_admits(stored) && !(admits && reference::is_terminal(stored));
    }
};

}  // namespace

std::vector<Lemma> the_local_writer_never_overwrites_a_terminal_parent() {
    return {
        decision_law(5,
                     {.name = "local-guard",
                      .statement = "the local writer, and a direct write, never overwrite a terminal parent, and any "
                                   "other they may, as the reference says",
                      .clauses = {"GUARD-7"},
                      .inputs = "every stored state"},
                     decision(std::nullopt, {{"stored", Sort::state}}, Never{}),
                     misread("stored", State::cancelled, State::running))};
}

}  // namespace rollout::proofs
