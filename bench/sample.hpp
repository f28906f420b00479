// Rollouts as controllers have them: most children completed, some live, a few failed that may continue.
#pragma once

#include <random>

#include <rollout/vocabulary/child.hpp>

namespace rollout::bench {

/// What may befall a rollout's children: one failure in a hundred, or none.
enum class Mood : std::uint8_t { healthy, troubled };

class Sample {
public:
    explicit Sample(Mood mood = Mood::troubled) : mood_(mood) {}

    Operation operation() {
        const auto roll = random_() % 100;
        const State state = roll < 80                             ? State::completed
                            : roll < 90                           ? State::running
                            : roll < 99 || mood_ == Mood::healthy ? State::pending
                                                                  : State::failed;
        return {state, Policy::continue_};
    }
    std::size_t below(std::size_t bound) { return random_() % bound; }

private:
    Mood mood_;
    std::minstd_rand random_{337};
};

}  // namespace rollout::bench
