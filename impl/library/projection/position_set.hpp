// A set of positions in a list: a bit a position, and above it, level by level, a bit for each word that is not empty.
// Sound because that stays so whatever is inserted and erased (proofs/induction/position_set.v).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rollout {

inline constexpr std::size_t bits_of_a_word = 64;

// What an insertion, a removal and a search do at one level, in either reading. `position` is of a bit of the level.

/// Returns how many words hold so many bits.
constexpr auto words_for(const auto& bits) { return (bits + bits_of_a_word - 1) / bits_of_a_word; }
constexpr auto word_index(const auto& position) { return position / bits_of_a_word; }
constexpr auto bit_at(const auto& position) { return std::uint64_t{1} << position % bits_of_a_word; }
constexpr auto inserted(const auto& word, const auto& position) { return word | bit_at(position); }
constexpr auto erased(const auto& word, const auto& position) { return word & ~bit_at(position); }
constexpr auto is_empty(const auto& word) { return word == 0U; }
/// Returns the position of the bit of that index in the word of that index.
constexpr auto position_of(const auto& word, const auto& bit) { return bits_of_a_word * word + bit; }

class PositionSet {
public:
    PositionSet() = default;
    /// An empty set of positions below `size`. Memory: 64/63 bits a position. Throws std::bad_alloc.
    explicit PositionSet(std::size_t size) {
        do {
            size = words_for(size);
            levels_.emplace_back(size);
        } while (size > 1);
    }

    /// Requires: position is below the size. Cost: the base-64 logarithm of the size, less where a word is not the
    /// first or the last of its kind.
    void insert(std::size_t position) noexcept {
        for (std::vector<std::uint64_t>& level : levels_) {
            std::uint64_t& word = level[word_index(position)];
            const bool was_empty = is_empty(word);
            word = inserted(word, position);
            if (!was_empty) {
                return;
            }
            position = word_index(position);
        }
    }
    void erase(std::size_t position) noexcept {
        for (std::vector<std::uint64_t>& level : levels_) {
            std::uint64_t& word = level[word_index(position)];
            word = erased(word, position);
            if (!is_empty(word)) {
                return;
            }
            position = word_index(position);
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
    std::size_t found(auto bit_of) const noexcept {
        std::size_t position = 0;
        for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
            position = position_of(position, static_cast<std::size_t>(bit_of((*level)[position])));
        }
        return position;
    }

    std::vector<std::vector<std::uint64_t>> levels_;  // the positions, then the words below; the last has one word
};

}  // namespace rollout
