#include <rollout/parse.hpp>

#include "flags.hpp"
#include "policy_words.hpp"
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

}  // namespace

const Spellings& spellings_by_slot() noexcept { return spellings; }

State parse_state(std::string_view token) noexcept { return state_of_token(short_tokens, spellings, token); }

State parse_state(Edition edition, std::string_view token) noexcept {
    const State state = parse_state(token);
    return recognizes(edition, state) ? state : State::unrecognized;  // [TOKEN-5]
}

Policy parse_policy(std::optional<std::string_view> stored) noexcept { return policy_of_stored(policies, stored); }

Operation parse_row(const Row& row) noexcept { return {parse_state(row.state), parse_policy(row.on_failure)}; }

Child child_of(Edition edition, Operation operation, Latch latch) noexcept {
    return with_flags(edition, operation, latch);
}

}  // namespace rollout
