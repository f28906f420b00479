// The projection of a rollout whose children change one at a time, for controllers that keep it in memory.
#pragma once

#include <memory>

#include <rollout/summary.hpp>

namespace rollout {

/// A list of children and its parent state. Ensures: state() equals project of the children in their present order.
class Tracker {
public:
    /// A tracker of `children`. Memory: a byte a child; from edition pause on, where order matters, a quarter of a byte
    /// more. Throws std::bad_alloc.
    Tracker(Edition edition, std::span<const Child> children);
    ~Tracker();
    Tracker(Tracker&&) noexcept;
    Tracker& operator=(Tracker&&) noexcept;

    std::size_t size() const noexcept;

    /// Replaces the child at `index`. Requires: index < size(). Cost: constant; from edition pause on, where what the
    /// child does to a failed rollout changes, the base-64 logarithm of size() at most.
    void set(std::size_t index, Child child) noexcept;

    /// Returns the summary and the parent state of the whole list. Cost: constant; from edition pause on, where a child
    /// failed to pause and one holds, the base-64 logarithm of size().
    Summary summary() const noexcept;
    State state() const noexcept;

private:
    struct Kept;

    std::unique_ptr<Kept> kept_;
};

}  // namespace rollout
