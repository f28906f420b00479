// The variables of one obligation: lists, children, operations and words of facts, and what they are in a model.
#pragma once

#include <string>

#include "subject.hpp"
#include "symbolic.hpp"

namespace rollout::proofs {

/// What the variables of a lemma are in one counterexample, each kind in the order of its declaration. A word of facts
/// is given as the shortest list that has these facts.
struct Witness {
    std::vector<std::vector<Child>> lists;
    std::vector<Operation> operations;

    /// Returns the rollouts as the command line spells them, e.g. "failed:continue running".
    std::string text() const;
};

class Scope {
public:
    /// A scope whose lists are of any length.
    Scope(const Terms& terms, const Subject& subject) : terms_(terms), subject_(subject) {}
    /// A scope whose lists have these lengths, in the order of their declaration.
    Scope(const Terms& terms, const Subject& subject, std::vector<unsigned> lengths)
        : terms_(terms), subject_(subject), lengths_(std::move(lengths)) {}
    /// A scope that looks at one bit of every word only: summaries are defined in that bit, words are compared in it.
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

    /// Returns the summary of `list`: a word whose every bit says that some child's letter has that bit.
    SymbolicFacts summary(const std::string& name, const SymbolicList& list);

    /// Returns the letter of a child, and of an operation, by look-up in the subject's tables.
    SymbolicFacts letter(const SymbolicChild& child) const;
    SymbolicFacts letter(const SymbolicOperation& operation) const;

    /// Returns whether two words are equal, in the scope's bit if it looks at one.
    z3::expr equal(const SymbolicFacts& left, const SymbolicFacts& right) const;

    /// Returns the premise that every declared list has three children: one failed, one live, one over.
    z3::expr every_list_has_three_children() const;

    void suppose(const z3::expr& premise) { premises_.push_back(premise); }
    const std::vector<z3::expr>& premises() const { return premises_; }

    /// Returns what the variables are in `model`. Requires: a scope of fixed lengths.
    Witness read(const z3::model& model) const;

private:
    struct List {
        SymbolicList list;
        unsigned length;
    };
    SymbolicList declare(const std::string& name, const z3::expr& length, std::optional<unsigned> length_fixed) const;

    const Terms& terms_;
    const Subject& subject_;
    std::optional<std::vector<unsigned>> lengths_;
    std::optional<unsigned> only_bit_;
    std::vector<z3::expr> premises_;
    std::vector<List> lists_;
    std::vector<SymbolicList> lists_of_one_;
    std::vector<SymbolicFacts> facts_;
    std::vector<SymbolicOperation> operations_;
};

}  // namespace rollout::proofs
