// A text as its size and its bytes, at the widths of the machine: size_t has 64 bits, the hash 32.
#pragma once

#include <bit>

#include "short_token.hpp"
#include "terms.hpp"

namespace rollout::proofs {

/// A byte whose case was folded, by a folding that is not said: the same for both sides (question "one folding").
struct FoldedByte {
    z3::expr bits;
};
/// A byte of a text.
struct SymbolicByte {
    z3::expr bits;
    z3::func_decl folding;
};
inline FoldedByte ascii_lower(const SymbolicByte& byte) { return {byte.folding(byte.bits)}; }
inline FoldedByte lower(const SymbolicByte& byte) { return {byte.folding(byte.bits)}; }
inline z3::expr operator==(const FoldedByte& left, char right) {
    return left.bits == left.bits.ctx().bv_val(static_cast<unsigned char>(right), 8);
}

/// A byte on which the two foldings themselves are run.
struct PlainByte {
    z3::expr bits;

    PlainByte(z3::expr term) : bits(std::move(term)) {}
};
inline z3::expr operator>=(const PlainByte& left, char right) {
    return z3::sge(left.bits, left.bits.ctx().bv_val(right, 8));  // char is signed where this is proved
}
inline z3::expr operator<(const PlainByte& left, char right) {
    return z3::slt(left.bits, left.bits.ctx().bv_val(right, 8));
}
inline z3::expr operator<=(const PlainByte& left, char right) {
    return z3::sle(left.bits, left.bits.ctx().bv_val(right, 8));
}
inline PlainByte operator-(const PlainByte& left, char right) { return left.bits - left.bits.ctx().bv_val(right, 8); }
inline PlainByte operator+(const PlainByte& left, char right) { return left.bits + left.bits.ctx().bv_val(right, 8); }
inline PlainByte operator|(const PlainByte& left, int right) { return left.bits | left.bits.ctx().bv_val(right, 8); }
inline PlainByte choose(const z3::expr& holds, const PlainByte& answer, const PlainByte& otherwise) {
    return z3::ite(holds, answer.bits, otherwise.bits);
}

/// A size: 64 bits.
struct SymbolicSize {
    z3::expr bits;

    z3::expr constant(std::size_t value) const { return bits.ctx().bv_val(static_cast<std::uint64_t>(value), 64); }
};
inline z3::expr operator==(const SymbolicSize& left, std::size_t right) { return left.bits == left.constant(right); }
inline z3::expr operator>=(const SymbolicSize& left, std::size_t right) {
    return z3::uge(left.bits, left.constant(right));
}
inline z3::expr operator<=(const SymbolicSize& left, std::size_t right) {
    return z3::ule(left.bits, left.constant(right));
}
inline SymbolicSize smaller_of(std::size_t left, const SymbolicSize& right) {
    return {z3::ite(right <= left, right.bits, right.constant(left))};
}
inline SymbolicSize operator/(const SymbolicSize& left, std::size_t right) {
    return {z3::udiv(left.bits, left.constant(right))};
}
inline SymbolicSize operator-(const SymbolicSize& left, std::size_t right) {
    return {left.bits - left.constant(right)};
}

/// A word of 32 bits.
struct SymbolicWord {
    z3::expr bits;

    z3::expr constant(std::uint32_t value) const { return bits.ctx().bv_val(static_cast<unsigned>(value), 32); }
};
inline SymbolicWord word_of(const SymbolicSize& size) { return {size.bits.extract(31, 0)}; }
inline SymbolicWord word_of(const FoldedByte& byte) { return {z3::zext(byte.bits, 24)}; }
inline SymbolicWord operator<<(const SymbolicWord& left, unsigned count) {
    return {z3::shl(left.bits, left.constant(count))};
}
inline SymbolicWord operator>>(const SymbolicWord& left, unsigned count) {
    return {z3::lshr(left.bits, left.constant(count))};
}
inline SymbolicWord rotl(SymbolicWord left, unsigned count) { return {left.bits.rotate_left(count)}; }
inline SymbolicWord operator|(const SymbolicWord& left, const SymbolicWord& right) { return {left.bits | right.bits}; }
inline SymbolicWord operator^(const SymbolicWord& left, const SymbolicWord& right) { return {left.bits ^ right.bits}; }
inline SymbolicWord operator^(const SymbolicWord& left, std::uint32_t right) {
    return {left.bits ^ left.constant(right)};
}
inline SymbolicWord operator+(const SymbolicWord& left, const SymbolicWord& right) { return {left.bits + right.bits}; }
inline z3::expr operator==(const SymbolicWord& left, std::uint32_t right) { return left.bits == left.constant(right); }
inline SymbolicWord operator*(const SymbolicWord& left, std::uint32_t right) {
    return {left.bits * left.constant(right)};
}

/// A text of any size: the bytes from `from` on of a sequence of bytes.
class SymbolicBytes {
public:
    SymbolicBytes(const Terms& terms, z3::expr from, z3::expr size, z3::func_decl byte, z3::func_decl folding)
        : terms_(terms),
          from_(std::move(from)),
          size_(std::move(size)),
          byte_(std::move(byte)),
          folding_(std::move(folding)) {}

    const Terms& terms() const { return terms_; }
    SymbolicSize size() const { return {size_}; }
    SymbolicByte operator[](const SymbolicSize& index) const { return {byte_(from_ + index.bits), folding_}; }
    SymbolicByte operator[](std::size_t index) const { return (*this)[SymbolicSize{size().constant(index)}]; }
    /// Requires: the text has at least `count` bytes.
    SymbolicBytes without_first(std::size_t count) const {
        const z3::expr bytes = size().constant(count);
        return {terms_, from_ + bytes, size_ - bytes, byte_, folding_};
    }

private:
    const Terms& terms_;
    z3::expr from_;
    z3::expr size_;
    z3::func_decl byte_;
    z3::func_decl folding_;
};
/// Returns the four bytes from `from` on, in the order of the machine that this runs on, as the tables have them.
inline SymbolicWord word_at(const SymbolicBytes& text, const SymbolicSize& from) {
    const auto byte = [&](std::size_t i) {
        const std::size_t place = std::endian::native == std::endian::little ? word_bytes - 1 - i : i;
        return text[SymbolicSize{from.bits + from.constant(place)}].bits;
    };
    return {z3::concat(z3::concat(byte(0), byte(1)), z3::concat(byte(2), byte(3)))};
}
inline SymbolicWord word_at(const SymbolicBytes& text, std::size_t from) {
    return word_at(text, SymbolicSize{text.size().constant(from)});
}
inline SymbolicBytes without_first(const SymbolicBytes& text, std::size_t count) { return text.without_first(count); }
inline SymbolicState lift(const SymbolicBytes& text, State state) { return {&text.terms(), text.terms().state(state)}; }

/// Returns what `use` makes of the entry at `index`, whatever the index is.
inline SymbolicState at_index(const auto& table, const SymbolicWord& index, const auto& use) {
    SymbolicState answer = use(table.back());
    for (std::size_t i = table.size() - 1; i > 0; --i) {
        answer = choose(index.bits == index.constant(static_cast<std::uint32_t>(i - 1)), use(table[i - 1]), answer);
    }
    return answer;
}

/// Returns what `use` makes of the text and the state in that slot, whatever the slot is.
inline SymbolicState at_slot(const ShortTokens& tokens, const SymbolicWord& slot, const auto& use) {
    const auto of = [&](std::size_t i) { return use(tokens.texts[i], tokens.states[i]); };
    SymbolicState answer = of(short_slot_count - 1);
    for (std::size_t i = short_slot_count - 1; i > 0; --i) {
        answer = choose(slot == static_cast<std::uint32_t>(i - 1), of(i - 1), answer);
    }
    return answer;
}

}  // namespace rollout::proofs
