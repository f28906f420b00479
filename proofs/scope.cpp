#include "scope.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include <rollout/vocabulary/text.hpp>

namespace rollout::proofs {
namespace {

z3::expr word_of(const Terms& terms, facts_of_a_list::Facts facts) { return terms.context().bv_val(facts, 32); }

State state_in(const z3::model& model, const SymbolicState& state) {
    const z3::expr value = model.eval(state.term, true);
    for (const StateFacts& facts : states) {
        if (z3::eq(value, state.terms->state(facts.state))) {
            return facts.state;
        }
    }
    throw z3::exception("a model gave no state");
}

Policy policy_in(const z3::model& model, const SymbolicPolicy& policy) {
    const z3::expr value = model.eval(policy.term, true);
    for (const PolicyFacts& facts : policies) {
        if (z3::eq(value, policy.terms->policy(facts.policy))) {
            return facts.policy;
        }
    }
    throw z3::exception("a model gave no policy");
}

Child child_in(const z3::model& model, const SymbolicChild& child) {
    Child found{state_in(model, child.state)};
    for (std::size_t i = 0; i < child_flags.size(); ++i) {
        found.*child_flags[i].flag = model.eval(child.*symbolic_flags[i], true).is_true();
    }
    return found;
}

/// Returns whether the combination of the child's flags, from flag `from` on, is one whose bit is set in `table`.
z3::expr flags_in(const Terms& terms, const SymbolicChild& child, std::uint32_t table, std::size_t from = 0) {
    // Splits the table by one flag, the last one first: its halves are the combinations without and with the flag.
    const std::size_t rows = flags_count >> from;
    const std::uint32_t all = (1U << rows) - 1;
    if (table == 0 || table == all) {
        return terms.truth(table != 0);
    }
    const std::uint32_t half = (1U << rows / 2) - 1;
    const std::uint32_t without = table & half;
    const std::uint32_t with_flag = table >> rows / 2;
    const z3::expr if_without = flags_in(terms, child, without, from + 1);
    if (without == with_flag) {
        return if_without;
    }
    return z3::ite(child.*symbolic_flags[child_flags.size() - 1 - from], flags_in(terms, child, with_flag, from + 1),
                   if_without);
}

/// Returns whether the state is one of `members`, by the members or by the others, whichever are fewer.
z3::expr is_one_of(const SymbolicState& state, const std::vector<State>& members) {
    z3::expr one = state.terms->truth(false);
    z3::expr another = state.terms->truth(false);
    for (const StateFacts& facts : states) {
        const bool is_member = std::find(members.begin(), members.end(), facts.state) != members.end();
        (is_member ? one : another) = (is_member ? one : another) || state == facts.state;
    }
    return members.size() * 2 <= state_count ? one : !another;
}

z3::expr bit_of(const SymbolicFacts& facts, unsigned bit) {
    return facts.word.extract(bit, bit) == facts.terms->context().bv_val(1, 1);
}

constexpr unsigned place_of(facts_of_a_list::Facts fact) { return static_cast<unsigned>(std::countr_zero(fact)); }

}  // namespace

std::string Witness::text() const {
    std::string text;
    for (const auto& list : lists) {
        text += text.empty() ? "" : " | ";
        text += text_of(list);
    }
    for (const Operation& operation : operations) {
        text += (text.empty() ? "" : " ") + text_of(operation);
    }
    return text;
}

SymbolicList Scope::declare(const std::string& name, const z3::expr& length,
                            std::optional<unsigned> length_fixed) const {
    z3::context& context = terms_.context();
    const z3::func_decl state = context.function((name + "_state").c_str(), context.int_sort(), terms_.state_sort());
    std::vector<z3::func_decl> flags;
    for (const FlagFacts& facts : child_flags) {
        flags.push_back(
            context.function((name + "_" + std::string(facts.name)).c_str(), context.int_sort(), context.bool_sort()));
    }
    const auto at = [terms = &terms_, state, flags](const z3::expr& index) {
        return SymbolicChild{{terms, state(index)}, flags[0](index), flags[1](index), flags[2](index), flags[3](index)};
    };
    return {terms_, length, length_fixed, at};
}

unsigned Scope::next_length() const { return lists_declared() < lengths_->size() ? (*lengths_)[lists_declared()] : 0; }

SymbolicList Scope::list(const std::string& name) {
    z3::context& context = terms_.context();
    if (lengths_) {
        const unsigned length = next_length();
        lists_.push_back({declare(name, context.int_val(length), length), length});
    } else {
        lists_.push_back({declare(name, context.int_const((name + "_length").c_str()), std::nullopt), 0});
        suppose(lists_.back().list.length() >= 0);
    }
    return lists_.back().list;
}

SymbolicList Scope::list_of_one(const std::string& name) {
    lists_of_one_.push_back(declare(name, terms_.context().int_val(1), 1));
    return lists_of_one_.back();
}

SymbolicFacts Scope::facts(const std::string& name) {
    if (lengths_) {
        const unsigned length = next_length();
        facts_lists_.push_back({declare(name + "_of", terms_.context().int_val(length), length), length});
        return summary(name, facts_lists_.back().list);
    }
    const SymbolicFacts facts{&terms_, terms_.context().bv_const(name.c_str(), 32)};
    suppose((facts.word & word_of(terms_, ~subject_.reachable())) == word_of(terms_, 0));
    return facts;
}

Scope::SymbolicOperation Scope::operation(const std::string& name) {
    z3::context& context = terms_.context();
    operations_.push_back({{&terms_, context.constant((name + "_state").c_str(), terms_.state_sort())},
                           {&terms_, context.constant((name + "_policy").c_str(), terms_.policy_sort())}});
    return operations_.back();
}

SymbolicList Scope::joined(const std::string& name, const SymbolicList& earlier, const SymbolicList& later) {
    z3::context& context = terms_.context();
    const auto same = [](const SymbolicChild& left, const SymbolicChild& right) {
        z3::expr all = left.state.term == right.state.term;
        for (const auto flag : symbolic_flags) {
            all = all && left.*flag == right.*flag;
        }
        return all;
    };
    if (earlier.length_fixed() && later.length_fixed()) {
        const unsigned cut = *earlier.length_fixed();
        const unsigned end = cut + *later.length_fixed();
        const SymbolicList whole = declare(name, context.int_val(end), end);
        for (unsigned i = 0; i < end; ++i) {
            suppose(same(whole.at(context.int_val(i)),
                         i < cut ? earlier.at(context.int_val(i)) : later.at(context.int_val(i - cut))));
        }
        return whole;
    }
    const SymbolicList whole = declare(name, earlier.length() + later.length(), std::nullopt);
    const z3::expr index = context.int_const("index");
    const z3::expr after = index + earlier.length();
    const z3::expr before = index - earlier.length();
    suppose(z3::forall(index,
                       z3::implies(index >= 0 && index < earlier.length(), same(whole.at(index), earlier.at(index)))));
    // The same of the later part, said once from each side, so that either side's terms find the other's.
    suppose(
        z3::forall(index, z3::implies(index >= 0 && index < later.length(), same(whole.at(after), later.at(index)))));
    suppose(z3::forall(index, z3::implies(index >= earlier.length() && index < whole.length(),
                                          same(whole.at(index), later.at(before)))));
    return whole;
}

z3::expr Scope::equal(const SymbolicFacts& left, const SymbolicFacts& right) const {
    return only_bit_ ? left.word.extract(*only_bit_, *only_bit_) == right.word.extract(*only_bit_, *only_bit_)
                     : left.word == right.word;
}

facts_of_a_list::Facts Scope::bits_defined() const {
    using namespace facts_of_a_list;
    if (!only_bit_) {
        return ~Facts{0};
    }
    Facts bits = 1U << *only_bit_;
    if (bits == pausing_before_a_hold) {
        bits |= failed_pausing | holds;
    }
    return subject_.combine_shifts ? bits | bits >> 1 : bits;  // a shifted word depends on the bits one place below
}

z3::expr Scope::has_bit(const SymbolicChild& child, unsigned bit) const {
    // States with the same table of flags together.
    std::map<std::uint32_t, std::vector<State>> states_by_table;
    for (std::size_t state = 0; state < state_count; ++state) {
        std::uint32_t table = 0;
        for (std::size_t flags = 0; flags < flags_count; ++flags) {
            table |= (subject_.children[state][flags] >> bit & 1U) << flags;
        }
        states_by_table[table].push_back(State(state));
    }
    z3::expr some = terms_.truth(false);
    for (const auto& [table, states] : states_by_table) {
        if (table != 0) {
            some = some || (is_one_of(child.state, states) && flags_in(terms_, child, table));
        }
    }
    return some.simplify();
}

SymbolicFacts Scope::summary(const std::string& name, const SymbolicList& list) {
    using namespace facts_of_a_list;
    const SymbolicFacts word{&terms_, terms_.context().bv_const(name.c_str(), 32)};
    const auto has = [&](unsigned bit) {
        return [=, this](const SymbolicChild& child) { return has_bit(child, bit); };
    };
    for (unsigned bit = 0; bit < 32; ++bit) {
        if ((bits_defined() >> bit & 1) == 0) {
            continue;
        }
        const bool can_be_set = (subject_.reachable() >> bit & 1) != 0;
        suppose(bit_of(word, bit) == (!can_be_set ? terms_.truth(false)
                                      : bit == place_of(pausing_before_a_hold)
                                          ? list.any_before(has(place_of(failed_pausing)), has(place_of(holds)))
                                          : list.any(has(bit))));
    }
    return word;
}

SymbolicFacts Scope::letter(const SymbolicChild& child) const {
    SymbolicFacts letter{&terms_, word_of(terms_, 0)};
    for (unsigned bit = 0; bit < 32; ++bit) {
        if ((bits_defined() & subject_.reachable()) >> bit & 1) {
            letter = with(letter, 1U << bit, has_bit(child, bit));
        }
    }
    return letter;
}

SymbolicFacts Scope::letter(const SymbolicOperation& operation, Latch latch) const {
    const OperationLetters& by_latch = subject_.operations[static_cast<std::size_t>(latch)];
    z3::expr word = word_of(terms_, 0);
    for (std::size_t state = 0; state < state_count; ++state) {
        for (std::size_t policy = 0; policy < policy_count; ++policy) {
            word = z3::ite(operation.state == State(state) && operation.on_failure == Policy(policy),
                           word_of(terms_, by_latch[state][policy]), word);
        }
    }
    return {&terms_, word};
}

z3::expr Scope::every_list_has_three_children() const {
    z3::context& context = terms_.context();
    z3::expr ground = terms_.truth(true);
    for (const List& entry : lists_) {
        const auto child_is = [&](int index, State state) {
            return entry.list.at(context.int_val(index)).state == state;
        };
        ground = ground && entry.list.length() == 3 && child_is(0, State::failed) && child_is(1, State::running) &&
                 child_is(2, State::completed);
    }
    return ground;
}

std::vector<Child> Scope::children_in(const z3::model& model, const List& entry) const {
    std::vector<Child> children;
    for (unsigned i = 0; i < entry.length; ++i) {
        children.push_back(child_in(model, entry.list.at(terms_.context().int_val(i))));
    }
    return children;
}

Witness Scope::read(const z3::model& model) const {
    Witness witness;
    for (const List& entry : lists_) {
        witness.lists.push_back(children_in(model, entry));
    }
    for (const SymbolicList& list : lists_of_one_) {
        witness.lists.push_back(children_in(model, {list, 1}));
    }
    for (const List& entry : facts_lists_) {
        witness.lists.push_back(children_in(model, entry));
    }
    for (const SymbolicOperation& operation : operations_) {
        witness.operations.push_back({state_in(model, operation.state), policy_in(model, operation.on_failure)});
    }
    return witness;
}

}  // namespace rollout::proofs
