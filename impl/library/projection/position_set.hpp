// A set of positions in a list: a bit a position, and above it, level by level, a bit for each word that is not empty.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rollout {

class PositionSet {
public:
    PositionSet() = default;
    /// An empty set of positions below `size`. Memory: 64/63 bits a position. Throws std::bad_alloc.
    explicit PositionSet(std::size_t size) {
        do {
            size = (size + word_bits - 1) / word_bits;
            levels_.emplace_back(size);
        } while (size > 1);
    }

    /// Requires: position is below the size. Cost: the base-64 logarithm of the size, less where a word is not the
    /// first or the last of its kind.
    void insert(std::size_t position) noexcept {
        for (std::vector<std::uint64_t>& level : levels_) {
            std::uint64_t& word = level[position / word_bits];
            const bool was_empty = word == 0;
            word |= bit(position);
            if (!was_empty) {
                return;
            }
            position /= word_bits;
        }
    }
    void erase(std::size_t position) noexcept {
        for (std::vector<std::uint64_t>& level : levels_) {
            std::uint64_t& word = level[position / word_bits];
            word &= ~bit(position);
            if (word != 0) {
                return;
            }
            position /= word_bits;
        }
    }

    /// Returns the least position of the set, the greatest. Requires: the set is not empty. Cost: as above.
    std::size_t first() const noexcept {
        return found([](std::uint64_t word) { return std::countr_zero(word); });
    }
    std::size_t last() const noexcept {
        return found([](std::uint64_t word) { return std::bit_width(word) - 1; });
    }

private:
    static constexpr std::size_t word_bits = 64;
    static constexpr std::uint64_t bit(std::size_t position) { return std::uint64_t{1} << position % word_bits; }

    std::size_t found(auto bit_of) const noexcept {
        std::size_t position = 0;
        for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
            position = word_bits * position + static_cast<std::size_t>(bit_of((*level)[position]));
        }
        return position;
    }

    std::vector<std::vector<std::uint64_t>> levels_;  // the positions, then the words below; the last has one word
};

}  // namespace rollout
