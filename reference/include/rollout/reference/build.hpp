// From operation rows to children: spec/builder.md. Slow on purpose: every finalizer looks at every row.
#pragma once

#include <span>
#include <vector>

#include <rollout/reference/policy.hpp>
#include <rollout/reference/state_set.hpp>

namespace rollout::reference {

/// Returns the scope that a finalizer's key names, or nothing.
constexpr std::optional<std::string_view> scope(std::string_view finalizer_key) {
    constexpr std::string_view ending = "/group_finalizer";
    if (!finalizer_key.ends_with(ending) || finalizer_key == ending) {
        return std::nullopt;  // [BUILD-4]
    }
    return finalizer_key.substr(0, finalizer_key.size() - ending.size());  // [BUILD-4]
}

/// Returns whether the finalizer of the one key covers the work of the other.
constexpr bool covers(std::string_view finalizer_key, std::string_view work_key) {
    const auto scoped = scope(finalizer_key);
    if (!scoped || !work_key.starts_with(*scoped)) {
        return false;  // [BUILD-5]
    }
    const std::string_view rest = work_key.substr(scoped->size());
    return rest.empty() || rest.front() == '/';  // [BUILD-5]
}

constexpr bool is_pending_or_stopped(State state) { return is_in(state, {State::pending, State::stopped}); }

constexpr bool never_started(const PlacedOperation& row) {
    return !row.placement.started && is_pending_or_stopped(row.operation.state);  // [BUILD-2]
}

constexpr bool orphaned(const PlacedOperation& row, std::span<const PlacedOperation> rows) {
    if (row.placement.kind != Kind::group_finalizer || !is_pending_or_stopped(row.operation.state)) {
        return false;  // [BUILD-3]
    }
    for (const PlacedOperation& other : rows) {
        if (other.placement.kind == Kind::work && other.operation.state == State::failed &&
            other.placement.deployment == row.placement.deployment &&
            reference::covers(row.placement.key, other.placement.key)) {
            return true;  // [BUILD-3]
        }
    }
    return false;
}

/// Returns the children that `rows` are to the rule of `edition`, in the same order. Only edition finalizers reads
/// placements. Cost: the square of the number of rows.
inline std::vector<Child> build(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    std::vector<Child> children;
    for (const PlacedOperation& row : rows) {
        Child made = child(edition, row.operation, latch);  // [BUILD-1]
        if (edition >= Edition::finalizers) {
            made.never_started = never_started(row);
            made.orphaned = orphaned(row, rows);
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
