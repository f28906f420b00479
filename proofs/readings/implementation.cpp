#include "implementation.hpp"

#include <rollout/parse.hpp>
#include <rollout/predicates.hpp>

namespace rollout::proofs {

Implementation Implementation::shipped(Edition edition) {
    const Rules shipped_rules = rollout::rules(edition);
    Implementation subject{
        .edition = edition,
        .rules_in_order = {shipped_rules.in_order.begin(), shipped_rules.in_order.end()},
        .otherwise = shipped_rules.otherwise,
        .children = child_letters(edition),
        .operations = {operation_letters(edition, Latch::unreleased), operation_letters(edition, Latch::released)},
        .continues = {},
        .pauses = {},
        .predicates = {}};
    for (const Latch latch : latches) {
        for (const StateFacts& state : states) {
            for (const PolicyFacts& policy : policies) {
                const Child child = child_of(edition, {state.state, policy.policy}, latch);
                const auto add_to = [&](std::array<OperationSet, latches.size()>& sets, bool flag) {
                    sets[static_cast<std::size_t>(latch)][static_cast<std::size_t>(state.state)] |=
                        static_cast<std::uint32_t>(flag) << static_cast<unsigned>(policy.policy);
                };
                add_to(subject.continues, child.continue_on_failure);
                add_to(subject.pauses, child.pause_on_failure);
            }
        }
    }
    for (const StateFacts& facts : states) {
        subject.predicates.terminal[static_cast<std::size_t>(facts.state)] = rollout::terminal(facts.state);
        subject.predicates.running_family[static_cast<std::size_t>(facts.state)] =
            rollout::in_running_family(edition, facts.state);
    }
    return subject;
}

namespace {

/// Returns, by state, the columns of `letters` that meet `facts`.
std::array<std::uint32_t, state_count> columns_with(const auto& letters, facts_of_a_list::Facts facts) {
    std::array<std::uint32_t, state_count> set{};
    for (std::size_t state = 0; state < state_count; ++state) {
        for (std::size_t column = 0; column < letters[state].size(); ++column) {
            set[state] |= static_cast<std::uint32_t>(rollout::meets(letters[state][column], facts)) << column;
        }
    }
    return set;
}

}  // namespace

ChildSet Implementation::children_with(facts_of_a_list::Facts facts) const { return columns_with(children, facts); }

OperationSet Implementation::operations_with(facts_of_a_list::Facts facts, Latch latch) const {
    return columns_with(operations[static_cast<std::size_t>(latch)], facts);
}

facts_of_a_list::Facts Implementation::reachable() const {
    using namespace facts_of_a_list;
    Facts facts = 0;
    for (const auto& by_flags : children) {
        for (const Facts letter : by_flags) {
            facts |= letter;
        }
    }
    return rollout::with(facts, pausing_before_a_hold,
                         rollout::meets(facts, failed_pausing) && rollout::meets(facts, holds));
}

}  // namespace rollout::proofs
