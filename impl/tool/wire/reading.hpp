// How an edition reads a rollout, element by element: what each word means, by which clause if not as it is spelled,
// and which flags the element has.
#pragma once

#include <string>
#include <vector>

#include "rollout.hpp"

namespace rollout::oracle {

class Reading {
public:
    /// `rollout` must outlive the reading.
    Reading(Edition edition, const Rollout& rollout);

    /// Returns the children that the elements are to the edition.
    const std::vector<Child>& children() const { return children_; }

    /// Returns `failed, policy continue: may continue`; of a finalizer also the row that orphans it, or why none does.
    std::string text(std::size_t at) const;

private:
    Edition edition_;
    const Rollout& rollout_;
    std::vector<Child> children_;
    std::vector<PlacedOperation> placed_;  // of rows
};

}  // namespace rollout::oracle
