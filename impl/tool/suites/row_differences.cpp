#include "row_differences.hpp"

#include <algorithm>
#include <array>

#include <rollout/project.hpp>

#include "plan.hpp"
#include "shortest.hpp"

namespace rollout::oracle {
namespace {

/// Rows from the plainest on, so that the first difference that is found is a plain one.
std::vector<PlacedOperation> some_rows() {
    constexpr std::array some_states{State::pending,   State::failed,    State::stopped,          State::running,
                                     State::completed, State::cancelled, State::failed_retryable, State::reverted};
    constexpr std::array some_policies{Policy::halt, Policy::continue_, Policy::pause};
    const std::array some_places{Placement{},
                                 Placement{.step = 1},
                                 Placement{.step = 2},
                                 Placement{.started = false},
                                 Placement{.key = "a/t"},
                                 Placement{.key = "a/group_finalizer", .kind = Kind::group_finalizer}};
    std::vector<PlacedOperation> rows;
    for (const Placement& place : some_places) {
        for (const State state : some_states) {
            for (const Policy policy : some_policies) {
                if (policy == Policy::halt || state == State::failed) {
                    rows.push_back({{state, policy}, place});
                }
            }
        }
    }
    return rows;
}

WrittenRow written_row(const PlacedOperation& row) {
    WrittenRow made = written(row.operation);
    made.on_failure = row.operation.on_failure == policy_default ? absent_policy : made.on_failure;
    made.key = row.placement.key;
    made.kind = row.placement.kind;
    made.started = row.placement.started ? std::nullopt : std::optional(false);
    made.step = row.placement.step;
    return made;
}

}  // namespace

std::vector<RowDifference> row_differences(Edition before, Edition after) {
    std::vector<RowDifference> found;
    if (!reads_places(before) && !reads_places(after)) {
        return found;
    }
    const std::vector<PlacedOperation> alphabet = some_rows();
    analysis::any_list(
        std::span<const PlacedOperation>(alphabet), differing_rows_max, [&](std::span<const PlacedOperation> rows) {
            const State of_before = project(before, rows, Latch::unreleased);
            const State of_after = project(after, rows, Latch::unreleased);
            const bool is_known = std::any_of(found.begin(), found.end(), [&](const RowDifference& known) {
                return known.before == of_before && known.after == of_after;
            });
            if (of_before != of_after && !is_known) {
                std::vector<WrittenRow> list;
                std::transform(rows.begin(), rows.end(), std::back_inserter(list), written_row);
                found.push_back({{std::move(list)}, of_before, of_after});
            }
            return false;
        });
    return found;
}

}  // namespace rollout::oracle
