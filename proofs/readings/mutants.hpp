// Broken copies of a subject, made systematically: every rule, every letter, every operation's letter, every fact of
// combine and every entry of the predicates, in each of the ways below.
#pragma once

#include <set>
#include <string>

#include "implementation.hpp"

namespace rollout::proofs {

struct Mutant {
    std::string broken;
    Implementation subject;
};

/// Returns the mutants of `shipped` in `parts`; none equals it.
/// rules: each dropped, exchanged with the next, asking for one fact less, forbidding one fact less, answering another
///   state; the answer when none matches, another.
/// letters: each letter that the edition tells apart, with each fact it could have turned over, for all its children.
/// single_letters: for each child alone, its letter lost, and its letter with completed turned over.
/// operations: each operation's letter lost, and replaced by the letter of each other policy.
/// flags: each policy's two flags turned over, for each latch, for failed operations.
/// combine: each fact never set, always set, taken from one side, and set only if both sides have it; the fact about
///   order also set for the other order, and for any.
/// predicates: each state turned over in each.
std::vector<Mutant> mutants(const Implementation& shipped, const std::set<Piece>& parts);

}  // namespace rollout::proofs
