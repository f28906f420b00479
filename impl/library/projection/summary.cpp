#include <rollout/summary.hpp>

#include "fold.hpp"
#include "rule_pages.hpp"

namespace rollout {

Summary letter(Edition edition, Child child) noexcept { return {letter_in(child_letters(edition), child)}; }

Summary letter(Edition edition, Operation operation, Latch latch) noexcept {
    return {letter_in(operation_letters(edition, latch), operation)};
}

Summary combine(Summary left, Summary right) noexcept { return {joined(left.facts, right.facts)}; }

Summary summarize(Edition edition, std::span<const Child> children) noexcept { return summary_of(edition, children); }

Summary summarize(Edition edition, std::span<const Operation> operations, Latch latch) noexcept {
    return summary_of(edition, operations, latch);
}

State finish(Edition edition, Summary summary) noexcept { return answer_in(rule_pages(edition), summary.facts); }

/// Departs from the reference: where nothing failed the rollout is the base (ROLL-1, ROLL-2), else the base is failed
/// (BASE-1).
State base(Edition edition, Summary summary) noexcept {
    using namespace facts_of_a_list;
    const bool failed = meets(summary.facts, failed_halting | failed_continuing | failed_pausing);
    return failed ? State::failed : finish(edition, summary);
}

}  // namespace rollout
