// What the structured targets draw from the bytes: words of the vocabulary, and lists that reach deep clauses.
#pragma once

#include <FuzzedDataProvider.h>

#include <algorithm>
#include <string>
#include <vector>

#include <rollout/vocabulary/child.hpp>

namespace rollout::fuzz {

inline Edition draw_edition(FuzzedDataProvider& choices) {
    return editions[choices.ConsumeIntegralInRange<std::size_t>(0, editions.size() - 1)].edition;
}
inline Latch draw_latch(FuzzedDataProvider& choices) {
    return choices.ConsumeBool() ? Latch::released : Latch::unreleased;
}

/// Failures are drawn as often as all other states together: without one no policy is read.
inline State draw_state(FuzzedDataProvider& choices) {
    const auto number = choices.ConsumeIntegralInRange<std::size_t>(0, 2 * state_count - 1);
    return number < state_count ? State(number) : State::failed;
}
inline Operation draw_operation(FuzzedDataProvider& choices) {
    const State state = draw_state(choices);
    return {state, Policy(choices.ConsumeIntegralInRange<std::size_t>(0, policy_count - 1))};
}
inline Child draw_child(FuzzedDataProvider& choices) {
    const State state = draw_state(choices);
    return child_with(state, choices.ConsumeIntegralInRange<std::size_t>(0, flags_count - 1));
}

/// Returns up to `size_max` elements, each one of a few that `draw` makes: a list over many is decided by its first.
/// The size is drawn first, for what is drawn where no bytes are left is the least there is.
auto draw_list(FuzzedDataProvider& choices, std::size_t size_max, const auto& draw) {
    const auto size = choices.ConsumeIntegralInRange<std::size_t>(0, size_max);
    std::vector<decltype(draw(choices))> few;
    std::vector<decltype(draw(choices))> list;
    if (size == 0) {
        return list;
    }
    for (auto kinds = choices.ConsumeIntegralInRange<std::size_t>(1, std::min<std::size_t>(size, 5)); kinds > 0;
         --kinds) {
        few.push_back(draw(choices));
    }
    for (std::size_t i = 0; i < size; ++i) {
        // Each of the few once, if there is room, then whichever.
        list.push_back(few[i < few.size() ? i : choices.ConsumeIntegralInRange<std::size_t>(0, few.size() - 1)]);
    }
    return list;
}

/// Returns a spelling of some state, one in any case or with the prefix among them, or a text that is near one.
inline std::string draw_token(FuzzedDataProvider& choices) {
    const auto number = choices.ConsumeIntegralInRange<std::size_t>(0, states.size() + state_aliases.size() - 1);
    std::string made(number < states.size() ? states[number].token : state_aliases[number - states.size()].token);
    for (auto prefixes = choices.ConsumeIntegralInRange<unsigned>(0, 3); prefixes > 1; --prefixes) {
        made.insert(0, state_prefix);
    }
    if (choices.ConsumeProbability<float>() > 0.7F) {
        char& letter = made[choices.ConsumeIntegralInRange<std::size_t>(0, made.size() - 1)];
        letter = letter == '_' ? letter : static_cast<char>(letter ^ 0x20);
    }
    if (choices.ConsumeProbability<float>() > 0.7F) {
        made[choices.ConsumeIntegralInRange<std::size_t>(0, made.size() - 1)] = choices.ConsumeIntegral<char>();
    }
    return choices.ConsumeProbability<float>() > 0.9F ? choices.ConsumeRandomLengthString(40) : made;
}

/// Returns a word of a policy, or a text that is near one.
inline std::string draw_policy_word(FuzzedDataProvider& choices) {
    std::string made(word(Policy(choices.ConsumeIntegralInRange<std::size_t>(0, policy_count - 1))));
    return choices.ConsumeProbability<float>() > 0.9F ? made + choices.ConsumeRandomLengthString(4) : made;
}

}  // namespace rollout::fuzz
