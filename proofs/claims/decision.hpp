// Claims about a decision: of finitely many named inputs, each a state, a policy or a truth, in two readings. Over
// `SymbolicInputs` a claim is a formula; over `WitnessInputs` it runs, of the compiled code. A broken subject is one
// that takes an input for another: in either reading it is asked of what it sees, and its judge of what there is.
#pragma once

#include "lemma.hpp"

namespace rollout::proofs {

/// What an input is. A choice is no variable: the claim goes through all of its values itself.
enum class Sort : std::uint8_t { state, policy, truth, choice };

struct Input {
    std::string name;
    Sort sort;
    std::size_t count = 0;  // of the values of a choice
};

/// What a broken subject gets wrong: where the input is `from`, it takes it for `to`. The input "edition" is the
/// edition that it decides by.
struct Misreading {
    std::string input;
    std::size_t from;
    std::size_t to;
};

/// Returns the misreading of values of `input`'s enumeration.
Misreading misread(std::string input, auto from, auto to) {
    return {std::move(input), static_cast<std::size_t>(from), static_cast<std::size_t>(to)};
}

/// Returns the value that is seen of an input that is read wrongly or not at all.
template <class Value>
Value seen_value(const std::optional<Misreading>& wrong, const std::string& name, Value value) {
    const bool is_wrong = wrong && wrong->input == name && wrong->from == static_cast<std::size_t>(value);
    return is_wrong ? static_cast<Value>(wrong->to) : value;
}

/// The inputs as terms.
class SymbolicInputs {
public:
    using Truth = z3::expr;
    using StateInput = SymbolicState;

    SymbolicInputs(const Terms& terms, std::optional<Misreading> wrong) : terms_(&terms), wrong_(std::move(wrong)) {}

    SymbolicState state(const std::string& name) const {
        const SymbolicState state{terms_, terms_->context().constant(name.c_str(), terms_->state_sort())};
        return is_wrong(name) ? choose(state == State(wrong_->from), {terms_, terms_->state(State(wrong_->to))}, state)
                              : state;
    }
    SymbolicPolicy policy(const std::string& name) const {
        const SymbolicPolicy policy{terms_, terms_->context().constant(name.c_str(), terms_->policy_sort())};
        return is_wrong(name)
                   ? choose(policy == Policy(wrong_->from), {terms_, terms_->policy(Policy(wrong_->to))}, policy)
                   : policy;
    }
    z3::expr truth(const std::string& name) const {
        return is_wrong(name) ? terms_->truth(wrong_->to != 0) : terms_->truth_named(name);
    }
    template <class Value>
    Value choice(const std::string& name, Value value) const {
        return seen_value(wrong_, name, value);
    }
    z3::expr constant(bool value) const { return terms_->truth(value); }

    /// Returns what a function of finitely many inputs answers, as a table.
    z3::expr table(const auto& answer, const auto&... inputs) const { return table_of(*terms_, answer, inputs...); }

private:
    bool is_wrong(const std::string& name) const { return wrong_ && wrong_->input == name; }

    const Terms* terms_;
    std::optional<Misreading> wrong_;
};

/// The inputs as they are in a witness.
class WitnessInputs {
public:
    using Truth = bool;
    using StateInput = State;

    WitnessInputs(const Witness& witness, std::optional<Misreading> wrong)
        : witness_(&witness), wrong_(std::move(wrong)) {}

    State state(const std::string& name) const { return choice(name, State(value(name))); }
    Policy policy(const std::string& name) const { return choice(name, Policy(value(name))); }
    bool truth(const std::string& name) const { return choice(name, value(name) != 0); }
    template <class Value>
    Value choice(const std::string& name, Value value) const {
        return seen_value(wrong_, name, value);
    }
    bool constant(bool value) const { return value; }
    bool table(const auto& answer, const auto&... inputs) const { return answer(inputs...); }

private:
    std::size_t value(const std::string& name) const;

    const Witness* witness_;
    std::optional<Misreading> wrong_;
};

/// What a claim is made of: what there is, and what the subject sees of it.
template <class Inputs>
struct DecisionWorld {
    Edition edition;
    Edition seen_edition;
    Inputs inputs;
    Inputs seen;
};

/// A claim about the decisions of an edition, in both readings; `decision` below makes it of one template.
struct DecisionClaim {
    std::optional<Edition> edition;  // none: no edition makes a difference
    std::vector<Input> inputs;
    std::function<z3::expr(const DecisionWorld<SymbolicInputs>&)> symbolic;
    std::function<bool(const DecisionWorld<WitnessInputs>&)> replay;
};

/// Returns the claim that `body`, a template over worlds, makes.
template <class Body>
DecisionClaim decision(std::optional<Edition> edition, std::vector<Input> inputs, Body body) {
    return {edition, std::move(inputs),
            [body](const DecisionWorld<SymbolicInputs>& world) { return z3::expr(body(world)); },
            [body](const DecisionWorld<WitnessInputs>& world) { return static_cast<bool>(body(world)); }};
}

/// What a lemma about a decision says, beside its claim.
struct DecisionSaying {
    std::string name;
    std::string statement;
    std::vector<std::string> clauses;
    std::string inputs;
    std::string subject = "source instantiated: the rules and templates that ship, reference templates";
    std::vector<std::string> assumptions = {};
};

/// Returns the lemma that `claim` is true, of all inputs. `wrong` makes a subject of which it is not.
Lemma decision_law(int link, DecisionSaying saying, DecisionClaim claim, Misreading wrong);

/// Returns the lemma that `claim` is false: the first counterexample, found by asking the compiled code, refutes it.
/// `wrong` makes a subject of which the claim is true there.
Lemma false_decision_law(int link, DecisionSaying saying, DecisionClaim claim, Misreading wrong);

}  // namespace rollout::proofs
