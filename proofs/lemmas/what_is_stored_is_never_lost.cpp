#include "lifecycle_questions.hpp"

namespace rollout::proofs {
namespace {

std::vector<Input> writers_inputs() {
    std::vector<Input> inputs = guard_inputs();
    inputs.push_back({"stored now", Sort::state});
    return inputs;
}

/// What both writers do: the parent is read as `stored`, and is `stored now` when they write.
struct TerminalStays {
    auto operator()(const auto& world) const {
        const auto input = guard_input(world.inputs);
        const auto now = world.inputs.state("stored now");
        const auto seen = guard_input(world.seen);
        const auto lands = write_lands_says(world.seen_edition, seen.stored, world.seen.state("stored now"));
        const auto by_operator = guard_says(world.seen_edition, seen).writes && lands;
        const auto by_local_writer = local_guard_says(seen.stored) && lands;
        const auto leaves = reference::is_terminal(now) && !reference::is_terminal(input.projected);
        const auto reopened = now == State::failed && input.base == State::failed &&
                              input.projected == hold_of(world.edition) && input.reopen_authorized;
        return implies(by_operator && leaves, reopened) && implies(by_local_writer, !reference::is_terminal(now));
    }
};

struct NoLostUpdate {
    auto operator()(const auto& world) const {
        return implies(write_lands_says(world.seen_edition, world.seen.state("read"), world.seen.state("stored")),
                       world.inputs.state("read") == world.inputs.state("stored"));
    }
};

/// An authorized projection of the hold over a failed parent whose base is failed.
auto asks_to_reopen(const auto& input, State hold) {
    return input.reopen_authorized && input.stored == State::failed && input.base == State::failed &&
           input.projected == hold;
}

struct HoldAdmitted {
    auto operator()(const auto& world) const {
        return implies(asks_to_reopen(guard_input(world.inputs), hold_of(world.edition)),
                       !guard_says(world.seen_edition, guard_input(world.seen)).refuses);
    }
};

struct HoldRefused {
    auto operator()(const auto& world) const {
        return implies(asks_to_reopen(guard_input(world.inputs), hold_of(world.edition)),
                       guard_says(world.seen_edition, guard_input(world.seen)).refuses);
    }
};

Lemma no_lost_update(Edition edition) {
    const DecisionSaying saying{.name = "no-lost-update",
                                .statement = "a write that lands replaces the very state that its writer read",
                                .clauses = {edition < Edition::b3 ? "WRITE-7" : "WRITE-8"},
                                .inputs = "every state read and every state stored"};
    const DecisionClaim claim = decision(edition, {{"read", Sort::state}, {"stored", Sort::state}}, NoLostUpdate{});
    return edition < Edition::b3 ? false_decision_law(5, saying, claim, misread("edition", edition, Edition::b3))
                                 : decision_law(5, saying, claim, misread("edition", edition, Edition::b2));
}

}  // namespace

std::vector<Lemma> what_is_stored_is_never_lost() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::b3, newest_edition)) {
        lemmas.push_back(decision_law(
            5,
            {.name = "terminal-stays",
             .statement = "a write by the operator or by a local writer turns a terminal parent into one that is not "
                          "only where it lands as an authorized reopen, stored and base failed, projection the hold; "
                          "a local writer replaces no terminal state at all",
             .clauses = {"GUARD-2", "GUARD-3", "GUARD-7", "WRITE-8"},
             .inputs = "every state read, stored, projected and base, so rollouts of any number of operations",
             .assumptions = {"A-6"}},
            decision(edition, writers_inputs(), TerminalStays{}), misread("edition", edition, Edition::b2)));
        lemmas.push_back(decision_law(
            5,
            {.name = "hold-admitted",
             .statement = "an authorized projection of the hold over a failed parent whose base is failed is never "
                          "refused",
             .clauses = {"GUARD-2", "GUARD-3"},
             .inputs = "every stored, projected and base state"},
            decision(edition, guard_inputs(), HoldAdmitted{}), misread("reopen authorized", true, false)));
    }
    lemmas.push_back(decision_law(
        5,
        {.name = "hold-refused",
         .statement = "a projection of the hold over a failed parent is always refused, "
                      "authorized or not, its base failed: what opens such a rollout again is "
                      "an error",
         .clauses = {"GUARD-1"},
         .inputs = "every stored, projected and base state"},
        decision(Edition::b2, guard_inputs(), HoldRefused{}), misread("edition", Edition::b2, Edition::b3)));
    for (const EditionFacts& in : editions) {
        lemmas.push_back(no_lost_update(in.edition));
    }
    return lemmas;
}

}  // namespace rollout::proofs
