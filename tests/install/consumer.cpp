#include <array>
#include <iostream>

#include <rollout/guard.hpp>
#include <rollout/project.hpp>
#include <rollout/reference/guard.hpp>
#include <rollout/reference/projection.hpp>

int main() {
    using namespace rollout;
    const std::array rows{Row{"failed", "continue"}, Row{"running"}};
    const State state = project(Edition::b2, std::span<const Row>(rows));
    std::cout << token(state) << "\n";
    const GuardInput input{.stored = State::pending, .projected = state, .base = state};
    return state == reference::project(Edition::b2, std::span<const Row>(rows)) &&
                   guard(Edition::b2, input) == reference::guard(Edition::b2, input)
               ? 0
               : 1;
}
