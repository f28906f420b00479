// A claim, whatever it is about: in two readings, and about copies that are broken. There are two worlds of claims. In
// one, lists of children are projected, and a copy is a subject with one thing broken (lemma.hpp). In the other, named
// inputs are decided upon, and a copy misreads one of them (decision.hpp). What makes a lemma of a claim is the same.
#pragma once

#include <optional>

#include "lemma.hpp"

namespace rollout::proofs {

/// A broken copy and what is broken in it. It is made when it is asked for: a library that is broken already may have
/// nothing to break.
template <class Copy>
struct Broken {
    std::string what;
    std::function<Copy()> copy;
};

/// A claim about what ships, or about a copy of it. A null pointer stands for what ships.
template <class Copy>
struct ClaimAbout {
    /// Returns the question whether the claim holds of every input.
    std::function<Obligation(const Terms&, const Copy*)> holds_of_all;
    /// Returns the question whether it fails of that witness, whose inputs are its premises.
    std::function<Obligation(const Terms&, const Copy*, const Witness&)> fails_of;
    /// Runs the claim on a witness: of what ships, the compiled code.
    std::function<bool(const Copy*, const Witness&)> holds;
    /// Returns every broken copy that is made systematically.
    std::function<std::vector<Broken<Copy>>()> copies;
};

/// Fills in what is asked by a lemma, and by its twins, one for each broken copy. `ask` returns the question of a copy;
/// `is_so` returns whether what the lemma says is so of a copy, run on a witness.
template <class Copy>
Lemma with_twins(Lemma lemma, const ClaimAbout<Copy>& claim, const Broken<Copy>& twin,
                 const std::function<Obligation(const Terms&, const Copy*)>& ask,
                 const std::function<bool(const Copy*, const Witness&)>& is_so) {
    const auto twin_of = [ask, is_so](const Broken<Copy>& broken) {
        return Twin{broken.what,
                    [ask, broken](const Terms& terms) {
                        const Copy copy = broken.copy();
                        return ask(terms, &copy);
                    },
                    [is_so, broken](const Witness& witness) {
                        const Copy copy = broken.copy();
                        return !is_so(&copy, witness) && is_so(nullptr, witness);
                    }};
    };
    lemma.obligation = [ask](const Terms& terms) { return ask(terms, nullptr); };
    lemma.holds = [is_so](const Witness& witness) { return is_so(nullptr, witness); };
    lemma.twin = twin_of(twin);
    lemma.twins = [twin_of, copies = claim.copies] {
        std::vector<Twin> twins;
        for (const Broken<Copy>& broken : copies()) {
            twins.push_back(twin_of(broken));
        }
        return twins;
    };
    return lemma;
}

/// Returns the lemma that the claim is true of every input.
template <class Copy>
Lemma true_of_all(Lemma lemma, const ClaimAbout<Copy>& claim, const Broken<Copy>& twin) {
    return with_twins<Copy>(std::move(lemma), claim, twin, claim.holds_of_all, claim.holds);
}

/// Returns the lemma that the claim is false, by `witness`: it is denied of the very inputs of the witness, so its
/// denial is what must be entailed.
template <class Copy>
Lemma false_by(const Witness& found, Lemma lemma, const ClaimAbout<Copy>& claim, const Broken<Copy>& twin) {
    lemma.statement = "false: " + lemma.statement + "; counterexample: " + found.text();
    return with_twins<Copy>(
        std::move(lemma), claim, twin,
        [ask = claim.fails_of, found](const Terms& terms, const Copy* copy) { return ask(terms, copy, found); },
        [holds = claim.holds, found](const Copy* copy, const Witness&) { return !holds(copy, found); });
}

}  // namespace rollout::proofs
