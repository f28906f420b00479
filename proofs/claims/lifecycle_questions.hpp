// What lemmas ask of the guard, the writers and the claim, in two readings: of terms, the templates that ship, of
// values, the compiled code.
#pragma once

#include <rollout/claim.hpp>
#include <rollout/guard.hpp>
#include <rollout/reference/claim.hpp>
#include <rollout/reference/writers.hpp>
#include <rollout/writers.hpp>

#include "claim_rules.hpp"
#include "decision.hpp"
#include "questions.hpp"
#include "writer_rules.hpp"

namespace rollout::proofs {

/// A truth of one reading that more are joined to.
auto all_hold(const auto& world) { return world.inputs.constant(true); }

// The guard.

template <class StateInput, class Truth>
struct GuardInputOf {
    StateInput stored;
    StateInput projected;
    StateInput base;
    Truth reopen_authorized;
    Truth started_at_is_set;
};

inline std::vector<Input> guard_inputs() {
    return {{"stored", Sort::state},
            {"projected", Sort::state},
            {"base", Sort::state},
            {"reopen authorized", Sort::truth},
            {"started_at is set", Sort::truth}};
}

template <class Inputs>
auto guard_input(const Inputs& inputs) {
    return GuardInputOf<typename Inputs::StateInput, typename Inputs::Truth>{
        inputs.state("stored"), inputs.state("projected"), inputs.state("base"), inputs.truth("reopen authorized"),
        inputs.truth("started_at is set")};
}
inline GuardInput compiled_input(const GuardInputOf<State, bool>& input) {
    return {input.stored, input.projected, input.base, input.reopen_authorized, input.started_at_is_set};
}

template <class Truth>
struct GuardSays {
    Truth refuses;
    Truth writes;
};

/// Returns what the guard says that ships.
inline GuardSays<z3::expr> guard_says(Edition edition, const GuardInputOf<SymbolicState, z3::expr>& input) {
    const GuardRules& rules = guard_rules(edition);
    const z3::expr refuses = guard_refuses(rules, input);
    return {refuses, !refuses && !guard_sees_nothing_to_write(rules, input)};
}
inline GuardSays<bool> guard_says(Edition edition, const GuardInputOf<State, bool>& input) {
    const Verdict verdict = guard(edition, compiled_input(input));
    return {verdict == Verdict::refuse, verdict == Verdict::write};
}

/// Returns whether a write lands; whether the local writer may write at all.
inline z3::expr write_lands_says(Edition edition, const SymbolicState& read, const SymbolicState& stored) {
    return write_lands(edition, read, stored);
}
inline bool write_lands_says(Edition edition, State read, State stored) { return lands(edition, read, stored); }
inline z3::expr local_guard_says(const SymbolicState& stored) { return !in_mask(masks::terminal, stored); }
inline bool local_guard_says(State stored) { return local_guard_admits(stored); }

// What happens beside a local write.

template <class Truth>
struct EffectsSay {
    Truth quiesce;
    Truth completed_at;
    Truth publish;
};

inline std::vector<Input> effects_inputs() {
    return {{"result", Sort::state}, {"projected", Sort::state}, {"moved", Sort::truth}};
}
inline EffectsSay<z3::expr> effects_say(Edition edition, const SymbolicInputs& inputs) {
    const SymbolicState result = inputs.state("result");
    const SymbolicState decides = authority(edition, result, inputs.state("projected"));
    return {ends_a_drive(decides), stamps_completed_at(decides), publishes(edition, result, inputs.truth("moved"))};
}
inline EffectsSay<bool> effects_say(Edition edition, const WitnessInputs& inputs) {
    const SideEffects effects =
        side_effects(edition, inputs.state("result"), inputs.state("projected"), inputs.truth("moved"));
    return {effects.quiesce, effects.completed_at, effects.publish};
}

// The row, after a drive.

template <class StateInput, class Truth>
struct RowInputOf {
    StateInput own;
    StateInput parent;
    Truth lease_is_held;
};

inline std::vector<Input> row_inputs() {
    return {{"own", Sort::state}, {"parent", Sort::state}, {"lease is held", Sort::truth}};
}

/// Returns whether the row is written, and with this state.
inline z3::expr row_is_written_as(Edition edition, const SymbolicInputs& inputs, State state) {
    const RowInputOf<SymbolicState, z3::expr> input{inputs.state("own"), inputs.state("parent"),
                                                    inputs.truth("lease is held")};
    return writes_row(edition, input) && row_authority(edition, input) == state;
}
inline bool row_is_written_as(Edition edition, const WitnessInputs& inputs, State state) {
    return row_state(edition, {inputs.state("own"), inputs.state("parent"), inputs.truth("lease is held")}) == state;
}

// Claims.

/// Returns whether a sibling before the candidate, or a finalizer's work, keeps the candidate from starting.
inline z3::expr blocks_says(Edition edition, Cutover cutover, Latch latch, const auto& policy,
                            const SymbolicState& other) {
    return blocks(Gates(edition, cutover, latch), policy, other);
}
inline bool blocks_says(Edition edition, Cutover cutover, Latch latch, Policy policy, State other) {
    // Where rows start in parallel, only work that a finalizer waits for blocks; and a failure that fails closed stops
    // all, so the sibling's does not.
    const bool as_work = edition >= Edition::pause && cutover == Cutover::parallel;
    const std::array rows{PlacedOperation{{other, Policy::continue_}, {.deployment = as_work ? "d" : "", .key = "s/x"}},
                          PlacedOperation{{State::pending, policy},
                                          {.deployment = as_work ? "d" : "",
                                           .key = "s/group_finalizer",
                                           .kind = as_work ? Kind::group_finalizer : Kind::work}}};
    return claim(edition, rows, 1, {.cutover = cutover, .latch = latch}) == rollout::Claim::none;
}

/// Returns whether a sibling before the candidate keeps it from cutting over.
inline z3::expr keeps_from_cutting_over_says(Edition edition, Latch latch, const auto& policy,
                                             const SymbolicState& other) {
    return !lets_cut_over(Gates(edition, Cutover::rolling, latch), policy, other);
}
inline bool keeps_from_cutting_over_says(Edition edition, Latch latch, Policy policy, State other) {
    const std::array rows{PlacedOperation{{other}}, PlacedOperation{{State::waiting_for_cutover, policy}}};
    return !may_cut_over(edition, rows, 1, {.latch = latch});
}

}  // namespace rollout::proofs
