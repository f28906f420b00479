#include <rollout/guard.hpp>

#include "guard_rules.hpp"

namespace rollout {

Verdict guard(Edition edition, const GuardInput& input) noexcept {
    const GuardRules& rules = guard_rules(edition);
    if (guard_refuses(rules, input)) {
        return Verdict::refuse;
    }
    return guard_sees_nothing_to_write(rules, input) ? Verdict::no_write : Verdict::write;
}

bool local_guard_admits(State stored) noexcept { return !in_mask(masks::terminal, stored); }

}  // namespace rollout
