// Failed work is sorted by (deployment, key), so what a finalizer covers stands together: one search a finalizer
// instead of one look at every row. Departs from the reference; sound because the keys that begin with a text are a
// range.
#include <rollout/build.hpp>

#include <algorithm>
#include <compare>

#include "flags.hpp"

namespace rollout {
namespace {

/// Returns the scope of a finalizer's key and the slash after it; empty if the key has no scope.
std::string_view scope_and_slash(std::string_view finalizer_key) {
    constexpr std::string_view ending = "/group_finalizer";
    if (!finalizer_key.ends_with(ending) || finalizer_key == ending) {
        return {};  // [BUILD-4]
    }
    return finalizer_key.substr(0, finalizer_key.size() - ending.size() + 1);
}

struct Work {
    std::string_view deployment;
    std::string_view key;

    friend auto operator<=>(const Work&, const Work&) = default;
};

/// Requires: `failed` is sorted.
bool covers_some(const Placement& finalizer, const std::vector<Work>& failed) {
    const std::string_view within = scope_and_slash(finalizer.key);
    if (within.empty()) {
        return false;
    }
    const std::string_view scope = within.substr(0, within.size() - 1);
    if (std::binary_search(failed.begin(), failed.end(), Work{finalizer.deployment, scope})) {
        return true;
    }
    const auto first = std::lower_bound(failed.begin(), failed.end(), Work{finalizer.deployment, within});
    return first != failed.end() && first->deployment == finalizer.deployment && first->key.starts_with(within);
}

bool is_pending_or_stopped(State state) { return state == State::pending || state == State::stopped; }

bool waits(const PlacedOperation& row) {
    return row.placement.kind == Kind::group_finalizer && is_pending_or_stopped(row.operation.state);
}

/// Ensures: BUILD-2, BUILD-3.
void mark(std::span<const PlacedOperation> rows, std::vector<Child>& children) {
    std::vector<Work> failed;
    bool some_finalizer_waits = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [operation, placement] = rows[i];
        children[i].never_started = !placement.started && is_pending_or_stopped(operation.state);
        some_finalizer_waits = some_finalizer_waits || waits(rows[i]);
        if (placement.kind == Kind::work && operation.state == State::failed) {
            failed.push_back({placement.deployment, placement.key});
        }
    }
    if (failed.empty() || !some_finalizer_waits) {
        return;
    }
    std::sort(failed.begin(), failed.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        children[i].orphaned = waits(rows[i]) && covers_some(rows[i].placement, failed);
    }
}

}  // namespace

bool covers(std::string_view finalizer_key, std::string_view work_key) noexcept {
    const std::string_view within = scope_and_slash(finalizer_key);
    return !within.empty() &&
           (work_key.starts_with(within) || work_key == within.substr(0, within.size() - 1));  // [BUILD-5]
}

std::vector<Child> build(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    std::vector<Child> children;
    children.reserve(rows.size());
    for (const PlacedOperation& row : rows) {
        children.push_back(with_flags(edition, row.operation, latch));
    }
    if (edition >= Edition::finalizers) {
        mark(rows, children);
    }
    return children;
}

std::vector<Child> build(Edition edition, std::span<const Row> rows, Latch latch) {
    std::vector<PlacedOperation> placed;
    placed.reserve(rows.size());
    for (const Row& row : rows) {
        placed.push_back({parse_row(row), row.placement});
    }
    return build(edition, std::span<const PlacedOperation>(placed), latch);
}

}  // namespace rollout
