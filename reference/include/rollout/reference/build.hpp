// From operation rows to children: spec/rules/builder.md. Slow on purpose: every row looks at every row.
#pragma once

#include <span>
#include <vector>

#include <rollout/reference/policy.hpp>
#include <rollout/reference/state_set.hpp>

namespace rollout::reference {

inline constexpr std::string_view finalizer_ending = "/group_finalizer";

// Each of these in either reading.

/// Returns whether a finalizer's key names a scope, and the scope that it names.
constexpr auto has_scope(const auto& finalizer_key) {
    return ends(finalizer_key, finalizer_ending) && finalizer_key != finalizer_ending;  // [BUILD-4]
}
constexpr auto scope(const auto& finalizer_key) {
    return without_last(finalizer_key, finalizer_ending.size());  // [BUILD-4]
}

/// Returns whether the finalizer of the one key covers the work of the other.
constexpr auto covers(const auto& finalizer_key, const auto& work_key) {
    const auto rest = without_first(work_key, size_of(scope(finalizer_key)));
    return has_scope(finalizer_key) && begins(work_key, scope(finalizer_key)) &&
           (rest == "" || begins(rest, "/"));  // [BUILD-5]
}

constexpr auto is_pending_or_stopped(const auto& state) { return is_in(state, {State::pending, State::stopped}); }

constexpr auto never_started(const auto& row) {
    return !row.placement.started && is_pending_or_stopped(row.operation.state);  // [BUILD-2]
}

/// Returns whether a row is a finalizer that can be orphaned, whether it is work whose failure can do so, and whether
/// the failure of `other` does.
constexpr auto can_be_orphaned(const auto& row) {
    return row.placement.kind == Kind::group_finalizer && is_pending_or_stopped(row.operation.state);  // [BUILD-3]
}
constexpr auto can_orphan(const auto& row) {
    return row.placement.kind == Kind::work && row.operation.state == State::failed;  // [BUILD-3]
}
constexpr auto orphans(const auto& row, const auto& other) {
    return can_orphan(other) && other.placement.deployment == row.placement.deployment &&
           reference::covers(row.placement.key, other.placement.key);  // [BUILD-3]
}

/// Returns whether a row can be orphaned by an earlier step.
constexpr auto can_be_orphaned_by_a_step(const auto& row) {
    return row.placement.step > 0 && is_pending_or_stopped(row.operation.state);  // [BUILD-6]
}
/// Returns whether a row is work that orphans rows of later steps.
constexpr auto can_orphan_later_steps(const auto& row) {
    return row.placement.kind == Kind::work && row.placement.step > 0 &&
           is_in(row.operation.state, {State::failed, State::cancelled, State::reverted});  // [BUILD-6]
}
/// Returns whether `other` orphans a row that can be.
constexpr auto is_orphaned_by_the_step_of(const auto& row, const auto& other) {
    return can_orphan_later_steps(other) && other.placement.deployment == row.placement.deployment &&
           other.placement.step < row.placement.step;  // [BUILD-6]
}

constexpr bool orphaned(Edition edition, const PlacedOperation& row, std::span<const PlacedOperation> rows) {
    for (const PlacedOperation& other : rows) {
        if (can_be_orphaned(row) && orphans(row, other)) {
            return true;  // [BUILD-3] [BUILD-6]
        }
        if (edition >= Edition::steps && can_be_orphaned_by_a_step(row) && is_orphaned_by_the_step_of(row, other)) {
            return true;  // [BUILD-6]
        }
    }
    return false;
}

/// Returns the children that `rows` are to the rule of `edition`, in the same order. From edition finalizers on
/// placements are read. Cost: the square of the number of rows.
inline std::vector<Child> build(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    std::vector<Child> children;
    for (const PlacedOperation& row : rows) {
        Child made = child(edition, row.operation, latch);  // [BUILD-1]
        if (edition >= Edition::finalizers) {
            made.never_started = never_started(row);
            made.orphaned = orphaned(edition, row, rows);
        }
        children.push_back(made);
    }
    return children;
}

inline std::vector<Child> build(Edition edition, std::span<const Row> rows, Latch latch) {
    std::vector<PlacedOperation> placed;
    for (const Row& row : rows) {
        placed.push_back({operation(row), row.placement});
    }
    return reference::build(edition, std::span<const PlacedOperation>(placed), latch);
}

}  // namespace rollout::reference
