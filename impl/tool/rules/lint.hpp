// What can be said of a rule file without another one: which rungs are alive, which laws hold, which case lines are
// right. The verb lint prints it.
#pragma once

#include "laws.hpp"
#include "loaded.hpp"

namespace rollout::rules {

/// A rung, and a shortest list that it decides.
struct RungReport {
    const Rung* rung;
    bool is_of_base;
    std::optional<std::vector<Element>> list;  // absent: the rung is dead
    bool may_be_swapped = false;               // with the next one: no list has another answer
};

struct LawReport {
    const Law* law;
    std::string_view missing;  // the set that the file lacks; empty: none
    std::optional<Counterexample> counterexample;
    bool is_waived = false;
    bool is_undecided = false;  // pairs_max did not suffice

    /// Returns whether it holds or is waived, not both. A law that is not decided is to be waived.
    bool is_clean() const { return (counterexample || is_undecided) == is_waived; }
};

struct CaseReport {
    const CaseLine* line;
    Decision decision;
    bool is_right;
};

struct Lint {
    std::size_t summaries;
    std::size_t classes;
    std::size_t machine_states;
    std::vector<RungReport> rungs;
    std::vector<std::string> unnamed_states;  // in no rung
    std::vector<CaseReport> cases;
    std::vector<LawReport> laws;

    /// Returns whether no rung is dead, every case line is right, and each law is clean.
    bool is_clean() const;
};

Lint lint(const Loaded& loaded, std::size_t pairs_most = pairs_max);

/// Returns of each rung of a ladder, in order, a shortest list that it decides; nothing of a dead one.
std::vector<std::optional<std::vector<Element>>> shortest_lists(const Explored& explored, bool of_base);

}  // namespace rollout::rules
