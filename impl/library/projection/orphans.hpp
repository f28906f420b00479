// Which rows can be orphaned, by the work that their keys cover and by earlier steps, in either reading.
#pragma once

#include <rollout/vocabulary/child.hpp>
#include <rollout/vocabulary/reading.hpp>

namespace rollout {

/// Returns the scope of a finalizer's key and the slash after it; empty if the key has no scope [BUILD-4].
constexpr auto scope_and_slash(const auto& finalizer_key) {
    constexpr std::string_view ending = "/group_finalizer";
    const auto has_scope = ends(finalizer_key, ending) && finalizer_key != ending;
    return choose(has_scope, without_last(finalizer_key, ending.size() - 1), lift_text(finalizer_key, ""));
}

/// Returns whether a finalizer whose key has that scope covers the work of that key [BUILD-5].
constexpr auto covers_within(const auto& within, const auto& work_key) {
    return within != "" && (begins(work_key, within) || work_key == without_last(within, 1));
}

/// Returns whether some failed work of the deployment is covered. `failed` is sorted by (deployment, key), so what a
/// scope covers is found by two searches: the scope itself, and the first key from `within` on, because the keys that
/// begin with a text are a range that begins at it. `failed` answers `contains(deployment, key)` and
/// `is_first_from(deployment, within, predicate)`: whether the first work not before (deployment, within) exists and
/// meets the predicate.
constexpr auto covers_some(const auto& failed, const auto& deployment, const auto& scope, const auto& within) {
    return failed.contains(deployment, scope) ||
           failed.is_first_from(deployment, within, [&](const auto& first_deployment, const auto& first_key) {
               return first_deployment == deployment && begins(first_key, within);
           });
}

/// Returns whether some work that ended a step of the deployment stands at a smaller step. `ended` is sorted by
/// (deployment, step), so the first work of a deployment has its smallest step. It answers `is_first_from` as above.
constexpr auto follows_some(const auto& ended, const auto& deployment, const auto& step) {
    return ended.is_first_from(deployment, 0, [&](const auto& first_deployment, const auto& first_step) {
        return first_deployment == deployment && first_step < step;
    });
}

constexpr auto is_pending_or_stopped(const auto& state) { return state == State::pending || state == State::stopped; }

/// Returns whether the row was never started [BUILD-2]; whether it is a finalizer that failed work orphans, or such
/// work [BUILD-3]; whether it has a step and earlier ones orphan it, or is work that orphans later ones [BUILD-6].
constexpr auto never_started(const auto& row) {
    return !row.placement.started && is_pending_or_stopped(row.operation.state);
}
constexpr auto waits(const auto& row) {
    return row.placement.kind == Kind::group_finalizer && is_pending_or_stopped(row.operation.state);
}
constexpr auto is_failed_work(const auto& row) {
    return row.placement.kind == Kind::work && row.operation.state == State::failed;
}
constexpr auto waits_for_steps(const auto& row) {
    return row.placement.step > 0 && is_pending_or_stopped(row.operation.state);
}
constexpr auto ends_its_step(const auto& row) {
    return row.placement.kind == Kind::work && row.placement.step > 0 &&
           (row.operation.state == State::failed || row.operation.state == State::cancelled ||
            row.operation.state == State::reverted);
}

}  // namespace rollout
