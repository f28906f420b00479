// A lemma: a sentence, its obligation, and subjects for which it must fail.
#pragma once

#include <set>

#include "census.hpp"
#include "obligation.hpp"
#include "replay.hpp"

namespace rollout::proofs {

/// A subject with one thing broken, as one lemma looks at it.
struct Twin {
    std::string broken;  // what was broken
    /// Returns the obligation's finite question, of the broken subject.
    std::function<Obligation(const Terms&)> question;
    /// Runs the claim on a witness. Returns whether it fails for the broken subject and holds for the compiled code.
    std::function<bool(const Witness&)> differs;
};

struct Lemma {
    std::string id;  // L<link>-<edition>[-name]; `any` where no edition makes a difference
    std::string statement;
    std::string law = {};  // P1 to P12, or the finding, if it states one
    std::vector<std::string> clauses = {};
    std::optional<Edition> edition = std::nullopt;  // none: of every edition
    std::string subject;                            // what it is about
    std::string inputs;                             // for which of its inputs
    std::vector<std::string> assumptions = {};      // beside those of every lemma
    std::string file = {};                          // where it is stated, from the root
    std::vector<std::string> compares = {};         // the files that it says are the same there; see comparing()
    bool alone = false;  // asked in a Z3 context of its own: what Z3 makes of quantifiers depends on what it saw before
    std::function<Obligation(const Terms&)> obligation;
    /// Runs the claim of the compiled code on a witness: whether it holds there.
    std::function<bool(const Witness&)> holds;
    Twin twin;                                      // the one that every run asks
    std::function<std::vector<Twin>()> twins = {};  // all that are made systematically
};

/// Every lemma, in the order of the table of claims.
const std::vector<Lemma>& lemmas();

/// A claim about every list of one or two editions, in both readings; `claim` below makes it of one template.
struct ListClaim {
    std::function<z3::expr(CensusWorld&)> symbolic;
    std::function<bool(ReplayWorld&)> replay;
    std::vector<Edition> editions;
    std::set<Piece> reads;
};

/// Returns the claim that `body`, a template over worlds, makes.
template <class Body>
ListClaim claim(std::vector<Edition> editions, std::set<Piece> reads, Body body) {
    return {[body](CensusWorld& world) { return z3::expr(body(world)); },
            [body](ReplayWorld& world) { return static_cast<bool>(body(world)); }, std::move(editions),
            std::move(reads)};
}

/// What a lemma says, beside its claim.
struct Saying {
    std::string name;  // the last part of its ID
    std::string statement;
    std::string law = {};
    std::vector<std::string> clauses = {};
};

/// Returns the lemma that `claim` is true, of lists of any length.
Lemma law(int link, Saying saying, ListClaim claim, std::string broken,
          const std::function<void(Implementation&)>& breaks);

/// Returns the lemmas as those that compare `files`, paths from the root. Who changes one of the files refutes one of
/// the lemmas, or has them proved that what it decides is as before.
std::vector<Lemma> comparing(std::vector<std::string> files, std::vector<Lemma> lemmas);

/// Returns `lemma` with questions before its claim's: what it says of lists whose length is any number, before anything
/// is known of censuses.
Lemma with_questions(Lemma lemma, std::function<std::vector<Question>(const Terms&, const Implementation&)> questions);

/// Returns the lemma that `claim` is false: a shortest counterexample, found by asking the compiled code, refutes it.
/// `lists` and `children` are how many of each the claim speaks of. `breaks` makes a subject of which the claim is true
/// there. Without a counterexample of few children the lemma fails.
Lemma false_law(int link, Saying saying, ListClaim claim, std::size_t lists, std::size_t children, std::string broken,
                const std::function<void(Implementation&)>& breaks);

/// Returns the rules' first one that has this answer, to be broken. Throws std::logic_error if there is none.
Rule& rule_answering(Implementation& subject, State answer);

/// Calls `change` with every child and its letter, to be broken.
void change_letters(Implementation& subject, const std::function<void(const Child&, facts_of_a_list::Facts&)>& change);

}  // namespace rollout::proofs
