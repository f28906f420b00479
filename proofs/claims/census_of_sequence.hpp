// What ties a list of any length to its census: by definition a kind occurs if some position holds a child of it. Every
// fact about the census of a list that a claim takes for granted is a question here.
#pragma once

#include "lemma.hpp"
#include "sequence.hpp"

namespace rollout::proofs {

class CensusOfSequence {
public:
    /// The list `name` of one edition's shipped subject.
    CensusOfSequence(const Terms& terms, const Implementation& subject, const std::string& name);

    CensusWorld& world() { return world_; }
    const CensusList& census() const { return census_; }
    SequenceList list() const { return {{&terms_}, &sequence_, segment_}; }

    /// What is asked of a list.
    using Asked = std::function<z3::expr(const SequenceList&)>;

    /// Returns the question whether `asked` of the list is `of_the_census`: its premises are the definitions of the
    /// kinds that the latter speaks of. Where these are many, two questions, a direction each. Broken, it is asked of
    /// another list, that begins one position further and ends anywhere.
    std::vector<Question> same(const std::string& about, const Asked& asked, const z3::expr& of_the_census) const;
    /// Returns the question whether `goal`, about the census alone, holds of every list's. Broken, nothing is said of
    /// what the census is.
    Question entails(const std::string& about, const z3::expr& goal) const;

private:
    const Terms& terms_;
    CensusWorld world_;
    CensusList census_;
    SymbolicSequence sequence_;
    Segment segment_;
    std::vector<Definition> definitions_;
};

}  // namespace rollout::proofs
