// A census: which kinds of children a list has, and which of them it has after a failure that pauses. That is all that
// a projection sees of a list (L1, for each edition), so a claim about every census is a claim about lists of
// every length, and it is propositional.
#pragma once

#include <deque>
#include <memory>

#include <rollout/reference/projection.hpp>

#include "held.hpp"
#include "kinds.hpp"
#include "symbolic_clause.hpp"
#include "symbolic_text.hpp"
#include "witness.hpp"

namespace rollout::proofs {

/// A decision as a term.
struct SymbolicDecision {
    SymbolicState state;
    SymbolicClause clause;
};

/// What a list in a symbolic reading makes of an answer and of a choice between two.
struct SymbolicAnswers {
    using Truth = z3::expr;
    using Decided = SymbolicDecision;
    const Terms* terms;

    z3::expr always() const { return terms->truth(true); }
    SymbolicDecision decision(reference::Clause clause, State state) const {
        return {{terms, terms->state(state)}, clause_constant(*terms, clause)};
    }
    SymbolicDecision choose(const z3::expr& holds, const SymbolicDecision& answer,
                            const SymbolicDecision& otherwise) const {
        return {proofs::choose(holds, answer.state, otherwise.state),
                proofs::choose(holds, answer.clause, otherwise.clause)};
    }
};

/// Which kinds pause, and for each kind whether some child of it stands after some child that pauses.
struct After {
    std::vector<bool> pausing;
    std::vector<z3::expr> later;
};

/// The list as the reference sees it: a ChildList.
struct CensusList : SymbolicAnswers {
    const Kinds* kinds;
    std::vector<z3::expr> occurs;  // by kind
    std::vector<After> afters;     // one for each notion of pausing that is in question

    z3::expr empty() const { return negation(terms->some(occurs)); }
    z3::expr any(auto predicate) const { return any_of(kinds->that_meet(predicate), occurs); }
    z3::expr all(auto predicate) const {
        return negation(any([&](const Child& child) { return !predicate(child); }));
    }
    /// Throws std::logic_error if `earlier` is not a notion of pausing that is in question.
    z3::expr any_before(auto earlier, auto later) const {
        return any_after(kinds->that_meet(earlier), kinds->that_meet(later));
    }

    z3::expr any_of(const std::vector<bool>& chosen, const std::vector<z3::expr>& truths) const;
    z3::expr any_after(const std::vector<bool>& earlier, const std::vector<bool>& later) const;
};

/// The list that has one child: a ChildList too.
struct OneChild : SymbolicAnswers {
    SymbolicChild child;

    z3::expr empty() const { return terms->truth(false); }
    z3::expr any(auto predicate) const { return predicate(child); }
    z3::expr all(auto predicate) const { return predicate(child); }
    z3::expr any_before(auto, auto) const { return terms->truth(false); }
};

/// The world of a claim in the symbolic reading: its lists, what the subjects answer, and what must be premised.
class CensusWorld {
public:
    using Truth = z3::expr;
    using List = CensusList;
    using Word = SymbolicFacts;

    /// Requires: `subjects` are of different editions and outlive the world. With `every_child` each child is a kind of
    /// its own: for subjects whose letters lose what the reference asks.
    CensusWorld(const Terms& terms, std::vector<const Implementation*> subjects, bool every_child = false);
    CensusWorld(const CensusWorld&) = delete;
    CensusWorld& operator=(const CensusWorld&) = delete;

    Edition edition() const { return subjects_.front()->edition; }
    const Kinds& kinds() const { return kinds_; }
    const Terms& terms() const { return terms_; }
    z3::expr truth(bool value) const { return terms_.truth(value); }

    /// Declare a list of any length, and a list of one child.
    CensusList list(const std::string& name);
    CensusList list_of_one(const std::string& name);
    /// Declare a child in any state with any flags, and an operation in any state under any policy.
    SymbolicChild child(const std::string& name);
    SymbolicOperation operation(const std::string& name);
    /// Returns the operation in that state under that policy, and the list of one child.
    SymbolicOperation operation(const SymbolicState& state, Policy policy) const {
        return {state, {&terms_, terms_.policy(policy)}};
    }
    SymbolicOperation operation(const SymbolicState& state, const SymbolicPolicy& policy) const {
        return {state, policy};
    }
    /// Declares a text: any string.
    SymbolicText text(const std::string& name);
    OneChild only(const SymbolicChild& child) const { return {{&terms_}, child}; }
    /// Returns the list `earlier` followed by the list `later`.
    CensusList joined(const CensusList& earlier, const CensusList& later) const;
    /// Returns whether the lists have the same kinds of children, in whatever order and number.
    z3::expr same_children(const CensusList& left, const CensusList& right) const;

    /// Return a list's summary by definition, one child's letter, one operation's.
    SymbolicFacts word(const CensusList& list) const { return word(edition(), list); }
    SymbolicFacts word(Edition edition, const CensusList& list) const;
    SymbolicFacts word(const SymbolicChild& child) const;
    SymbolicFacts word(const SymbolicOperation& operation, Latch latch) const;
    SymbolicFacts no_facts() const { return constant_facts(terms_, 0); }
    SymbolicFacts combine(const SymbolicFacts& left, const SymbolicFacts& right) const {
        return subject().combine(left, right);
    }
    SymbolicFacts extended(const SymbolicFacts& facts, const SymbolicFacts& letter) const {
        return subject().extended(facts, letter);
    }
    SymbolicState finish(const SymbolicFacts& facts) const { return answer_of(subject().rules(), facts); }
    SymbolicState answer(const CensusList& list) const { return finish(word(list)); }
    SymbolicState answer(Edition edition, const CensusList& list) const {
        return answer_of(subject(edition).rules(), word(edition, list));
    }
    z3::expr held(const CensusList& list) const { return held_in(subject().rules(), word(list)); }
    /// Return what the subject's predicates say of a state.
    z3::expr terminal(const SymbolicState& state) const { return in_table(state, subject().predicates.terminal); }
    /// Return the flags that the subject sets for an operation.
    z3::expr continues(const SymbolicOperation& operation, Latch latch) const;
    z3::expr pauses(const SymbolicOperation& operation, Latch latch) const;
    z3::expr in_running_family(const SymbolicState& state) const {
        return in_table(state, subject().predicates.running_family);
    }

    const std::vector<z3::expr>& premises() const { return premises_; }
    /// Returns what the lists are in `model`: for each, one list that has this census.
    Witness read(const z3::model& model) const;
    /// Returns the premise that the lists are those of `witness`, in the order of their declaration.
    std::vector<z3::expr> are(const Witness& witness) const;
    /// Returns the members of each kind that has more than one, for a reader of the obligation.
    std::string legend() const;

private:
    const Implementation& subject() const { return *subjects_.front(); }
    const Implementation& subject(Edition edition) const;
    std::vector<bool> pausing_kinds(const Implementation& subject) const;
    std::vector<Child> list_with_census(const z3::model& model, const CensusList& list) const;
    CensusList declare(const std::string& name);
    static z3::expr in_table(const SymbolicState& state, const std::array<bool, state_count>& table);

    const Terms& terms_;
    std::vector<const Implementation*> subjects_;
    std::deque<Implementation> shipped_;
    Kinds kinds_;
    std::vector<std::vector<bool>> notions_of_pausing_;
    std::vector<z3::expr> premises_;
    std::vector<CensusList> lists_;
    std::vector<SymbolicChild> children_;
    std::vector<SymbolicOperation> operations_;
    std::vector<SymbolicText> texts_;
};

}  // namespace rollout::proofs
