// Texts as terms, for the templates of rollout/vocabulary/reading.hpp: texts over all strings, and texts of any size as
// bytes of machine width.
#pragma once

#include <rollout/vocabulary/reading.hpp>

#include "terms.hpp"

namespace rollout::proofs {

using rollout::begins;
using rollout::ends;
using rollout::lift_text;
using rollout::size_of;
using rollout::without_first;
using rollout::without_last;

/// A text as a term of the theory of strings: any string, so any bytes.
struct SymbolicText {
    const Terms* terms;
    z3::expr string;
};
inline SymbolicText text_constant(const Terms& terms, std::string_view words) {
    return {&terms, terms.context().string_val(std::string(words))};
}
inline SymbolicText lift_text(const SymbolicText& text, std::string_view words) {
    return text_constant(*text.terms, words);
}
inline SymbolicState lift(const SymbolicText& text, State state) { return {text.terms, text.terms->state(state)}; }
inline SymbolicPolicy lift(const SymbolicText& text, Policy policy) { return {text.terms, text.terms->policy(policy)}; }
inline z3::expr lift(const SymbolicText& text, bool answer) { return text.terms->truth(answer); }
inline SymbolicText choose(const z3::expr& holds, const SymbolicText& answer, const SymbolicText& otherwise) {
    return {answer.terms, z3::ite(holds, answer.string, otherwise.string)};
}
inline z3::expr operator==(const SymbolicText& left, const SymbolicText& right) { return left.string == right.string; }
inline z3::expr operator==(const SymbolicText& left, std::string_view right) { return left == lift_text(left, right); }
inline z3::expr operator!=(const SymbolicText& left, std::string_view right) {
    return left.string != lift_text(left, right).string;
}
inline z3::expr begins(const SymbolicText& text, const SymbolicText& with) {
    return z3::prefixof(with.string, text.string);
}
inline z3::expr begins(const SymbolicText& text, std::string_view with) { return begins(text, lift_text(text, with)); }
inline z3::expr ends(const SymbolicText& text, std::string_view with) {
    return z3::suffixof(lift_text(text, with).string, text.string);
}
inline z3::expr size_of(const SymbolicText& text) { return text.string.length(); }
inline SymbolicText without_first(const SymbolicText& text, const z3::expr& count) {
    return {text.terms, text.string.extract(count, text.string.length() - count)};
}
inline SymbolicText without_last(const SymbolicText& text, std::size_t count) {
    return {text.terms, text.string.extract(text.terms->number(0), text.string.length() - static_cast<int>(count))};
}

/// What is stored where a word may be: a word, or none.
struct SymbolicStored {
    z3::expr present;
    SymbolicText word;

    const SymbolicText& operator*() const { return word; }
};
inline z3::expr is_present(const SymbolicStored& stored) { return stored.present; }
inline SymbolicPolicy lift(const SymbolicStored& stored, Policy policy) { return lift(stored.word, policy); }

/// Returns the bytes of a string that Z3 shows with escapes.
std::string bytes_of(const z3::expr& string);

}  // namespace rollout::proofs
