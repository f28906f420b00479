// Texts in an order, for the builder's search: of any kind, of which only the order is known; or of a small table of
// real ones, so that a counterexample is a rollout.
#pragma once

#include <array>
#include <string_view>

#include "terms.hpp"

namespace rollout::proofs {

/// Texts that meet at the end of a scope, in byte order.
inline constexpr std::array<std::string_view, 8> table_of_texts{"", "r", "s", "s!", "s/", "s/x", "s0", "t"};

class TextsInOrder {
public:
    struct Text {
        const TextsInOrder* texts;
        z3::expr term;
    };

    /// Any texts: an uninterpreted sort and order. Or those of the table, by their places in it.
    static TextsInOrder any(const Terms& terms) {
        return TextsInOrder(terms, terms.context().uninterpreted_sort("Text"), false);
    }
    static TextsInOrder of_table(const Terms& terms) { return TextsInOrder(terms, terms.context().int_sort(), true); }

    const z3::sort& sort() const { return sort_; }
    Text constant(const std::string& name) const { return {this, terms_.context().constant(name.c_str(), sort_)}; }
    Text of(const z3::expr& term) const { return {this, term}; }
    /// Returns the text at `place` of the table. Requires: the texts are those of the table.
    Text at(std::size_t place) const { return {this, terms_.number(static_cast<int>(place))}; }
    /// Returns that the text is one of the table's.
    z3::expr is_of_table(const Text& text) const {
        return text.term >= 0 && text.term < static_cast<int>(table_of_texts.size());
    }
    z3::expr before(const Text& left, const Text& right) const {
        return of_table_ ? left.term < right.term : !not_after_(right.term, left.term);
    }
    z3::expr starts(const Text& text, const Text& with) const;

    /// Returns what is known of any order: it is total, transitive and antisymmetric; and that the texts that start
    /// with `within` are a range that begins at it (L4-finalizers-range).
    std::vector<z3::expr> laws(const Text& within) const;

private:
    TextsInOrder(const Terms& terms, z3::sort sort, bool of_table)
        : terms_(terms),
          sort_(std::move(sort)),
          of_table_(of_table),
          not_after_(terms.context().function("not after", sort_, sort_, terms.context().bool_sort())),
          starts_(terms.context().function("starts with", sort_, sort_, terms.context().bool_sort())) {}

    const Terms& terms_;
    z3::sort sort_;
    bool of_table_;
    z3::func_decl not_after_;
    z3::func_decl starts_;
};

inline z3::expr operator==(const TextsInOrder::Text& left, const TextsInOrder::Text& right) {
    return left.term == right.term;
}
inline z3::expr begins(const TextsInOrder::Text& text, const TextsInOrder::Text& with) {
    return text.texts->starts(text, with);
}

}  // namespace rollout::proofs
