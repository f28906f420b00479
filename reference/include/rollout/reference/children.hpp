// The list that runs: a span, asked one question at a time.
#pragma once

#include <span>

#include <rollout/reference/ladder.hpp>
#include <rollout/vocabulary/child.hpp>

namespace rollout::reference {

/// A list of elements, each read as a child by `as_child`. Cost of a question: one pass.
template <class Element, class AsChild>
struct Children {
    using Truth = bool;
    using Decided = Decision;

    std::span<const Element> elements;
    AsChild as_child;

    constexpr bool empty() const { return elements.empty(); }
    constexpr bool always() const { return true; }
    constexpr bool any(auto predicate) const {
        for (const Element& element : elements) {
            if (predicate(as_child(element))) {
                return true;
            }
        }
        return false;
    }
    constexpr bool all(auto predicate) const {
        for (const Element& element : elements) {
            if (!predicate(as_child(element))) {
                return false;
            }
        }
        return true;
    }
    /// Returns whether some element meets `earlier` and some element after it meets `later`.
    constexpr bool any_before(auto earlier, auto later) const {
        bool met = false;  // invariant: some element before this one meets `earlier`
        for (const Element& element : elements) {
            const auto child = as_child(element);
            if (met && later(child)) {
                return true;
            }
            met = met || earlier(child);
        }
        return false;
    }
    constexpr Decision decision(Clause clause, State state) const { return {state, clause}; }
    constexpr Decision choose(bool holds, Decision answer, Decision otherwise) const {
        return holds ? answer : otherwise;
    }
};

}  // namespace rollout::reference
