#include "census_of_sequence.hpp"

namespace rollout::proofs {

CensusOfSequence::CensusOfSequence(const Terms& terms, const Implementation& subject, const std::string& name)
    : terms_(terms),
      world_(terms, {&subject}),
      census_(world_.list(name)),
      sequence_(terms, name),
      segment_{&terms, terms.number(0), terms.context().int_const((name + " length").c_str())} {
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

std::vector<Question> CensusOfSequence::same(const std::string& about, const Asked& asked,
                                             const z3::expr& of_the_census) const {
    constexpr std::size_t few = 8;
    const std::vector<z3::expr> definitions = premises_for(of_the_census, definitions_);
    const z3::expr another_end = terms_.context().int_const("another end");
    const SequenceList another{{&terms_}, &sequence_, {&terms_, segment_.first + 1, another_end}};
    const auto question = [&](const std::string& what, const std::function<z3::expr(const z3::expr&)>& goal) {
        return Question{{what, definitions, goal(asked(list()))},
                        Entailment{what + ", of another list", definitions, goal(asked(another))}};
    };
    if (definitions.size() <= few) {
        return {question(about, [&](const z3::expr& of_the_list) { return of_the_list == of_the_census; })};
    }
    return {question(about, [&](const z3::expr& of_the_list) { return implies(of_the_list, of_the_census); }),
            question(about + ", the other direction",
                     [&](const z3::expr& of_the_list) { return implies(of_the_census, of_the_list); })};
}

Question CensusOfSequence::entails(const std::string& about, const z3::expr& goal) const {
    return {{about, premises_for(goal, definitions_), goal}, Entailment{about + ", of a census that is any", {}, goal}};
}

}  // namespace rollout::proofs
