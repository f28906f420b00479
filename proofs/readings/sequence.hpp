// Lists of any length, as segments of a sequence without bounds: the reading in which L1 and L2 speak of lists before
// anything is known of censuses. "One list after another" is a segment cut in two, which any two lists can be laid out
// as.
#pragma once

#include <functional>

#include "census.hpp"

namespace rollout::proofs {

/// The positions from `first` up to and without `end`.
struct Segment {
    const Terms* terms;
    z3::expr first;
    z3::expr end;

    z3::expr empty() const { return first >= end; }
    /// Returns whether some position meets `predicate`; whether one meets `earlier` and one after it `later`.
    z3::expr some(const std::function<z3::expr(const z3::expr&)>& predicate) const;
    z3::expr some_before(const std::function<z3::expr(const z3::expr&)>& earlier,
                         const std::function<z3::expr(const z3::expr&)>& later) const;
};

/// A sequence of children, as uninterpreted functions of the position.
class SymbolicSequence {
public:
    SymbolicSequence(const Terms& terms, const std::string& name);
    SymbolicChild at(const z3::expr& position) const;

private:
    const Terms& terms_;
    z3::func_decl state_;
    std::vector<z3::func_decl> flags_;
};

/// A segment of a sequence of children: a ChildList whose length is any number.
struct SequenceList : SymbolicAnswers {
    const SymbolicSequence* sequence;
    Segment segment;

    z3::expr empty() const { return segment.empty(); }
    z3::expr any(auto predicate) const {
        return segment.some([&](const z3::expr& position) { return predicate(sequence->at(position)); });
    }
    z3::expr all(auto predicate) const {
        return !segment.some([&](const z3::expr& position) { return !predicate(sequence->at(position)); });
    }
    z3::expr any_before(auto earlier, auto later) const {
        return segment.some_before([&](const z3::expr& position) { return earlier(sequence->at(position)); },
                                   [&](const z3::expr& position) { return later(sequence->at(position)); });
    }
};

}  // namespace rollout::proofs
