// The audit: which stored parents disagree with their rows, and what explains it.
#pragma once

#include "cause.hpp"

namespace rollout::audit {

struct Disagreement {
    std::size_t parent;
    std::string_view projected;
    std::string clause;
    std::vector<Explanation> explanations;  // the first one is its kind
};

/// How many parents an edition agrees with.
struct Agreement {
    Edition edition;
    std::size_t agreed;
};

struct Audit {
    std::size_t audited = 0;     // parents that could be read
    std::size_t unreadable = 0;  // of which a row could not
    std::vector<Disagreement> disagreements = {};
    std::array<std::size_t, causes.size()> kinds = {};  // disagreements by their kind
    std::vector<Agreement> agreements = {};             // by edition, in their order
};

/// Returns how many parents of the fleet each built-in edition agrees with.
std::vector<Agreement> agreements(const Fleet& fleet);

/// Returns the editions that explain the fleet best, in their order.
std::vector<Edition> best_of(const std::vector<Agreement>& agreements);

/// Audits the fleet by one edition. Throws oracle::Disagreement.
Audit audit(const Fleet& fleet, const Projector& projector, std::vector<Agreement> agreements);

}  // namespace rollout::audit
