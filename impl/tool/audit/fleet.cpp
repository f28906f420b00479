#include "fleet.hpp"

#include <algorithm>

namespace rollout::audit {

bool Fleet::add_parent(std::string_view id, std::string_view stored, bool is_released) {
    const std::size_t known = ids_.size();
    if (ids_.number(id) < known) {
        return false;
    }
    parents_.push_back({texts_.number(stored), is_released});
    return true;
}

void Fleet::add_row(const SourceRow& row) {
    const auto parent = ids_.find(row.rollout);
    if (!parent) {
        if (rows_without_parent_++ == 0) {
            first_without_parent_ = row.rollout;
        }
        return;
    }
    rows_.push_back({row.order, *parent, texts_.number(row.state),
                     row.on_failure ? texts_.number(*row.on_failure) : null_policy, place(row.placement)});
}

void Fleet::mark_unreadable(std::string_view id) {
    if (const auto parent = ids_.find(id)) {
        parents_[*parent].is_unreadable = true;
    }
}

std::uint32_t Fleet::place(const Placement& placement) {
    if (placement.deployment.empty() && placement.key.empty() && placement.kind == Kind::work && placement.started &&
        placement.step == 0) {
        return 0;
    }
    const PlaceKey key{texts_.number(placement.deployment), texts_.number(placement.key), placement.kind,
                       placement.started, placement.step};
    const auto [known, is_new] = place_numbers_.emplace(key, static_cast<std::uint32_t>(places_.size()));
    if (is_new) {
        places_.push_back({.deployment = texts_[std::get<0>(key)],
                           .key = texts_[std::get<1>(key)],
                           .kind = placement.kind,
                           .started = placement.started,
                           .step = placement.step});
    }
    return known->second;
}

void Fleet::finish() {
    const auto by_parent = [](const StoredRow& one, const StoredRow& other) {
        return std::pair(one.parent, one.order) < std::pair(other.parent, other.order);
    };
    if (!std::is_sorted(rows_.begin(), rows_.end(), by_parent)) {
        std::stable_sort(rows_.begin(), rows_.end(), by_parent);
    }
    first_row_.assign(parents_.size() + 1, 0);
    for (const StoredRow& row : rows_) {
        ++first_row_[row.parent + 1];
    }
    for (std::size_t parent = 0; parent < parents_.size(); ++parent) {
        first_row_[parent + 1] += first_row_[parent];
    }
}

void Fleet::rows_of(std::size_t parent, std::vector<Row>& rows) const {
    rows.clear();
    for (std::size_t i = first_row_[parent]; i < first_row_[parent + 1]; ++i) {
        const StoredRow& row = rows_[i];
        // Null is as unknown as the empty word (POLICY-2).
        rows.push_back({texts_[row.state], row.policy == null_policy ? std::string_view() : texts_[row.policy],
                        places_[row.place]});
    }
}

}  // namespace rollout::audit
