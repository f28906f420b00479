#include <array>
#include <iostream>

#include <rollout/fleet.hpp>

int main() {
    using namespace rollout;
    const std::array letters{pack(Edition::b2, Operation{State::failed, Policy::continue_}),
                             pack(Edition::b2, Operation{State::running})};
    const std::array<std::size_t, 2> offsets{0, letters.size()};
    std::array<State, 1> parents{};
    project(Edition::b2, Fleet{letters, offsets}, parents, 2);
    std::cout << token(parents[0]) << "\n";
}
