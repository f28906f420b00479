#include <rollout/reference/surfaces.hpp>
#include <rollout/surfaces.hpp>

#include "lifecycle_questions.hpp"
#include "surface_rules.hpp"

namespace rollout::proofs {
namespace {

struct ShownAlike {
    auto operator()(const auto& world) const {
        const auto base = world.seen.state("base");
        const auto first = world.seen.state("first");
        const auto shown = choose(shows_the_first(base, first), first, base);
        return shown == reference::shown_state(world.inputs.state("base"), world.inputs.state("first"));
    }
};

/// Returns whether a check of that parent has that conclusion.
z3::expr concludes(const SymbolicInputs& inputs, Conclusion conclusion) {
    const SymbolicState parent = inputs.state("parent");
    const z3::expr succeeds = check_succeeds(parent);
    const z3::expr fails = check_fails(parent, inputs.truth("work was completed"));
    const z3::expr needs_action = check_needs_action(parent);
    switch (conclusion) {
        case Conclusion::success:
            return succeeds;
        case Conclusion::failure:
            return !succeeds && fails;
        case Conclusion::action_required:
            return !succeeds && !fails && needs_action;
        case Conclusion::in_progress:
            break;
    }
    return !succeeds && !fails && !needs_action;
}
bool concludes(const WitnessInputs& inputs, Conclusion conclusion) {
    return rollout::conclusion(inputs.state("parent"), inputs.truth("work was completed")) == conclusion;
}

struct ConcludesAlike {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        const auto& inputs = world.inputs;
        for (const ConclusionFacts& facts : conclusions) {
            const auto expected = inputs.table(
                [&](bool work, State parent) { return reference::conclusion(parent, work) == facts.conclusion; },
                inputs.truth("work was completed"), inputs.state("parent"));
            same = same && concludes(world.seen, facts.conclusion) == expected;
            for (const ConclusionFacts& other : conclusions) {
                same = same && inputs.constant(conclusion_of_both(facts.conclusion, other.conclusion) ==
                                               reference::conclusion_of_both(facts.conclusion, other.conclusion));
            }
        }
        return same;
    }
};

/// Returns whether a row has that label.
z3::expr is_labelled(Edition edition, Cutover cutover, const SymbolicInputs& inputs, Label label) {
    const z3::expr is_pending = inputs.state("row") == State::pending;
    const z3::expr failure_blocks = inputs.truth("a failure blocks it");
    const z3::expr next = is_next(Gates(edition, cutover, Latch::unreleased), inputs.truth("an earlier row blocks it"));
    const z3::expr paused = is_paused(inputs.policy("policy"), failure_blocks);
    switch (label) {
        case Label::none:
            return !is_pending;
        case Label::next:
            return is_pending && next;
        case Label::paused:
            return is_pending && !next && paused;
        case Label::halted:
            return is_pending && !next && !paused && failure_blocks;
        case Label::waiting:
            break;
    }
    return is_pending && !next && !paused && !failure_blocks;
}
/// Asks beside an earlier row that says so.
bool is_labelled(Edition edition, Cutover cutover, const WitnessInputs& inputs, Label label) {
    std::vector<PlacedOperation> rows;
    if (inputs.truth("an earlier row blocks it")) {
        rows.push_back({{inputs.truth("a failure blocks it") ? State::failed : State::running}});
    }
    rows.push_back({{inputs.state("row"), inputs.policy("policy")}});
    return rollout::label(edition, rows, rows.size() - 1, {.cutover = cutover}) == label;
}

/// A failure that blocks is a row that blocks, and no candidate that may pass it.
struct LabelledAlike {
    auto operator()(const auto& world) const {
        auto same = all_hold(world);
        const auto& inputs = world.inputs;
        const auto policy = inputs.policy("policy");
        const auto failure_blocks = inputs.truth("a failure blocks it");
        for (const CutoverFacts& of_cutover : cutovers) {
            const Cutover cutover = of_cutover.cutover;
            for (const LabelFacts& facts : labels) {
                const auto expected = inputs.table(
                    [&](bool is_pause, bool failure, bool blocks, State state) {
                        return reference::label_of(state, is_pause ? Policy::pause : Policy::halt, cutover, failure,
                                                   blocks) == facts.label;
                    },
                    policy == Policy::pause, failure_blocks, inputs.truth("an earlier row blocks it"),
                    inputs.state("row"));
                same = same && is_labelled(world.seen_edition, world.seen.choice("cutover", cutover), world.seen,
                                           facts.label) == expected;
            }
        }
        return implies(
            implies(failure_blocks, inputs.truth("an earlier row blocks it") && !(policy == Policy::continue_)), same);
    }
};

}  // namespace

std::vector<Lemma> what_people_see_is_what_the_reference_shows() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::steps, newest_edition)) {
        lemmas.push_back(decision_law(
            4,
            {.name = "shown",
             .statement =
                 "a target shows what the reference says, of the base of its rows and of the first that is not "
                 "completed",
             .clauses = {"TARGET-1", "TARGET-2"},
             .inputs = "every base and every state of the first"},
            decision(edition, {{"base", Sort::state}, {"first", Sort::state}}, ShownAlike{}),
            misread("first", State::waiting_for_cutover, State::running)));
        lemmas.push_back(decision_law(
            4,
            {.name = "check",
             .statement = "a check of one parent, and two checks together, conclude what the reference says",
             .clauses = {"CHECK-1", "CHECK-2", "CHECK-3", "CHECK-4", "CHECK-5", "CHECK-6"},
             .inputs = "every state of the parent, whether or not work was completed; every two conclusions, "
                       "compiled"},
            decision(edition, {{"parent", Sort::state}, {"work was completed", Sort::truth}}, ConcludesAlike{}),
            misread("parent", State::stopped, State::failed)));
        lemmas.push_back(decision_law(
            4,
            {.name = "label",
             .statement = "a row has the label that the reference gives it, of what its siblings say",
             .clauses = {"LABEL-1", "LABEL-2", "LABEL-3", "LABEL-4", "LABEL-5", "LABEL-6"},
             .inputs = "every state and policy of the row, blocked by a failure, by another row or by none, every "
                       "cutover policy"},
            decision(edition,
                     {{"row", Sort::state},
                      {"policy", Sort::policy},
                      {"a failure blocks it", Sort::truth},
                      {"an earlier row blocks it", Sort::truth},
                      {"cutover", Sort::choice, cutovers.size()}},
                     LabelledAlike{}),
            misread("row", State::resuming, State::pending)));
    }
    return comparing({"reference/include/rollout/reference/surfaces.hpp", "impl/library/lifecycle/surface_rules.hpp"},
                     lemmas);
}

}  // namespace rollout::proofs
