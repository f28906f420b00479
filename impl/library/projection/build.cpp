// What orphans rows is sorted by (deployment, key) or (deployment, step), so what reaches a row stands together: one
// search a row instead of one look at every row. Departs from the reference; sound because the keys that begin with a
// text are a range, the smallest step of a deployment comes first, and to search is to look at every row
// (proofs/induction/build.v).
#include <rollout/build.hpp>

#include <algorithm>
#include <compare>

#include "flags.hpp"
#include "orphans.hpp"

namespace rollout {
namespace {

/// Work that orphans other rows, sorted by deployment and, in one, by key or step.
template <class Key>
class WorkInOrder {
public:
    struct Work {
        std::string_view deployment;
        Key key;

        friend auto operator<=>(const Work&, const Work&) = default;
    };

    explicit WorkInOrder(std::vector<Work> work) : work_(std::move(work)) { std::sort(work_.begin(), work_.end()); }

    bool contains(std::string_view deployment, Key key) const {
        return std::binary_search(work_.begin(), work_.end(), Work{deployment, key});
    }
    bool is_first_from(std::string_view deployment, Key key, const auto& predicate) const {
        const auto first = std::lower_bound(work_.begin(), work_.end(), Work{deployment, key});
        return first != work_.end() && predicate(first->deployment, first->key);
    }

private:
    std::vector<Work> work_;
};

bool covers_some(const WorkInOrder<std::string_view>& failed, const Placement& finalizer) {
    const std::string_view within = scope_and_slash(finalizer.key);
    return !within.empty() && rollout::covers_some(failed, finalizer.deployment, without_last(within, 1), within);
}

/// Marks the rows that wait and that `reaches` says some of the work that orphans reaches.
template <class Key>
void mark_orphans(std::span<const PlacedOperation> rows, std::vector<Child>& children, const auto& orphans_others,
                  Key Placement::*key, const auto& waits_for, const auto& reaches) {
    std::vector<typename WorkInOrder<Key>::Work> work;
    bool some_row_waits = false;
    for (const PlacedOperation& row : rows) {
        some_row_waits = some_row_waits || waits_for(row);
        if (orphans_others(row)) {
            work.push_back({row.placement.deployment, row.placement.*key});
        }
    }
    if (work.empty() || !some_row_waits) {
        return;
    }
    const WorkInOrder<Key> sorted(std::move(work));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        children[i].orphaned = children[i].orphaned || (waits_for(rows[i]) && reaches(sorted, rows[i].placement));
    }
}

/// Ensures: BUILD-3, the half of BUILD-6 that is about finalizers.
void mark_finalizers(std::span<const PlacedOperation> rows, std::vector<Child>& children) {
    mark_orphans(
        rows, children, [](const auto& row) { return is_failed_work(row); }, &Placement::key,
        [](const auto& row) { return waits(row); },
        [](const auto& failed, const Placement& finalizer) { return covers_some(failed, finalizer); });
}

/// Ensures: the half of BUILD-6 that is about steps.
void mark_steps(std::span<const PlacedOperation> rows, std::vector<Child>& children) {
    mark_orphans(
        rows, children, [](const auto& row) { return ends_its_step(row); }, &Placement::step,
        [](const auto& row) { return waits_for_steps(row); },
        [](const auto& ended, const Placement& row) { return follows_some(ended, row.deployment, row.step); });
}

}  // namespace

bool covers(std::string_view finalizer_key, std::string_view work_key) noexcept {
    return covers_within(scope_and_slash(finalizer_key), work_key);
}

std::vector<Child> build(Edition edition, std::span<const PlacedOperation> rows, Latch latch) {
    std::vector<Child> children;
    children.reserve(rows.size());
    for (const PlacedOperation& row : rows) {
        children.push_back(with_flags(edition, row.operation, latch));
        children.back().never_started = edition >= Edition::finalizers && never_started(row);
    }
    if (edition >= Edition::finalizers) {
        mark_finalizers(rows, children);
    }
    if (edition >= Edition::steps) {
        mark_steps(rows, children);
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
