#include "symbolic.hpp"

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

}  // namespace

Terms::Terms(z3::context& context)
    : context_(context),
      state_constants_(context),
      policy_constants_(context),
      state_sort_(enumeration(
          context, "State", states, [](const StateFacts& facts) { return facts.token; }, state_constants_)),
      policy_sort_(enumeration(
          context, "Policy", policies, [](const PolicyFacts& facts) { return facts.word; }, policy_constants_)) {}

z3::expr is_in(const SymbolicState& state, const reference::StateSet& set) {
    z3::expr some = state.terms->truth(false);
    for (const StateFacts& facts : states) {
        if (set.contains(facts.state)) {
            some = some || state == facts.state;
        }
    }
    return some.simplify();
}

z3::expr meets(const SymbolicFacts& facts, facts_of_a_list::Facts mask) {
    z3::context& context = facts.terms->context();
    return (facts.word & context.bv_val(mask, 32)) != context.bv_val(0, 32);
}

z3::expr matches(const SymbolicFacts& facts, const Rule& rule) {
    z3::context& context = facts.terms->context();
    return (facts.word & context.bv_val(rule.all | rule.none, 32)) == context.bv_val(rule.all, 32);
}

SymbolicFacts with(const SymbolicFacts& facts, facts_of_a_list::Facts fact, const z3::expr& holds) {
    z3::context& context = facts.terms->context();
    return {facts.terms, facts.word | z3::ite(holds, context.bv_val(fact, 32), context.bv_val(0, 32))};
}

}  // namespace rollout::proofs
