#include "census_of_sequence.hpp"

namespace rollout::proofs {

CensusOfSequence::CensusOfSequence(const Terms& terms, const Implementation& subject, const std::string& name,
                                   std::optional<int> size_fixed)
    : terms_(terms),
      world_(terms, {&subject}),
      census_(world_.list(name)),
      sequence_(terms, name),
      segment_{&terms, terms.number(0), terms.context().int_const((name + " length").c_str()), size_fixed} {
    const SequenceList children = list();
    for (std::size_t i = 0; i < world_.kinds().size(); ++i) {
        const auto is_of_kind = [&](const SymbolicChild& child) { return is_in(child, world_.kinds()[i].members); };
        definitions_.push_back({census_.occurs[i], children.any(is_of_kind)});
        for (const After& after : census_.afters) {
            ChildSet pausing{};
            for (std::size_t kind = 0; kind < world_.kinds().size(); ++kind) {
                for (std::size_t state = 0; after.pausing[kind] && state < state_count; ++state) {
                    pausing[state] |= world_.kinds()[kind].members[state];
                }
            }
            definitions_.push_back(
                {after.later[i],
                 children.any_before([&](const SymbolicChild& child) { return is_in(child, pausing); }, is_of_kind)});
        }
    }
}

std::vector<Entailment> CensusOfSequence::same(const std::string& about, const z3::expr& of_the_list,
                                               const z3::expr& of_the_census) const {
    constexpr std::size_t few = 8;
    const std::vector<z3::expr> definitions = premises_for(of_the_census, definitions_);
    if (definitions.size() <= few) {
        return {{about, definitions, of_the_list == of_the_census}};
    }
    return {{about, definitions, implies(of_the_list, of_the_census)},
            {about + ", the other direction", definitions, implies(of_the_census, of_the_list)}};
}

Entailment CensusOfSequence::entails(const std::string& about, const z3::expr& goal) const {
    return {about, premises_for(goal, definitions_), goal};
}

std::vector<z3::expr> CensusOfSequence::example() const {
    std::vector<z3::expr> premises;
    for (const Definition& definition : definitions_) {
        premises.push_back(definition.variable == definition.meaning);
    }
    premises.push_back(sequence_.at(terms_.number(0)).state == State::failed);
    premises.push_back(sequence_.at(terms_.number(1)).state == State::running);
    premises.push_back(sequence_.at(terms_.number(2)).state == State::completed);
    return premises;
}

}  // namespace rollout::proofs
