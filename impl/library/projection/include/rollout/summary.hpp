// The finite quotient of a list of children: all that a projection can see of it. Every list of every length is one of
// at most 4,194,112 summaries, so equality on summaries is equality on lists. Text: impl/library/projection/README.md.
#pragma once

#include <cstdint>
#include <span>

#include <rollout/vocabulary/child.hpp>

namespace rollout {

/// A set of facts about a list of children. `Summary{}` is the empty list's. A summary belongs to the edition that made
/// it: combine and finish only summaries of one edition.
struct Summary {
    std::uint32_t facts = 0;

    friend constexpr bool operator==(Summary, Summary) = default;
};

/// Returns the summary of the list that holds one element only. An operation without a place is started work.
Summary letter(Edition edition, Child child) noexcept;
Summary letter(Edition edition, Operation operation, Latch latch = Latch::unreleased) noexcept;

/// Returns the summary of the list `left` followed by the list `right`.
/// Ensures: associative, with identity Summary{}; for editions b1 to b4 also commutative and idempotent (L2).
Summary combine(Summary left, Summary right) noexcept;

/// Returns the summary of a list. Ensures: the fold of `combine` over the letters (L2). Cost: one look-up an element.
Summary summarize(Edition edition, std::span<const Child> children) noexcept;
Summary summarize(Edition edition, std::span<const Operation> operations, Latch latch = Latch::unreleased) noexcept;

/// Returns the parent state of every list with that summary.
/// Ensures: equals reference::project on such a list (L1, L3). Cost: constant, no data-dependent branch.
State finish(Edition edition, Summary summary) noexcept;

/// Returns the base projection, blind to policies, of every list with that summary: what a guard asks beside `finish`.
/// Ensures: equals reference::base (exhaustive over the reachable summaries). Cost: constant.
State base(Edition edition, Summary summary) noexcept;

}  // namespace rollout
