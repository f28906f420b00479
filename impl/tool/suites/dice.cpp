#include "dice.hpp"

namespace rollout::oracle {

Dice::Dice(std::uint64_t seed, std::uint64_t number) : state_(seed) { state_ = next() ^ number; }

std::uint64_t Dice::next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

}  // namespace rollout::oracle
