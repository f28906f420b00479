// A text as its size and its bytes, at the widths of the machine: size_t has 64 bits, the hash 32.
#pragma once

#include <rollout/vocabulary/reading.hpp>

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
inline SymbolicWord operator|(const SymbolicWord& left, const SymbolicWord& right) { return {left.bits | right.bits}; }
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

}  // namespace rollout::proofs
