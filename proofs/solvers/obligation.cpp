#include "obligation.hpp"

#include <algorithm>

namespace rollout::proofs {

std::vector<z3::expr> premises_for(const z3::expr& term, const std::vector<Definition>& definitions) {
    const std::vector<z3::expr> variables = variables_of({term});
    std::vector<z3::expr> premises;
    for (const Definition& definition : definitions) {
        if (std::any_of(variables.begin(), variables.end(),
                        [&](const z3::expr& each) { return z3::eq(each, definition.variable); })) {
            premises.push_back(definition.variable == definition.meaning);
        }
    }
    return premises;
}

}  // namespace rollout::proofs
