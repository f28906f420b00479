// The second reading: children, lists and words of facts as Z3 terms. The templates of reference/ and impl/
// instantiated at these types yield the formulas that the lemmas speak about.
#pragma once

#include <z3++.h>

#include <array>
#include <functional>

#include <rollout/reference/policy.hpp>
#include <rollout/reference/rollout.hpp>

#include "rules.hpp"

namespace rollout::proofs {

/// The sorts and constants that every lemma shares.
class Terms {
public:
    explicit Terms(z3::context& context);

    z3::context& context() const { return context_; }
    const z3::sort& state_sort() const { return state_sort_; }
    const z3::sort& policy_sort() const { return policy_sort_; }
    z3::expr state(State state) const { return state_constants_[static_cast<int>(state)](); }
    z3::expr policy(Policy policy) const { return policy_constants_[static_cast<int>(policy)](); }
    z3::expr truth(bool value) const { return context_.bool_val(value); }

private:
    z3::context& context_;
    z3::func_decl_vector state_constants_;
    z3::func_decl_vector policy_constants_;
    z3::sort state_sort_;
    z3::sort policy_sort_;
};

/// A state as a term.
struct SymbolicState {
    const Terms* terms;
    z3::expr term;
};
z3::expr is_in(const SymbolicState& state, const reference::StateSet& set);
inline z3::expr operator==(const SymbolicState& left, State right) { return left.term == left.terms->state(right); }
inline z3::expr operator!=(const SymbolicState& left, State right) { return left.term != left.terms->state(right); }

/// A policy as a term.
struct SymbolicPolicy {
    const Terms* terms;
    z3::expr term;
};
inline z3::expr operator==(const SymbolicPolicy& left, Policy right) { return left.term == left.terms->policy(right); }
inline z3::expr operator!=(const SymbolicPolicy& left, Policy right) { return left.term != left.terms->policy(right); }

/// One child as terms.
struct SymbolicChild {
    SymbolicState state;
    z3::expr continue_on_failure;
    z3::expr pause_on_failure;
    z3::expr orphaned;
    z3::expr never_started;
};

/// The flags of a symbolic child, in the order of child_flags.
inline constexpr std::array symbolic_flags{&SymbolicChild::continue_on_failure, &SymbolicChild::pause_on_failure,
                                           &SymbolicChild::orphaned, &SymbolicChild::never_started};
static_assert(symbolic_flags.size() == child_flags.size());

/// A decision as a term: the symbolic reading keeps the state and lets the clause go.
struct SymbolicDecision {
    SymbolicState state;
};

/// A list of children whose length is a term of any value; or, to find witnesses, a number.
class SymbolicList {
public:
    using Truth = z3::expr;
    using Decided = SymbolicDecision;
    using At = std::function<SymbolicChild(const z3::expr& index)>;

    /// Requires: if `length_fixed` is given, `length` is that number.
    SymbolicList(const Terms& terms, z3::expr length, std::optional<unsigned> length_fixed, At at)
        : terms_(terms), length_(std::move(length)), length_fixed_(length_fixed), at_(std::move(at)) {}

    const z3::expr& length() const { return length_; }
    SymbolicChild at(const z3::expr& index) const { return at_(index); }
    std::optional<unsigned> length_fixed() const { return length_fixed_; }

    z3::expr empty() const { return length() == 0; }
    z3::expr always() const { return terms_.truth(true); }
    z3::expr any(auto predicate) const {
        return exists([&](const z3::expr& index) { return predicate(at(index)); });
    }
    z3::expr all(auto predicate) const {
        return !exists([&](const z3::expr& index) { return !predicate(at(index)); });
    }
    z3::expr any_before(auto earlier, auto later) const {
        if (length_fixed_) {
            z3::expr met = terms_.truth(false);
            z3::expr some = terms_.truth(false);
            for (unsigned i = 0; i < *length_fixed_; ++i) {
                const SymbolicChild child = at(terms_.context().int_val(i));
                some = some || (met && later(child));
                met = met || earlier(child);
            }
            return some;
        }
        z3::context& context = terms_.context();
        const z3::expr i = context.int_const("before");
        const z3::expr j = context.int_const("after");
        return z3::exists(i, j, i >= 0 && i < j && j < length() && earlier(at(i)) && later(at(j)));
    }
    SymbolicDecision decision(reference::Clause, State state) const { return {{&terms_, terms_.state(state)}}; }
    SymbolicDecision choose(const z3::expr& holds, const SymbolicDecision& answer,
                            const SymbolicDecision& otherwise) const {
        return {{&terms_, z3::ite(holds, answer.state.term, otherwise.state.term)}};
    }

private:
    z3::expr exists(auto holds_at) const {
        z3::context& context = terms_.context();
        if (length_fixed_) {
            z3::expr some = terms_.truth(false);
            for (unsigned i = 0; i < *length_fixed_; ++i) {
                some = some || holds_at(context.int_val(i));
            }
            return some;
        }
        const z3::expr index = context.int_const("index");
        return z3::exists(index, index >= 0 && index < length() && holds_at(index));
    }

    const Terms& terms_;
    z3::expr length_;
    std::optional<unsigned> length_fixed_;
    At at_;
};

/// A word of facts as a bit-vector, for the templates of impl/projection/rules.hpp.
struct SymbolicFacts {
    const Terms* terms;
    z3::expr word;
};
z3::expr meets(const SymbolicFacts& facts, facts_of_a_list::Facts mask);
z3::expr matches(const SymbolicFacts& facts, const Rule& rule);
SymbolicFacts with(const SymbolicFacts& facts, facts_of_a_list::Facts fact, const z3::expr& holds);
inline SymbolicState lift(const SymbolicFacts& facts, State state) { return {facts.terms, facts.terms->state(state)}; }
inline SymbolicState choose(const z3::expr& holds, const SymbolicState& answer, const SymbolicState& otherwise) {
    return {answer.terms, z3::ite(holds, answer.term, otherwise.term)};
}
inline SymbolicFacts operator|(const SymbolicFacts& left, const SymbolicFacts& right) {
    return {left.terms, left.word | right.word};
}
inline SymbolicFacts shifted_up(const SymbolicFacts& facts) { return {facts.terms, z3::shl(facts.word, 1)}; }

}  // namespace rollout::proofs
