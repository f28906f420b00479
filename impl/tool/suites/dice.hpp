// Numbers that look random and are the same everywhere: from a seed and the number of a throw, so that a case can be
// found again by its number alone. SplitMix64: Steele, Lea, Flood 2014.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rollout::oracle {

class Dice {
public:
    Dice(std::uint64_t seed, std::uint64_t number) : state_(seed) { state_ = next() ^ number; }

    /// Returns a number below `bound`. Requires: bound is not 0, and small.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    bool one_in(std::size_t count) { return below(count) == 0; }
    /// Returns one of them. Requires: there is one.
    template <class Element>
    const Element& of(std::span<const Element> elements) {
        return elements[below(elements.size())];
    }

private:
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31);
    }

    std::uint64_t state_;
};

}  // namespace rollout::oracle
