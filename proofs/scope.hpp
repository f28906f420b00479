// The variables of one obligation: lists, children, operations and words of facts, and what they are in a model.
#pragma once

#include <string>

#include "subject.hpp"
#include "symbolic.hpp"

namespace rollout::proofs {

/// What the variables of a lemma are in one counterexample, each kind in the order of its declaration: lists, lists of
/// one, and words of facts, each as a list that has these facts.
struct Witness {
    std::vector<std::vector<Child>> lists;
    std::vector<Operation> operations;

    /// Returns the rollouts as spec/ writes them, e.g. "failed+continue running".
    std::string text() const;
};

class Scope {
public:
    /// A scope whose lists are of any length.
    Scope(const Terms& terms, const Subject& subject) : terms_(terms), subject_(subject) {}
    /// A scope whose lists have these lengths, in the order of their declaration; a list beyond them is empty. A word
    /// of facts is the summary of such a list.
    Scope(const Terms& terms, const Subject& subject, std::vector<unsigned> lengths)
        : terms_(terms), subject_(subject), lengths_(std::move(lengths)) {}
    /// A scope that compares words in one bit only: summaries and letters are defined in the bits that it depends on.
    Scope(const Terms& terms, const Subject& subject, unsigned only_bit)
        : terms_(terms), subject_(subject), only_bit_(only_bit) {}

    const Subject& subject() const { return subject_; }
    const Terms& terms() const { return terms_; }

    /// Declare a variable.
    SymbolicList list(const std::string& name);
    SymbolicList list_of_one(const std::string& name);
    SymbolicFacts facts(const std::string& name);
    struct SymbolicOperation {
        SymbolicState state;
        SymbolicPolicy on_failure;
    };
    SymbolicOperation operation(const std::string& name);

    /// Returns the list `earlier` followed by the list `later`.
    SymbolicList joined(const std::string& name, const SymbolicList& earlier, const SymbolicList& later);

    /// Returns the summary of `list`, by definition: a word whose every bit says that some child's letter has that bit;
    /// the bit for order, that a child whose letter pauses stands before one whose letter holds.
    SymbolicFacts summary(const std::string& name, const SymbolicList& list);

    /// Returns the letter of a child, and of an operation, by look-up in the subject's tables.
    SymbolicFacts letter(const SymbolicChild& child) const;
    SymbolicFacts letter(const SymbolicOperation& operation, Latch latch) const;

    /// Returns whether two words are equal, in the scope's bit if it looks at one.
    z3::expr equal(const SymbolicFacts& left, const SymbolicFacts& right) const;

    /// Returns the premise that every declared list has three children: one failed, one live, one over.
    z3::expr every_list_has_three_children() const;

    void suppose(const z3::expr& premise) { premises_.push_back(premise); }
    const std::vector<z3::expr>& premises() const { return premises_; }

    /// Returns what the variables are in `model`. Requires: a scope of fixed lengths.
    Witness read(const z3::model& model) const;
    /// Returns how many lists of fixed length were declared. Requires: a scope of fixed lengths.
    std::size_t lists_declared() const { return lists_.size() + facts_lists_.size(); }

private:
    struct List {
        SymbolicList list;
        unsigned length;
    };
    unsigned next_length() const;
    std::vector<Child> children_in(const z3::model& model, const List& entry) const;
    facts_of_a_list::Facts bits_defined() const;
    z3::expr has_bit(const SymbolicChild& child, unsigned bit) const;
    SymbolicList declare(const std::string& name, const z3::expr& length, std::optional<unsigned> length_fixed) const;

    const Terms& terms_;
    const Subject& subject_;
    std::optional<std::vector<unsigned>> lengths_;
    std::optional<unsigned> only_bit_;
    std::vector<z3::expr> premises_;
    std::vector<List> lists_;
    std::vector<SymbolicList> lists_of_one_;
    std::vector<List> facts_lists_;  // in a scope of fixed lengths: what the words of facts are summaries of
    std::vector<SymbolicOperation> operations_;
};

}  // namespace rollout::proofs
