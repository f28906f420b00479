#include "scope.hpp"

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
    return {state_in(model, child.state), model.eval(child.continue_on_failure, true).is_true()};
}

std::string text_of(Child child) {
    const std::string state(token(child.state));
    return child.continue_on_failure ? state + ":continue" : state;
}

/// Returns the children whose letters are the facts of `word`, one a fact.
std::vector<Child> list_with(const Subject& subject, facts_of_a_list::Facts word) {
    std::vector<Child> list;
    for (unsigned bit = 0; bit < 32; ++bit) {
        if ((word >> bit & 1) == 0) {
            continue;
        }
        for (std::size_t index = 0; index < state_count * 2; ++index) {
            const Child child{State(index / 2), index % 2 == 1};
            if (subject.letter(child) == 1U << bit) {
                list.push_back(child);
                break;
            }
        }
    }
    return list;
}

}  // namespace

std::string Witness::text() const {
    std::string text;
    for (const auto& list : lists) {
        text += text.empty() ? "" : " | ";
        text += list.empty() ? "(no children)" : "";
        for (std::size_t i = 0; i < list.size(); ++i) {
            text += (i == 0 ? "" : " ") + text_of(list[i]);
        }
    }
    for (const Operation& operation : operations) {
        text += (text.empty() ? "" : " ") + std::string(token(operation.state)) + ":" +
                std::string(word(operation.on_failure));
    }
    return text;
}

SymbolicList Scope::declare(const std::string& name, const z3::expr& length,
                            std::optional<unsigned> length_fixed) const {
    z3::context& context = terms_.context();
    const z3::func_decl state = context.function((name + "_state").c_str(), context.int_sort(), terms_.state_sort());
    const z3::func_decl may_continue =
        context.function((name + "_may_continue").c_str(), context.int_sort(), context.bool_sort());
    return {terms_, length, length_fixed, [terms = &terms_, state, may_continue](const z3::expr& index) {
                return SymbolicChild{{terms, state(index)}, may_continue(index)};
            }};
}

SymbolicList Scope::list(const std::string& name) {
    z3::context& context = terms_.context();
    if (lengths_) {
        const unsigned length = lengths_->at(lists_.size());
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
    facts_.push_back({&terms_, terms_.context().bv_const(name.c_str(), 32)});
    suppose((facts_.back().word & word_of(terms_, ~subject_.reachable())) == word_of(terms_, 0));
    return facts_.back();
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
        return left.state.term == right.state.term && left.continue_on_failure == right.continue_on_failure;
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

SymbolicFacts Scope::summary(const std::string& name, const SymbolicList& list) {
    z3::context& context = terms_.context();
    const z3::expr word = context.bv_const(name.c_str(), 32);
    for (unsigned bit = only_bit_.value_or(0); bit < (only_bit_ ? *only_bit_ + 1 : 32); ++bit) {
        const auto has_bit = [&](const SymbolicChild& child) {
            z3::expr some = terms_.truth(false);
            for (std::size_t state = 0; state < state_count; ++state) {
                const bool with_flag = (subject_.children[state][1] >> bit & 1) != 0;
                const bool without_flag = (subject_.children[state][0] >> bit & 1) != 0;
                if (with_flag || without_flag) {
                    some = some || (child.state == State(state) &&
                                    ((terms_.truth(with_flag) && child.continue_on_failure) ||
                                     (terms_.truth(without_flag) && !child.continue_on_failure)));
                }
            }
            return some.simplify();
        };
        const bool can_be_set = (subject_.reachable() >> bit & 1) != 0;
        suppose((word.extract(bit, bit) == context.bv_val(1, 1)) ==
                (can_be_set ? list.any(has_bit) : terms_.truth(false)));
    }
    return {&terms_, word};
}

SymbolicFacts Scope::letter(const SymbolicChild& child) const {
    z3::expr word = word_of(terms_, 0);
    for (std::size_t state = 0; state < state_count; ++state) {
        const auto& by_flag = subject_.children[state];
        word =
            z3::ite(child.state == State(state),
                    z3::ite(child.continue_on_failure, word_of(terms_, by_flag[1]), word_of(terms_, by_flag[0])), word);
    }
    return {&terms_, word};
}

SymbolicFacts Scope::letter(const SymbolicOperation& operation) const {
    z3::expr word = word_of(terms_, 0);
    for (std::size_t state = 0; state < state_count; ++state) {
        for (std::size_t policy = 0; policy < policy_count; ++policy) {
            word = z3::ite(operation.state == State(state) && operation.on_failure == Policy(policy),
                           word_of(terms_, subject_.operations[state][policy]), word);
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

Witness Scope::read(const z3::model& model) const {
    Witness witness;
    z3::context& context = terms_.context();
    for (const List& entry : lists_) {
        std::vector<Child> children;
        for (unsigned i = 0; i < entry.length; ++i) {
            children.push_back(child_in(model, entry.list.at(context.int_val(i))));
        }
        witness.lists.push_back(children);
    }
    for (const SymbolicList& list : lists_of_one_) {
        witness.lists.push_back({child_in(model, list.at(context.int_val(0)))});
    }
    for (const SymbolicFacts& facts : facts_) {
        const auto word = static_cast<facts_of_a_list::Facts>(model.eval(facts.word, true).get_numeral_uint());
        witness.lists.push_back(list_with(subject_, word));
    }
    for (const SymbolicOperation& operation : operations_) {
        witness.operations.push_back({state_in(model, operation.state), policy_in(model, operation.on_failure)});
    }
    return witness;
}

}  // namespace rollout::proofs
