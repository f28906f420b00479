// The projection of a rollout whose children change one at a time, for controllers that keep it in memory.
#pragma once

#include <vector>

#include <rollout/summary.hpp>

namespace rollout {

/// A list of children and its parent state. Ensures: state() equals project of the children in their present order.
class Tracker {
public:
    /// A tracker of `children`. Memory: 8 to 16 bytes a child. Throws std::bad_alloc.
    Tracker(Edition edition, std::span<const Child> children);

    std::size_t size() const noexcept { return size_; }

    /// Replaces the child at `index`. Requires: index < size(). Cost: log2(size()) combinations, fewer where the
    /// summary of a part does not change.
    void set(std::size_t index, Child child) noexcept;

    /// Returns the summary and the parent state of the whole list. Cost: constant.
    Summary summary() const noexcept { return parts_[1]; }
    State state() const noexcept { return finish(edition_, summary()); }

private:
    Edition edition_;
    std::size_t size_;
    std::size_t leaves_;          // a power of two, at least size_
    std::vector<Summary> parts_;  // part i is parts 2i and 2i + 1, in this order; the leaves are the last ones
};

}  // namespace rollout
