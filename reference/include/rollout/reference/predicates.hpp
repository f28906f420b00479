// Questions about a rollout that its callers ask beside its state: spec/predicates.md. No clause of the projection uses
// them.
#pragma once

#include <rollout/reference/projection.hpp>

namespace rollout::reference {

/// Returns whether `state` is in the running family of `edition`.
constexpr bool in_running_family(Edition edition, State state) {
    using enum State;
    if (edition < Edition::b4) {
        return is_in(state, {running});  // [PRED-1]
    }
    if (edition < Edition::settled) {
        return is_in(state, {running, running_degraded});  // [PRED-2]
    }
    return is_in(state, {running, running_degraded, catching_up, checksumming, post_checksum});  // [PRED-3]
}

/// Returns whether the rollout is held by a resumable child; false before edition settled.
constexpr bool held_by_a_resumable_child(Edition edition, std::span<const Child> children) {
    if (edition < Edition::settled) {
        return false;
    }
    const auto list = list_of(children);
    const bool some_holds = list.any([&](const Child& child) {
        return edition == Edition::settled ? HoldingInSettled::holds(child) : HoldingInFinalizers::holds(child);
    });
    return !terminal(Child{reference::project(edition, children)}) &&
           list.all([](const Child& child) { return terminal(child); }) && some_holds;  // [PRED-4]
}

}  // namespace rollout::reference
