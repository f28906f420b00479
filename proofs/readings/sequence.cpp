#include "sequence.hpp"

namespace rollout::proofs {

z3::expr Segment::some(const std::function<z3::expr(const z3::expr&)>& predicate) const {
    const z3::expr position = terms->context().int_const("position");
    return z3::exists(position, first <= position && position < end && predicate(position));
}

z3::expr Segment::some_before(const std::function<z3::expr(const z3::expr&)>& earlier,
                              const std::function<z3::expr(const z3::expr&)>& later) const {
    const z3::expr before = terms->context().int_const("before");
    const z3::expr after = terms->context().int_const("after");
    return z3::exists(before, after,
                      first <= before && before < after && after < end && earlier(before) && later(after));
}

SymbolicSequence::SymbolicSequence(const Terms& terms, const std::string& name)
    : terms_(terms),
      state_(terms.context().function((name + " state").c_str(), terms.context().int_sort(), terms.state_sort())) {
    for (const FlagFacts& facts : child_flags) {
        flags_.push_back(terms.context().function((name + " " + std::string(facts.name)).c_str(),
                                                  terms.context().int_sort(), terms.context().bool_sort()));
    }
}

SymbolicChild SymbolicSequence::at(const z3::expr& position) const {
    return {{&terms_, state_(position)},
            flags_[0](position),
            flags_[1](position),
            flags_[2](position),
            flags_[3](position)};
}

}  // namespace rollout::proofs
