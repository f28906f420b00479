// What is put to the solvers: questions, each of which must be unsatisfiable once its goal is denied.
#pragma once

#include <functional>
#include <optional>

#include "terms.hpp"
#include "witness.hpp"

namespace rollout::proofs {

/// The premises must entail the goal.
struct Entailment {
    std::string about;
    std::vector<z3::expr> premises;
    z3::expr goal;
};

/// A variable, and what it means.
struct Definition {
    z3::expr variable;
    z3::expr meaning;
};

/// Returns the premises that the variables of `term` mean what `definitions` say.
std::vector<z3::expr> premises_for(const z3::expr& term, const std::vector<Definition>& definitions);

/// A question of a lemma, and the same with one thing broken: premises that entail the broken one as well are no
/// premises of anything. The last question of a lemma has the lemma's twins instead.
struct Question : Entailment {
    std::optional<Entailment> broken = std::nullopt;
};

struct Obligation {
    std::vector<Question> questions;
    /// Returns what the variables of the last question are in a model of its denial.
    std::function<Witness(const z3::model&)> read;
    bool fresh = false;       // each question is put to a solver without a past: quicker where many have quantifiers
    std::string legend = {};  // lines of comment for a reader of the SMT-LIB text
};

}  // namespace rollout::proofs
