// Numbers that look random and are the same everywhere: from a seed and the number of a throw, so that a case can be
// found again by its number alone. SplitMix64: Steele, Lea, Flood 2014.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rollout::oracle {

class Dice {
public:
    Dice(std::uint64_t seed, std::uint64_t number);

    /// Returns a number below `bound`. Requires: bound is not 0, and small.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    bool one_in(std::size_t count) { return below(count) == 0; }
    /// Returns one of them. Requires: there is one.
    template <class Element>
    const Element& of(std::span<const Element> elements) {
        return elements[below(elements.size())];
    }

private:
    std::uint64_t next();

    std::uint64_t state_;
};

}  // namespace rollout::oracle
