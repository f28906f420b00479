// What is put to the solvers: questions, each of which must be unsatisfiable once its goal is denied.
#pragma once

#include <functional>

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

struct Obligation {
    std::vector<Entailment> questions;
    /// Returns what the variables of the last question are in a model of its denial.
    std::function<Witness(const z3::model&)> read;
    bool fresh = false;       // each question is put to a solver without a past: quicker where many have quantifiers
    std::string legend = {};  // lines of comment for a reader of the SMT-LIB text
    /// Premises of all questions, of lists that are an example; empty: the questions' own premises are finite.
    std::vector<z3::expr> example = {};
};

}  // namespace rollout::proofs
