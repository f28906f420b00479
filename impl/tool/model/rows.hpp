// The stored rows of a situation, as the library reads them: the one place where the model hands its state to the code
// that ships.
#pragma once

#include <algorithm>
#include <span>

#include <rollout/predicates.hpp>
#include <rollout/project.hpp>

#include "protocol.hpp"
#include "situation.hpp"

namespace rollout::model {

/// Of rows of which nothing else is said: each is of a deployment of its own.
inline constexpr std::array<std::string_view, operations_max> deployments{"a", "b", "c", "d", "e", "f"};

/// The rows of a situation, as the library reads them. They point into the protocol.
class Rows {
public:
    Rows(const Protocol& protocol, const Situation& situation)
        : edition_(protocol.edition), latch_(situation.released ? Latch::released : Latch::unreleased) {
        for (std::size_t i = 0; i < protocol.operations(); ++i) {
            const StoredRow& row = situation.rows[i];
            rows_[i] = {{row.state, protocol.policies[i]},
                        protocol.placements.empty() ? Placement{.deployment = deployments[i], .started = row.started}
                                                    : protocol.placements[i].placement(row.started)};
        }
        count_ = protocol.operations();
    }
    void replace(std::size_t index, State state) { rows_[index].operation.state = state; }

    std::span<const PlacedOperation> all() const { return std::span(rows_).first(count_); }
    State projection() const { return project(edition_, all(), latch_); }
    /// Returns the base projection: what a guard asks beside the projection.
    State base() const {
        std::array<Operation, operations_max> operations{};
        std::transform(rows_.begin(), rows_.end(), operations.begin(), [](const auto& row) { return row.operation; });
        return rollout::base(edition_,
                             summarize(edition_, std::span<const Operation>(operations).first(count_), latch_));
    }
    bool every_one_is_terminal() const {
        const auto rows = all();
        return std::all_of(rows.begin(), rows.end(), [](const auto& row) { return terminal(row.operation.state); });
    }
    Latch latch() const { return latch_; }

private:
    Edition edition_;
    Latch latch_;
    std::array<PlacedOperation, operations_max> rows_;
    std::size_t count_ = 0;
};

}  // namespace rollout::model
