// Whether a rollout is held by a resumable child, decided from facts. Text: spec/rules/predicates.md.
#pragma once

#include "rules.hpp"

namespace rollout {

namespace facts_of_a_list {
inline constexpr Facts terminal_states =
    failed_halting | failed_continuing | failed_pausing | completed | stopped | cancelled | reverted;
}

/// Requires: `rules` are those of edition settled or later. Departs from the reference: every child is terminal, so the
/// parent is live exactly where the failures hold it open. Ensures: PRED-4.
template <class Word>
constexpr auto held_in(const Rules& rules, const Word& facts) {
    using namespace facts_of_a_list;
    const auto state = answer_of(rules, facts);
    return meets(facts, holds) && !meets(facts, every_state & ~terminal_states) &&
           (state == State::running_degraded || state == State::paused);
}

}  // namespace rollout
