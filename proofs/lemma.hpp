// A lemma: a sentence, its obligation over any subject, and the same claim as a question that running code answers.
#pragma once

#include "scope.hpp"

namespace rollout::proofs {

struct Lemma {
    std::string id;
    std::string statement;
    std::vector<std::string> clauses;
    Edition edition;
    /// Declares the lemma's variables in a scope and returns the goal that the scope's premises must entail.
    z3::expr (*goal)(Scope& scope);
    /// The goal is an equality of words, asked bit by bit: 32 small questions that both solvers can answer.
    bool by_bit;
    /// Breaks one thing in a subject, so that the goal no longer follows.
    void (*breaks)(Subject& subject);
    std::string twin;  // what was broken
    /// Runs the claim on one witness, at machine words, against the compiled code. Returns whether it holds there.
    bool (*holds)(const Subject& subject, const Witness& witness);
};

// One function a file in lemmas/; each returns its lemma for `edition`.
Lemma finish_of_the_summary_is_the_reference(Edition edition);
Lemma the_empty_list_is_the_identity(Edition edition);
Lemma a_child_adds_exactly_its_letter(Edition edition);
Lemma a_list_after_a_list_combines(Edition edition);
Lemma combine_is_associative(Edition edition);
Lemma combine_is_commutative(Edition edition);
Lemma combine_is_idempotent(Edition edition);
Lemma an_operation_is_the_child_that_its_policy_makes(Edition edition);

/// Returns the IDs of the clauses that L1 is about: ROLL and BASE of the ladders of `edition`, in order, the HOLD
/// clauses that they use, and POLICY-5 where the edition has a flag that is newer.
std::vector<std::string> ladder_clauses(Edition edition);

/// Returns `L<link>-<edition>[-name]`.
std::string lemma_id(int link, Edition edition, const std::string& name = "");

/// Every lemma of every edition, in the order of the table of claims.
std::vector<Lemma> lemmas();

// What the lemmas share when they run: machine words instead of terms.

/// Returns the facts that some child's letter has, and the fact about order: the definition that a fold must meet.
facts_of_a_list::Facts facts_by_definition(const Subject& subject, const std::vector<Child>& list);
/// Returns whether the subject's combine is the compiled one on these words; not asked of a twin whose combine is
/// broken, so that a twin is judged by the lemma's claim alone.
bool combines_as_compiled(const Subject& subject, facts_of_a_list::Facts left, facts_of_a_list::Facts right);
/// A twin that breaks combine.
void shift_the_right_word(Subject& subject);
inline const std::string shift_twin = "combine moves the right word's facts one place up";

}  // namespace rollout::proofs
