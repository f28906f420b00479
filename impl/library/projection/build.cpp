// Failed work is sorted by (deployment, key), so what a finalizer covers stands together: one search a finalizer
// instead of one look at every row. Departs from the reference; sound because the keys that begin with a text are a
// range, and to search the failed work is to look at every row (proofs/induction/build.v).
#include <rollout/build.hpp>

#include <algorithm>
#include <compare>

#include "flags.hpp"
#include "orphans.hpp"

namespace rollout {
namespace {

struct Work {
    std::string_view deployment;
    std::string_view key;

    friend auto operator<=>(const Work&, const Work&) = default;
};

/// Failed work, sorted.
class FailedWork {
public:
    explicit FailedWork(std::vector<Work> work) : work_(std::move(work)) { std::sort(work_.begin(), work_.end()); }

    bool contains(std::string_view deployment, std::string_view key) const {
        return std::binary_search(work_.begin(), work_.end(), Work{deployment, key});
    }
    bool is_first_from(std::string_view deployment, std::string_view key, const auto& predicate) const {
        const auto first = std::lower_bound(work_.begin(), work_.end(), Work{deployment, key});
        return first != work_.end() && predicate(first->deployment, first->key);
    }

private:
    std::vector<Work> work_;
};

bool covers_some(const Placement& finalizer, const FailedWork& failed) {
    const std::string_view within = scope_and_slash(finalizer.key);
    return !within.empty() && rollout::covers_some(failed, finalizer.deployment, without_last(within, 1), within);
}

/// Ensures: BUILD-2, BUILD-3.
void mark(std::span<const PlacedOperation> rows, std::vector<Child>& children) {
    std::vector<Work> failed;
    bool some_finalizer_waits = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        children[i].never_started = never_started(rows[i]);
        some_finalizer_waits = some_finalizer_waits || waits(rows[i]);
        if (is_failed_work(rows[i])) {
            failed.push_back({rows[i].placement.deployment, rows[i].placement.key});
        }
    }
    if (failed.empty() || !some_finalizer_waits) {
        return;
    }
    const FailedWork sorted(std::move(failed));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        children[i].orphaned = waits(rows[i]) && covers_some(rows[i].placement, sorted);
    }
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
