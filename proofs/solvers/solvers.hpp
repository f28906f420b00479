// The two solvers. Only "unsat" is a proof: "unknown" and a time-out are failures.
#pragma once

#include <optional>

#include "smt_lib.hpp"

namespace rollout::proofs {

/// What a solver said of "the premises hold and the goal does not".
enum class SolverAnswer {
    proved,     // unsat
    refuted,    // sat
    unknown,    // neither, or out of time
    not_asked,  // the other solver's model is a counterexample already
    missing,    // the solver is not installed
};

/// Returns Z3's answer; if it is `refuted`, `model` is one of the denial.
SolverAnswer ask_z3(const Entailment& question, unsigned timeout_seconds, std::optional<z3::model>* model = nullptr);

/// Returns whether Z3 finds a model of `premises`.
bool satisfiable_by_z3(z3::context& context, const std::vector<z3::expr>& premises, unsigned timeout_seconds);

/// Returns whether Z3 finds a model of the denial. Where one is expected this is quicker than `ask_z3`.
bool refuted_by_z3(const Entailment& question, unsigned timeout_seconds);

/// The options that cvc5 needs to answer what obligations ask. Enumerative instantiation: without it, it answers
/// unknown on some of the quantified questions. The keys of the builder are strings, whose functions it knows as
/// experimental.
inline constexpr const char* cvc5_options = "--incremental --enum-inst --strings-exp";

/// Returns whether Z3's simplifier alone, without a search, decides that the question holds.
bool closed_by_simplifying(const Entailment& question);

/// Returns whether cvc5 can be run.
bool cvc5_installed();

/// Returns what cvc5 says of the text, a line a question: "sat", "unsat" or "unknown"; something else if it failed.
/// Throws std::runtime_error if the text cannot be handed over.
std::string ask_cvc5(const std::string& text, unsigned timeout_seconds);

}  // namespace rollout::proofs
