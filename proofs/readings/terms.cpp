#include "terms.hpp"

#include <algorithm>
#include <map>

namespace rollout::proofs {
namespace {

/// Returns an enumeration sort whose values are the names of `table`'s entries, in order.
z3::sort enumeration(z3::context& context, const char* sort, const auto& table, auto name_of,
                     z3::func_decl_vector& constants) {
    std::vector<std::string> names;
    std::vector<const char*> pointers;
    for (const auto& entry : table) {
        names.emplace_back(name_of(entry));
    }
    for (const std::string& name : names) {
        pointers.push_back(name.c_str());
    }
    z3::func_decl_vector testers(context);
    return context.enumeration_sort(sort, static_cast<unsigned>(pointers.size()), pointers.data(), constants, testers);
}

z3::expr_vector vector_of(z3::context& context, const std::vector<z3::expr>& terms) {
    z3::expr_vector vector(context);
    for (const z3::expr& term : terms) {
        vector.push_back(term);
    }
    return vector;
}

/// Returns whether the combination of the child's flags, from flag `from` on, is one whose bit is set in `table`.
z3::expr flags_in(const SymbolicChild& child, std::uint32_t table, std::size_t from = 0) {
    // Splits the table by one flag, the last one first: its halves are the combinations without and with the flag.
    const std::size_t rows = flags_count >> from;
    const std::uint32_t all = (1U << rows) - 1;
    if (table == 0 || table == all) {
        return child.state.terms->truth(table != 0);
    }
    const std::uint32_t without = table & ((1U << rows / 2) - 1);
    const std::uint32_t with_flag = table >> rows / 2;
    const z3::expr if_without = flags_in(child, without, from + 1);
    if (without == with_flag) {
        return if_without;
    }
    const z3::expr& flag = child.*symbolic_flags[child_flags.size() - 1 - from];
    const z3::expr if_with = flags_in(child, with_flag, from + 1);
    const Terms& terms = *child.state.terms;
    return terms.some({terms.every({flag, if_with}), terms.every({negation(flag), if_without})});
}

/// Returns whether the state is one of `members`, by the members or by the others, whichever are fewer.
z3::expr is_one_of(const SymbolicState& state, const std::vector<State>& members) {
    std::vector<z3::expr> one;
    std::vector<z3::expr> another;
    for (const StateFacts& facts : states) {
        const bool is_member = std::find(members.begin(), members.end(), facts.state) != members.end();
        (is_member ? one : another).push_back(state == facts.state);
    }
    return one.size() <= another.size() ? state.terms->some(one) : negation(state.terms->some(another));
}

}  // namespace

Terms::Terms(z3::context& context)
    : context_(context),
      state_constants_(context),
      policy_constants_(context),
      state_sort_(enumeration(
          context, "State", states, [](const StateFacts& facts) { return facts.token; }, state_constants_)),
      policy_sort_(enumeration(
          context, "Policy", policies, [](const PolicyFacts& facts) { return facts.word; }, policy_constants_)) {}

z3::expr Terms::some(const std::vector<z3::expr>& truths) const {
    std::vector<z3::expr> kept;
    for (const z3::expr& truth : truths) {
        if (truth.is_true()) {
            return truth;
        }
        if (!truth.is_false()) {
            kept.push_back(truth);
        }
    }
    return kept.empty() ? truth(false) : kept.size() == 1 ? kept.front() : z3::mk_or(vector_of(context_, kept));
}

z3::expr Terms::every(const std::vector<z3::expr>& truths) const {
    std::vector<z3::expr> kept;
    for (const z3::expr& truth : truths) {
        if (truth.is_false()) {
            return truth;
        }
        if (!truth.is_true()) {
            kept.push_back(truth);
        }
    }
    return kept.empty() ? truth(true) : kept.size() == 1 ? kept.front() : z3::mk_and(vector_of(context_, kept));
}

z3::expr negation(const z3::expr& truth) {
    if (truth.is_true() || truth.is_false()) {
        return truth.ctx().bool_val(truth.is_false());
    }
    return !truth;
}

std::vector<z3::expr> variables_of(const std::vector<z3::expr>& terms) {
    std::vector<z3::expr> found;
    std::set<unsigned> seen;
    for (const z3::expr& term : terms) {
        for_each_term(term, seen, [&](const z3::expr& each) {
            if (each.is_const() && each.decl().decl_kind() == Z3_OP_UNINTERPRETED) {
                found.push_back(each);
            }
        });
    }
    return found;
}

bool has_quantifier(const std::vector<z3::expr>& terms) {
    bool found = false;
    std::set<unsigned> seen;
    for (const z3::expr& term : terms) {
        for_each_term(term, seen, [&](const z3::expr& each) { found = found || each.is_quantifier(); });
    }
    return found;
}

z3::expr is_in(const SymbolicState& state, const reference::StateSet& set) {
    std::vector<z3::expr> one;
    for (const StateFacts& facts : states) {
        if (set.contains(facts.state)) {
            one.push_back(state == facts.state);
        }
    }
    return state.terms->some(one);
}

z3::expr in_mask(StateMask mask, const SymbolicState& state) {
    std::vector<State> members;
    for (const StateFacts& facts : states) {
        if (in_mask(mask, facts.state)) {
            members.push_back(facts.state);
        }
    }
    return is_one_of(state, members);
}

z3::expr table_of(const Terms&, const std::function<bool(State)>& answer, const SymbolicState& state) {
    std::vector<State> members;
    for (const StateFacts& facts : states) {
        if (answer(facts.state)) {
            members.push_back(facts.state);
        }
    }
    return is_one_of(state, members);
}

z3::expr chosen_by(const SymbolicState& state, const std::vector<z3::expr>& answers) {
    std::vector<z3::expr> chosen;
    std::vector<bool> is_done(answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        std::vector<State> members;
        for (std::size_t j = i; j < answers.size(); ++j) {
            if (!is_done[j] && z3::eq(answers[j], answers[i])) {
                is_done[j] = true;
                members.push_back(State(j));
            }
        }
        chosen.push_back(state.terms->every({is_one_of(state, members), answers[i]}));
    }
    return state.terms->some(chosen);
}

namespace {

/// Returns whether `state` is in a row of `set` that says what the rest of the element must be; `rest_in` says whether
/// it is.
z3::expr is_in_rows(const SymbolicState& state, const auto& set, const auto& rest_in) {
    std::map<std::uint32_t, std::vector<State>> states_by_row;  // states with the same row together
    for (const StateFacts& facts : states) {
        states_by_row[set[static_cast<std::size_t>(facts.state)]].push_back(facts.state);
    }
    std::vector<z3::expr> one;
    for (const auto& [row, members] : states_by_row) {
        if (row != 0) {
            one.push_back(state.terms->every({is_one_of(state, members), rest_in(row)}));
        }
    }
    return state.terms->some(one);
}

}  // namespace

z3::expr is_in(const SymbolicChild& child, const ChildSet& set) {
    return is_in_rows(child.state, set, [&](std::uint32_t row) { return flags_in(child, row); });
}

z3::expr is_in(const SymbolicOperation& operation, const OperationSet& set) {
    return is_in_rows(operation.state, set, [&](std::uint32_t row) {
        const Terms& terms = *operation.state.terms;
        if (row == (1U << policy_count) - 1) {
            return terms.truth(true);
        }
        std::vector<z3::expr> one;
        for (const PolicyFacts& facts : policies) {
            if ((row >> static_cast<unsigned>(facts.policy) & 1) != 0) {
                one.push_back(operation.on_failure == facts.policy);
            }
        }
        return terms.some(one);
    });
}

bool truth_in(const z3::model& model, const z3::expr& term) { return model.eval(term, true).is_true(); }

namespace {

/// Returns the entry of `table` whose constant, by `constant_of`, is what `term` is in `model`.
const auto& entry_in(const z3::model& model, const z3::expr& term, const auto& table, const auto& constant_of) {
    const z3::expr value = model.eval(term, true);
    return *std::find_if(table.begin(), table.end(),
                         [&](const auto& entry) { return z3::eq(value, constant_of(entry)); });
}

}  // namespace

State state_in(const z3::model& model, const SymbolicState& state) {
    return entry_in(model, state.term, states, [&](const StateFacts& facts) { return state.terms->state(facts.state); })
        .state;
}

Policy policy_in(const z3::model& model, const SymbolicPolicy& policy) {
    return entry_in(model, policy.term, policies,
                    [&](const PolicyFacts& facts) { return policy.terms->policy(facts.policy); })
        .policy;
}

}  // namespace rollout::proofs
