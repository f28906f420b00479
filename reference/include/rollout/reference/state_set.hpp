// A set of states, and the question whether a child is in one.
#pragma once

#include <initializer_list>

#include <rollout/vocabulary/state.hpp>

namespace rollout::reference {

class StateSet {
public:
    constexpr StateSet(std::initializer_list<State> members) {
        for (State member : members) {
            bits_ |= bit(member);
        }
    }
    constexpr bool contains(State state) const { return (bits_ & bit(state)) != 0; }

private:
    static constexpr std::uint32_t bit(State state) { return 1U << static_cast<unsigned>(state); }
    std::uint32_t bits_ = 0;
};

constexpr bool is_in(State state, const StateSet& set) { return set.contains(state); }

/// Returns the predicate "the child's state is one of `members`", for children of either reading.
constexpr auto is(std::initializer_list<State> members) {
    return [set = StateSet(members)](const auto& child) { return is_in(child.state, set); };
}
constexpr auto is(State state) { return is({state}); }

}  // namespace rollout::reference
