#include <rollout/parse.hpp>

#include "flags.hpp"
#include "policy_words.hpp"
#include "short_token.hpp"
#include "spelling.hpp"

namespace rollout {
namespace {

constexpr std::size_t spelling_count = state_count - 1 + state_aliases.size();

constexpr StateAlias spelling(std::size_t index) {
    return index < state_count - 1 ? StateAlias{states[index].token, states[index].state}
                                   : state_aliases[index - (state_count - 1)];  // [TOKEN-3]
}

constexpr bool separates_all_spellings() {
    std::array<bool, slot_count> taken{};
    for (std::size_t i = 0; i < spelling_count; ++i) {
        bool& here = taken[slot(spelling(i).token)];
        if (here) {
            return false;
        }
        here = true;
    }
    return true;
}

static_assert(separates_all_spellings(), "a spelling was added: step the multiplier until this holds");

constexpr Spellings spellings = [] {
    Spellings slots;
    slots.fill({"", State::unrecognized});
    for (std::size_t i = 0; i < spelling_count; ++i) {
        slots[slot(spelling(i).token)] = spelling(i);
    }
    return slots;
}();

/// Any text, read byte by byte [TOKEN-1] to [TOKEN-4].
State parse_any_state(std::string_view token) {
    if (begins_with_spelling(token, lower_case_prefix)) {
        token.remove_prefix(lower_case_prefix.size());  // [TOKEN-2]
    }
    return token.empty() ? State::unrecognized : state_in_slot(spellings, token);  // [TOKEN-4]
}

}  // namespace

const Spellings& spellings_by_slot() noexcept { return spellings; }

State parse_state(std::string_view token) noexcept {
    const State state = short_token_state(token);
    return state != State::unrecognized ? state : parse_any_state(token);
}

State parse_state(Edition edition, std::string_view token) noexcept {
    const State state = parse_state(token);
    return recognizes(edition, state) ? state : State::unrecognized;  // [TOKEN-5]
}

Policy parse_policy(std::optional<std::string_view> stored) noexcept {
    return stored ? policy_in(policies, *stored) : policy_default;  // [POLICY-1]
}

Operation parse_row(const Row& row) noexcept { return {parse_state(row.state), parse_policy(row.on_failure)}; }

Child child_of(Edition edition, Operation operation, Latch latch) noexcept {
    return with_flags(edition, operation, latch);
}

}  // namespace rollout
