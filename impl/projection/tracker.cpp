#include <rollout/tracker.hpp>

#include <bit>

#include "parts.hpp"

namespace rollout {

namespace {

/// An object, not a function: made_of_halves inlines it.
constexpr auto combining = [](Summary left, Summary right) { return combine(left, right); };

}  // namespace

// Invariant of both functions: parts_[i] == combine(parts_[2 * i], parts_[2 * i + 1]) for every part below its leaves
// that has been visited. Leaves beyond the last child are Summary{}, the identity.

Tracker::Tracker(Edition edition, std::span<const Child> children)
    : edition_(edition), size_(children.size()), leaves_(std::bit_ceil(children.size())), parts_(2 * leaves_) {
    for (std::size_t i = 0; i < size_; ++i) {
        parts_[leaves_ + i] = letter(edition, children[i]);
    }
    for (std::size_t i = leaves_ - 1; i > 0; --i) {
        parts_[i] = made_of_halves(parts_, i, combining);
    }
}

void Tracker::set(std::size_t index, Child child) noexcept {
    std::size_t part = leaves_ + index;
    parts_[part] = letter(edition_, child);
    while (part > 1) {
        part /= 2;
        const Summary made = made_of_halves(parts_, part, combining);
        if (made == parts_[part]) {
            return;
        }
        parts_[part] = made;
    }
}

}  // namespace rollout
