// What ties a list of any length to its census: by definition a kind occurs if some position holds a child of it. Every
// fact about the census of a list that a claim takes for granted is a question here.
#pragma once

#include "lemma.hpp"
#include "sequence.hpp"

namespace rollout::proofs {

class CensusOfSequence {
public:
    /// The list `name` of one edition's shipped subject. With `size_fixed` the list has that many children.
    CensusOfSequence(const Terms& terms, const Implementation& subject, const std::string& name,
                     std::optional<int> size_fixed = std::nullopt);

    CensusWorld& world() { return world_; }
    const CensusList& census() const { return census_; }
    SequenceList list() const { return {{&terms_}, &sequence_, segment_}; }

    /// Returns the question whether `of_the_list`, asked of the list, is `of_the_census`: its premises are the
    /// definitions of the kinds that the latter speaks of. Where these are many, two questions, a direction each.
    std::vector<Entailment> same(const std::string& about, const z3::expr& of_the_list,
                                 const z3::expr& of_the_census) const;
    /// Returns the question whether `goal`, about the census alone, holds of every list's.
    Entailment entails(const std::string& about, const z3::expr& goal) const;

    /// Returns every definition, and that a list of fixed size has a failed, a live and a completed child.
    std::vector<z3::expr> example() const;

private:
    const Terms& terms_;
    CensusWorld world_;
    CensusList census_;
    SymbolicSequence sequence_;
    Segment segment_;
    std::vector<Definition> definitions_;
};

}  // namespace rollout::proofs
