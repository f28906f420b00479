#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

struct EffectsFollow {
    auto operator()(const auto& world) const {
        const auto says = effects_say(world.seen_edition, world.seen);
        const auto projected = world.inputs.state("projected");
        const auto is_over = reference::is_terminal(projected);
        return implies(says.quiesce, is_over || projected == State::failed_retryable) &&
               implies(says.completed_at, is_over && projected != State::stopped) &&
               implies(says.publish, world.inputs.truth("moved"));
    }
};

struct FailureStored {
    auto operator()(const auto& world) const {
        return implies(world.inputs.state("own") == State::failed && world.inputs.truth("lease is held"),
                       row_is_written_as(world.seen_edition, world.seen, State::failed));
    }
};

/// True from b3 on, where the writers store what they know of their own; false before.
Lemma since_b3(Edition edition, const DecisionSaying& saying, const DecisionClaim& claim) {
    return edition < Edition::b3 ? false_decision_law(5, saying, claim, misread("edition", edition, Edition::b3))
                                 : decision_law(5, saying, claim, misread("edition", edition, Edition::b2));
}

}  // namespace

std::vector<Lemma> effects_and_failures_follow_what_is_known() {
    std::vector<Lemma> lemmas;
    for (const EditionFacts& in : editions) {
        const bool is_early = in.edition < Edition::b3;
        lemmas.push_back(since_b3(
            in.edition,
            {.name = "effects-follow",
             .statement = "beside a local write, polling ends only if the projection is terminal or failed_retryable, "
                          "completed_at is stamped only if it is terminal and not stopped, and a summary is published "
                          "only if the write moved the parent",
             .clauses = is_early ? std::vector<std::string>{"WRITE-13"}
                                 : std::vector<std::string>{"WRITE-14", "WRITE-15", "WRITE-16"},
             .inputs = "every result and projection, moved or not"},
            decision(in.edition, effects_inputs(), EffectsFollow{})));
        lemmas.push_back(since_b3(in.edition,
                                  {.name = "failure-stored",
                                   .statement = "a driver that holds its lease and whose own result is failed writes "
                                                "failed in its row",
                                   .clauses = {is_early ? "WRITE-17" : "WRITE-18"},
                                   .inputs = "every own state and parent, with or without the lease"},
                                  decision(in.edition, row_inputs(), FailureStored{})));
    }
    return lemmas;
}

}  // namespace rollout::proofs
