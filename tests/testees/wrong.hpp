// Projections that are wrong on purpose, each in a way that real controllers were. The demo finds their witnesses.
#pragma once

#include <array>
#include <string_view>

#include <rollout/project.hpp>

namespace rollout::tests {

struct WrongProjection {
    std::string_view name;
    std::string_view mistake;
    State (*project)(Edition edition, std::span<const Operation> operations);
};

namespace wrong {

/// One failure ends the whole rollout under live siblings.
inline State first_failure_ends_all(Edition, std::span<const Operation> operations) {
    return project(Edition::b1, operations);
}

/// An unknown word becomes permission.
inline State unknown_is_permission(Edition edition, std::span<const Operation> operations) {
    Summary seen;
    for (const Operation& operation : operations) {
        const bool permitted = operation.on_failure == Policy::continue_ || operation.on_failure == Policy::unknown;
        seen = combine(seen, letter(edition, Child{operation.state, permitted}));
    }
    return finish(edition, seen);
}

/// A hold that waits for completed siblings only, so a stopped one holds for ever.
inline State only_completed_is_over(Edition edition, std::span<const Operation> operations) {
    const State state = project(edition, operations);
    if (state != State::failed) {
        return state;
    }
    bool over = true;
    for (const Operation& operation : operations) {
        if (operation.state == State::failed && operation.on_failure != Policy::continue_) {
            return State::failed;
        }
        over = over && (operation.state == State::failed || operation.state == State::completed);
    }
    return over ? State::failed : State::running;
}

}  // namespace wrong

inline constexpr std::array wrong_projections{
    WrongProjection{"first_failure_ends_all", "one failure ends the rollout under live siblings",
                    wrong::first_failure_ends_all},
    WrongProjection{"unknown_is_permission", "a policy that is not known is treated as permission",
                    wrong::unknown_is_permission},
    WrongProjection{"only_completed_is_over", "a stopped sibling holds the rollout open for ever",
                    wrong::only_completed_is_over},
};

}  // namespace rollout::tests
