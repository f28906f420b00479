// A perfect hash over the spellings of the vocabulary, checked at compile time. Departs from the reference: one
// candidate is compared instead of all. Sound because a spelling that has no slot of its own does not compile.
#include <rollout/parse.hpp>

#include <array>

namespace rollout {
namespace {

constexpr std::size_t slot_count = 64;
constexpr std::uint32_t multiplier = 0x9E379195U;  // the first at or after 2^32 / phi, in steps of 2, that separates
constexpr std::size_t spelling_count = state_count - 1 + state_aliases.size();

constexpr char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;  // [TOKEN-1]
}

constexpr StateAlias spelling(std::size_t index) {
    return index < state_count - 1 ? StateAlias{states[index].token, states[index].state}
                                   : state_aliases[index - (state_count - 1)];  // [TOKEN-3]
}

/// Requires: text is not empty.
constexpr std::size_t slot(std::string_view text) {
    const auto at = [&](std::size_t index) { return std::uint32_t{static_cast<unsigned char>(lower(text[index]))}; };
    const std::uint32_t mixed =
        static_cast<std::uint32_t>(text.size()) << 24 | at(0) << 16 | at(text.size() / 2) << 8 | at(text.size() - 1);
    return (mixed * multiplier) >> 26;
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

constexpr auto spellings_by_slot = [] {
    std::array<StateAlias, slot_count> slots;
    slots.fill({"", State::unrecognized});
    for (std::size_t i = 0; i < spelling_count; ++i) {
        slots[slot(spelling(i).token)] = spelling(i);
    }
    return slots;
}();

/// Returns whether `text`, its case ignored, is `lower_case`.
constexpr bool spells(std::string_view text, std::string_view lower_case) {
    if (text.size() != lower_case.size()) {
        return false;
    }
    unsigned difference = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        difference |= static_cast<unsigned>(lower(text[i]) ^ lower_case[i]);
    }
    return difference == 0;
}

}  // namespace

State parse_state(std::string_view token) noexcept {
    if (spells(token.substr(0, state_prefix.size()), "state_")) {
        token.remove_prefix(state_prefix.size());  // [TOKEN-2]
    }
    if (token.empty()) {
        return State::unrecognized;  // [TOKEN-4]
    }
    const StateAlias& candidate = spellings_by_slot[slot(token)];
    return spells(token, candidate.token) ? candidate.state : State::unrecognized;  // [TOKEN-4]
}

State parse_state(Edition edition, std::string_view token) noexcept {
    const State state = parse_state(token);
    return recognizes(edition, state) ? state : State::unrecognized;  // [TOKEN-5]
}

}  // namespace rollout
