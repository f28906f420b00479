// How a letter stands in a byte: the low four bits are its row, one of three bits above them its column. A set of
// letters then has 16 bytes, a row each, and whether a letter is in it is one look-up and one mask, for as many letters
// at once as a register has bytes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <rollout/packed_letter.hpp>

#include "rules.hpp"

namespace rollout::packed {

using facts_of_a_list::Facts;

inline constexpr std::size_t row_count = 16;
inline constexpr std::size_t column_count = 3;
inline constexpr std::uint8_t row_bits = 0x0F;
inline constexpr std::uint8_t column_bits = 0x70;

/// A row for each state that can hold, with a column for each way to hold: not at all, not started, started. The states
/// that cannot hold share the rows that are left.
struct Layout {
    std::array<std::uint8_t, std::countr_one(facts_of_a_list::every_state)> byte_of_state{};  // where it does not hold
    std::array<std::array<Facts, row_count>, column_count> facts{};                           // by column and row
};

inline constexpr Layout layout = [] {
    using namespace facts_of_a_list;
    constexpr Facts never_hold = failed_halting | failed_continuing | failed_pausing | cancelled | reverted | completed;
    constexpr std::array<Facts, column_count> ways{0, holds, holds | holds_started};
    Layout made;
    std::size_t row = 0;
    std::size_t cell = column_count * static_cast<std::size_t>(std::popcount(every_state & ~never_hold));
    for (std::size_t state = 0; state < made.byte_of_state.size(); ++state) {
        const Facts fact = 1U << state;
        const bool can_hold = (fact & never_hold) == 0;
        const std::size_t its_row = can_hold ? row : cell / column_count;
        const std::size_t its_column = can_hold ? 0 : cell % column_count;
        made.byte_of_state[state] = static_cast<std::uint8_t>(its_row | std::size_t{0x10} << its_column);
        for (std::size_t way = 0; way < (can_hold ? column_count : 1); ++way) {
            made.facts[its_column + way][its_row] = fact | ways[way];
        }
        (can_hold ? row : cell) += 1;
    }
    return made;
}();
static_assert(facts_of_a_list::every_state == (1U << layout.byte_of_state.size()) - 1);

/// Returns the letter with those facts. Requires: they are one child's.
constexpr PackedLetter pack(Facts facts) {
    using namespace facts_of_a_list;
    const std::uint8_t still = layout.byte_of_state[static_cast<std::size_t>(std::countr_zero(facts))];
    const int way = (meets(facts, holds) ? 1 : 0) + (meets(facts, holds_started) ? 1 : 0);
    return PackedLetter((still & row_bits) | (still & column_bits) << way);
}

/// Facts by byte. A byte with several columns is the set of their letters; one whose highest bit is set is no child.
inline constexpr std::array<Facts, 256> facts_of_byte = [] {
    std::array<Facts, 256> made{};
    for (std::size_t byte = 0; byte < 0x80; ++byte) {
        for (std::size_t column = 0; column < column_count; ++column) {
            if ((byte >> 4 >> column & 1) != 0) {
                made[byte] |= layout.facts[column][byte & row_bits];
            }
        }
    }
    return made;
}();

inline Facts facts_of(PackedLetter letter) { return facts_of_byte[static_cast<std::size_t>(letter)]; }

/// Returns the facts of a list that begins with `facts` and goes on with `letters`, letter by letter.
template <bool in_order>
Facts folded(Facts facts, std::span<const PackedLetter> letters) {
    for (const PackedLetter letter : letters) {
        facts = extended<in_order>(facts, facts_of(letter));
    }
    return facts;
}

/// A set of letters: by row, the bits of its columns.
using LetterSet = std::array<std::uint8_t, row_count>;

/// Returns the letters that change what is known after `facts`, in an edition with order or without. Where order
/// matters, a letter that holds changes what stands after a failure that pauses, until one has: so `extended` says.
template <bool in_order>
LetterSet letters_not_absorbed(Facts facts) {
    LetterSet fresh;
    for (std::size_t row = 0; row < row_count; ++row) {
        std::uint32_t columns = 0;
        for (std::size_t column = 0; column < column_count; ++column) {
            columns |= (extended<in_order>(facts, layout.facts[column][row]) != facts ? 0x10U : 0U) << column;
        }
        fresh[row] = static_cast<std::uint8_t>(columns);
    }
    return fresh;
}

}  // namespace rollout::packed
