// Most letters of a long list say what the letters before them have said. So the fold asks of a whole block at once
// whether some letter of it is not absorbed; only at such a letter does it take a step. Facts only grow, so a list has
// no more steps than there are facts. The idea is that of regular-expression engines which skip while an automaton
// stays in its state (Hyperscan, NSDI 2019). This file is compiled once for each instruction set.
#include "scan.hpp"

#include <cstring>

#include "prefetch.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "scan.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rollout::packed::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

// No registers of many bytes, or emulated ones: letter by letter.
template <bool in_order>
Facts scan(Facts facts, std::span<const PackedLetter> letters) {
    return folded<in_order>(facts, letters);
}

#else

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::ScalableTag<std::uint8_t>;
using Bytes = hn::Vec<Tag>;

/// How many registers' bytes are asked about at once.
constexpr std::size_t block_parts = 8;

/// Returns, for every 16 bytes of a register and each row, the columns of the letters that are not absorbed by `facts`.
template <bool in_order>
Bytes fresh_after(Facts facts) {
    alignas(16) const LetterSet set = letters_not_absorbed<in_order>(facts);
    return hn::LoadDup128(Tag(), set.data());
}

/// Returns, for each of `letters`, the columns that its row has in `fresh`: a letter is not absorbed where its own
/// column is among them. Nothing for a byte whose highest bit is set.
HWY_INLINE Bytes fresh_columns(Bytes fresh, Bytes letters) {
#if HWY_ARCH_X86
    const Bytes rows = letters;  // its look-up reads the bits of the row and the highest one only
#else
    const Bytes rows = hn::And(letters, hn::Set(Tag(), static_cast<std::uint8_t>(row_bits | 0x80)));
#endif
    return hn::TableLookupBytesOr0(fresh, rows);
}

/// Returns the facts after `parts` registers' letters: a step at each one that is not absorbed. Apart from the loop
/// that skips, which is to stay in registers.
template <bool in_order>
HWY_NOINLINE Facts stepped_over(Facts facts, const std::uint8_t* letters, std::size_t parts) {
    const Tag tag;
    const auto place = hn::Iota(tag, 0);
    Bytes fresh = fresh_after<in_order>(facts);
    for (std::size_t part = 0; part < parts; ++part) {
        const Bytes bytes = hn::LoadU(tag, letters);
        const auto is_fresh = [&] { return hn::Ne(hn::And(fresh_columns(fresh, bytes), bytes), hn::Zero(tag)); };
        auto steps = is_fresh();
        for (auto here = hn::FindFirstTrue(tag, steps); here >= 0; here = hn::FindFirstTrue(tag, steps)) {
            facts = extended<in_order>(facts, facts_of_byte[letters[here]]);
            fresh = fresh_after<in_order>(facts);
            const auto later = hn::Gt(place, hn::Set(tag, static_cast<std::uint8_t>(here)));
            steps = hn::And(later, is_fresh());
        }
        letters += hn::Lanes(tag);
    }
    return facts;
}

template <bool in_order>
Facts scan(Facts facts, std::span<const PackedLetter> letters) {
    const Tag tag;
    const std::size_t lanes = hn::Lanes(tag);
    const std::size_t block = block_parts * lanes;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(letters.data());
    Bytes fresh = fresh_after<in_order>(facts);
    std::size_t i = 0;
    for (; i + block <= letters.size(); i += block) {  // invariant: facts are those of the letters before i
        Bytes all = hn::Zero(tag);
        for (std::size_t part = 0; part < block_parts; ++part) {
            const std::uint8_t* const from = bytes + i + part * lanes;
            prefetch(from, 4096);
            const Bytes some = hn::LoadU(tag, from);
            all = hn::OrAnd(all, fresh_columns(fresh, some), some);
        }
        if (!hn::AllTrue(tag, hn::Eq(all, hn::Zero(tag)))) {
            facts = stepped_over<in_order>(facts, bytes + i, block_parts);
            fresh = fresh_after<in_order>(facts);
        }
    }
    const std::size_t parts = (letters.size() - i) / lanes;
    facts = stepped_over<in_order>(facts, bytes + i, parts);
    i += parts * lanes;
    if (i < letters.size()) {
        HWY_ALIGN std::uint8_t rest[HWY_MAX_BYTES] = {};  // filled up with no child
        std::memcpy(rest, bytes + i, letters.size() - i);
        facts = stepped_over<in_order>(facts, rest, 1);
    }
    return facts;
}

#endif

Facts scan_in_order(Facts facts, std::span<const PackedLetter> letters) { return scan<true>(facts, letters); }
Facts scan_in_any_order(Facts facts, std::span<const PackedLetter> letters) { return scan<false>(facts, letters); }
const char* target_name() { return hwy::TargetName(HWY_TARGET); }

}  // namespace rollout::packed::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rollout::packed {

HWY_EXPORT(scan_in_order);
HWY_EXPORT(scan_in_any_order);
HWY_EXPORT(target_name);

Facts scanned(bool in_order, Facts facts, std::span<const PackedLetter> letters) noexcept {
    return in_order ? HWY_DYNAMIC_DISPATCH(scan_in_order)(facts, letters)
                    : HWY_DYNAMIC_DISPATCH(scan_in_any_order)(facts, letters);
}

const char* scan_target() noexcept { return HWY_DYNAMIC_DISPATCH(target_name)(); }

}  // namespace rollout::packed
#endif
