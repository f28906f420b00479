// The rules as pages, so that one question a byte of facts answers for all of them at once: the scheme by which packet
// classifiers match a packet against every filter (Lakshman and Stiliadis, 1998). Sound because a rule matches facts
// exactly where it matches each byte of them.
#pragma once

#include <array>
#include <bit>
#include <cstddef>

#include "rules.hpp"

namespace rollout {

/// Bit i of a page's entry: rule i can match facts with that byte. The bit after the last rule's is always set, so that
/// the lowest bit that is set in all pages is the rule that answers.
struct RulePages {
    static constexpr std::size_t byte_values = 256;
    static constexpr std::size_t rules_max = 31;

    std::array<std::array<std::uint32_t, byte_values>, 3> pages{};
    std::array<State, rules_max + 1> answers{};
};

static_assert(facts_of_a_list::every_fact >> 8 * std::tuple_size_v<decltype(RulePages::pages)> == 0);

/// Returns `rules` as pages. Requires: at most rules_max rules.
constexpr RulePages pages_of(const Rules& rules) {
    RulePages made;
    made.answers.fill(rules.otherwise);
    for (std::size_t page = 0; page < made.pages.size(); ++page) {
        const std::size_t first_bit = 8 * page;
        for (std::uint32_t value = 0; value < RulePages::byte_values; ++value) {
            std::uint32_t& can_match = made.pages[page][value];
            can_match = 1U << rules.in_order.size();
            for (std::size_t i = 0; i < rules.in_order.size(); ++i) {
                const Rule& rule = rules.in_order[i];
                const Rule in_byte{rule.all >> first_bit & 0xFF, rule.none >> first_bit & 0xFF, rule.answer};
                can_match |= (matches(value, in_byte) ? 1U : 0U) << i;
            }
        }
    }
    for (std::size_t i = 0; i < rules.in_order.size(); ++i) {
        made.answers[i] = rules.in_order[i].answer;
    }
    return made;
}

/// Returns the shipped pages of `edition`.
const RulePages& rule_pages(Edition edition) noexcept;

/// Returns what the rules of `pages` answer to `facts`: answer_of(rules, facts), for each word of facts. Cost: three
/// look-ups that do not wait for each other and one that does; no branch.
constexpr State answer_in(const RulePages& pages, facts_of_a_list::Facts facts) {
    const std::uint32_t can_match =
        pages.pages[0][facts & 0xFF] & pages.pages[1][facts >> 8 & 0xFF] & pages.pages[2][facts >> 16 & 0xFF];
    return pages.answers[static_cast<std::size_t>(std::countr_zero(can_match))];
}

}  // namespace rollout
