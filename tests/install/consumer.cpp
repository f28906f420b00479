#include <array>
#include <iostream>

#include <rollout/project.hpp>
#include <rollout/reference/projection.hpp>

int main() {
    using namespace rollout;
    const std::array rows{Row{"failed", "continue"}, Row{"running"}};
    const State state = project(Edition::b2, std::span<const Row>(rows));
    std::cout << token(state) << "\n";
    return state == reference::project(Edition::b2, std::span<const Row>(rows)) ? 0 : 1;
}
