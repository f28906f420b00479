// Questions about a rollout that its callers ask beside its state: spec/rules/predicates.md. No clause of the
// projection uses them.
#pragma once

#include <rollout/reference/projection.hpp>

namespace rollout::reference {

/// Returns whether `state`, in either reading, is in the running family of `edition`.
constexpr auto in_running_family(Edition edition, const auto& state) {
    using enum State;
    if (edition < Edition::b4) {
        return is_in(state, {running});  // [PRED-1]
    }
    if (edition < Edition::settled) {
        return is_in(state, {running, running_degraded});  // [PRED-2]
    }
    return is_in(state, {running, running_degraded, catching_up, checksumming, post_checksum});  // [PRED-3]
}

/// Returns whether the rollout is held by a resumable child, over a list of either reading; false before edition
/// settled.
template <ChildList List>
constexpr auto held_by_a_resumable_child(Edition edition, const List& list) {
    const auto terminal_child = [](const auto& child) { return terminal(child); };
    const auto some_holds = edition < Edition::finalizers
                                ? list.any([](const auto& child) { return HoldingInSettled::holds(child); })
                                : list.any([](const auto& child) { return HoldingInFinalizers::holds(child); });
    const auto projection = decide(edition, list).state;
    return (edition >= Edition::settled) && !is_in(projection, terminal_states) && list.all(terminal_child) &&
           some_holds;  // [PRED-4]
}

constexpr bool held_by_a_resumable_child(Edition edition, std::span<const Child> children) {
    return held_by_a_resumable_child(edition, list_of(children));
}

}  // namespace rollout::reference
