// The sorts and connectives that every obligation shares: truths, states, policies and children as Z3 terms.
#pragma once

#include <z3++.h>

#include <array>
#include <functional>
#include <set>
#include <vector>

#include <rollout/reference/state_set.hpp>
#include <rollout/vocabulary/child.hpp>

#include "state_mask.hpp"

namespace rollout::proofs {

/// The sorts and constants of one Z3 context.
class Terms {
public:
    explicit Terms(z3::context& context);

    z3::context& context() const { return context_; }
    const z3::sort& state_sort() const { return state_sort_; }
    const z3::sort& policy_sort() const { return policy_sort_; }
    z3::expr state(State state) const { return state_constants_[static_cast<int>(state)](); }
    z3::expr policy(Policy policy) const { return policy_constants_[static_cast<int>(policy)](); }
    z3::expr truth(bool value) const { return context_.bool_val(value); }
    z3::expr truth_named(const std::string& name) const { return context_.bool_const(name.c_str()); }
    z3::expr number(int value) const { return context_.int_val(value); }

    /// Returns whether some, whether every one of `truths` holds; constants among them are folded away.
    z3::expr some(const std::vector<z3::expr>& truths) const;
    z3::expr every(const std::vector<z3::expr>& truths) const;

private:
    z3::context& context_;
    z3::func_decl_vector state_constants_;
    z3::func_decl_vector policy_constants_;
    z3::sort state_sort_;
    z3::sort policy_sort_;
};

/// Returns the negation, folded if `truth` is a constant.
z3::expr negation(const z3::expr& truth);

/// Calls `use` once with every term below and including `term`, those below a quantifier too, whose ID is not in
/// `seen`.
void for_each_term(const z3::expr& term, std::set<unsigned>& seen, const auto& use) {
    if (!seen.insert(term.id()).second) {
        return;
    }
    use(term);
    if (term.is_quantifier()) {
        for_each_term(term.body(), seen, use);
    } else if (term.is_app()) {
        for (unsigned i = 0; i < term.num_args(); ++i) {
            for_each_term(term.arg(i), seen, use);
        }
    }
}

/// Returns the constants without a meaning of their own that `terms` are made of, in the order in which they stand.
std::vector<z3::expr> variables_of(const std::vector<z3::expr>& terms);

/// Returns whether a quantifier stands somewhere in `terms`.
bool has_quantifier(const std::vector<z3::expr>& terms);

/// The connective that the lemmas use, in both readings.
constexpr bool implies(bool premise, bool conclusion) { return !premise || conclusion; }
using z3::implies;

/// A state as a term.
struct SymbolicState {
    const Terms* terms;
    z3::expr term;
};
using reference::is_in;
z3::expr is_in(const SymbolicState& state, const reference::StateSet& set);
using rollout::in_mask;
z3::expr in_mask(StateMask mask, const SymbolicState& state);
inline z3::expr operator==(const SymbolicState& left, State right) { return left.term == left.terms->state(right); }
inline z3::expr operator!=(const SymbolicState& left, State right) { return left.term != left.terms->state(right); }
inline z3::expr operator==(const SymbolicState& left, const SymbolicState& right) { return left.term == right.term; }
inline z3::expr operator!=(const SymbolicState& left, const SymbolicState& right) { return left.term != right.term; }
inline SymbolicState choose(const z3::expr& holds, const SymbolicState& answer, const SymbolicState& otherwise) {
    return {answer.terms, z3::ite(holds, answer.term, otherwise.term)};
}

/// A policy as a term.
struct SymbolicPolicy {
    const Terms* terms;
    z3::expr term;
};
inline z3::expr operator==(const SymbolicPolicy& left, Policy right) { return left.term == left.terms->policy(right); }
inline z3::expr operator!=(const SymbolicPolicy& left, Policy right) { return left.term != left.terms->policy(right); }
inline z3::expr operator==(const SymbolicPolicy& left, const SymbolicPolicy& right) { return left.term == right.term; }
inline SymbolicPolicy choose(const z3::expr& holds, const SymbolicPolicy& answer, const SymbolicPolicy& otherwise) {
    return {answer.terms, z3::ite(holds, answer.term, otherwise.term)};
}

/// What kind of row there is, as a term.
struct SymbolicKind {
    z3::expr is_finalizer;
};
inline z3::expr operator==(const SymbolicKind& left, Kind right) {
    return right == Kind::group_finalizer ? left.is_finalizer : !left.is_finalizer;
}

/// One operation as terms.
struct SymbolicOperation {
    SymbolicState state;
    SymbolicPolicy on_failure;
};

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

/// Returns what a function of finitely many inputs answers of these terms, as a table: `answer` is asked of every one
/// of them. The last input is a state.
z3::expr table_of(const Terms& terms, const std::function<bool(State)>& answer, const SymbolicState& state);
z3::expr table_of(const Terms& terms, const auto& answer, const SymbolicState& first, const auto& second,
                  const auto&... rest);
z3::expr table_of(const Terms& terms, const auto& answer, const z3::expr& first, const auto&... rest);

/// Returns the answer that `answers` has for the state.
z3::expr chosen_by(const SymbolicState& state, const std::vector<z3::expr>& answers);

z3::expr table_of(const Terms& terms, const auto& answer, const SymbolicState& first, const auto& second,
                  const auto&... rest) {
    std::vector<z3::expr> answers;
    for (const StateFacts& facts : states) {
        answers.push_back(table_of(
            terms, [&](const auto&... others) { return answer(facts.state, others...); }, second, rest...));
    }
    return chosen_by(first, answers);
}
z3::expr table_of(const Terms& terms, const auto& answer, const z3::expr& first, const auto&... rest) {
    const auto if_it_is = [&](bool value) {
        return table_of(
            terms, [&](const auto&... others) { return answer(value, others...); }, rest...);
    };
    const z3::expr if_true = if_it_is(true);
    const z3::expr if_false = if_it_is(false);
    return z3::eq(if_true, if_false)
               ? if_true
               : terms.some({terms.every({first, if_true}), terms.every({negation(first), if_false})});
}

// What a term is in a model.
bool truth_in(const z3::model& model, const z3::expr& term);
State state_in(const z3::model& model, const SymbolicState& state);
Policy policy_in(const z3::model& model, const SymbolicPolicy& policy);

/// A set of children: by state, the combinations of flags (bit i of the word is combination i).
using ChildSet = std::array<std::uint32_t, state_count>;
constexpr bool contains(const ChildSet& set, const Child& child) {
    return (set[static_cast<std::size_t>(child.state)] >> flags_of(child) & 1) != 0;
}

/// Returns whether `child` is one of `set`.
z3::expr is_in(const SymbolicChild& child, const ChildSet& set);

/// A set of operations: by state, the policies (bit i of the word is policy i).
using OperationSet = std::array<std::uint32_t, state_count>;

constexpr bool contains(const OperationSet& set, Operation operation) {
    return (set[static_cast<std::size_t>(operation.state)] >> static_cast<unsigned>(operation.on_failure) & 1) != 0;
}

/// Returns whether `operation` is one of `set`.
z3::expr is_in(const SymbolicOperation& operation, const OperationSet& set);

}  // namespace rollout::proofs
