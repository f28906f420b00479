#include <rollout/fleet.hpp>

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <cstring>

#include "prefetch.hpp"
#include "rule_pages.hpp"
#include "scan.hpp"

namespace rollout {
namespace {

using namespace packed;

/// Most rollouts have few children: up to this many are taken at once, as one word.
constexpr std::size_t word_letters = sizeof(std::uint64_t);
/// From this many letters on, the steps of a scan cost less than a look at each letter.
constexpr std::size_t long_list = 256;
/// So many letters at its beginning, at least, say most of what a long list will say.
constexpr std::size_t beginning_min = 64;
static_assert(beginning_min + HWY_ALIGNMENT <= long_list);

/// Returns the facts of the letters, without branches that depend on them but one: whether some child failed to pause.
template <bool in_order>
Facts facts_of_short_list(std::span<const PackedLetter> letters) {
    const Facts facts = folded<false>(0, letters);
    return in_order && meets(facts, facts_of_a_list::failed_pausing) ? folded<true>(0, letters) : facts;
}

/// Not part of the loop over rollouts, which is to stay small.
template <bool in_order>
[[gnu::noinline]] Facts facts_of_list(std::span<const PackedLetter> letters) {
    if (letters.size() < long_list) {
        return facts_of_short_list<in_order>(letters);
    }
    // The scan begins where a cache line does: no load of a register then crosses into another line.
    const std::size_t beginning = beginning_min + -reinterpret_cast<std::uintptr_t>(letters.data()) % HWY_ALIGNMENT;
    return scanned(in_order, facts_of_short_list<in_order>(letters.first(beginning)), letters.subspan(beginning));
}

Facts facts_of_word(std::uint64_t word) {
    const auto at = [word](unsigned index) { return facts_of_byte[word >> (8 * index) & 0xFF]; };
    return at(0) | at(1) | at(2) | at(3) | at(4) | at(5) | at(6);
}

/// Bytes below a number of letters, in a word as memory has it.
constexpr std::array<std::uint64_t, word_letters> bytes_below = [] {
    std::array<std::uint64_t, word_letters> made{};
    for (std::size_t count = 1; count < word_letters; ++count) {
        const std::size_t index = std::endian::native == std::endian::little ? count - 1 : word_letters - count;
        made[count] = made[count - 1] | std::uint64_t{0xFF} << 8 * index;
    }
    return made;
}();

template <bool in_order>
void project_each(Edition edition, const Fleet& fleet, std::span<State> parents) {
    const RulePages& pages = rule_pages(edition);
    const PackedLetter* const letters = fleet.letters.data();
    const std::size_t letters_count = fleet.letters.size();
    const std::size_t* const offsets = fleet.offsets.data();
    std::size_t begin = parents.empty() ? 0 : offsets[0];
    for (std::size_t i = 0; i < parents.size(); ++i) {
        prefetch(letters + begin, 1024);
        prefetch(offsets + i, 2048);
        const std::size_t end = offsets[i + 1];
        const std::size_t size = end - begin;
        Facts facts = 0;
        if (size < word_letters && letters_count - begin >= word_letters) [[likely]] {
            // Reads into the rollouts after this one, and leaves them out.
            std::uint64_t word = 0;
            std::memcpy(&word, letters + begin, word_letters);
            facts = facts_of_word(word & bytes_below[size]);
            if (in_order && meets(facts, facts_of_a_list::failed_pausing)) [[unlikely]] {
                facts = facts_of_list<in_order>({letters + begin, size});
            }
        } else {
            facts = facts_of_list<in_order>({letters + begin, size});
        }
        parents[i] = answer_in(pages, facts);
        begin = end;
    }
}

}  // namespace

Summary summarize(Edition edition, std::span<const PackedLetter> letters) noexcept {
    return {ordered(edition) ? facts_of_list<true>(letters) : facts_of_list<false>(letters)};
}

bool well_formed(const Fleet& fleet) noexcept {
    return std::is_sorted(fleet.offsets.begin(), fleet.offsets.end()) &&
           (fleet.offsets.empty() || fleet.offsets.back() <= fleet.letters.size());
}

void project(Edition edition, const Fleet& fleet, std::span<State> parents) noexcept {
    if (ordered(edition)) {
        project_each<true>(edition, fleet, parents);
    } else {
        project_each<false>(edition, fleet, parents);
    }
}

}  // namespace rollout
