// What the reports for people say in the same words, in whatever format: counts, guarantees, failures and their
// clauses.
#pragma once

#include <string>
#include <vector>

#include "fact.hpp"
#include "verdict.hpp"

namespace rollout::oracle {

/// Returns the verdict in words, and what it is limited to: `conformant for canonical words`.
std::string verdict_in_words(const Verdict& verdict);

/// Returns the first line of a report, safe to show: `conformant: go-example 1.0 (Go) to edition b2`.
std::string headline(const Verdict& verdict);

/// Returns the answer in words, safe to show, what is long left out: `running`, `skipped: no time`.
std::string said(const Failure& failure);

/// Returns whether the part says what passing it says: all of it was asked, and what did not pass is listed.
bool passed(const Part& part);

/// Returns a command whose answer is the expected one, with an explanation if there is one. Empty for other subjects
/// than the projection.
std::string command_to_see(const Verdict& verdict, const Cause& cause);

/// Return what there is to say of each, in order.
std::vector<Fact> facts(const Verdict& verdict, const Cause& cause);
std::vector<Fact> facts(const Part& part);
std::vector<Fact> facts(const Breach& breach);
/// Of the guarantee and the parts that it rests on; nothing if there is none.
std::vector<Fact> facts_of_guarantee(const Verdict& verdict);
/// Of the run as a whole: why not more, the breach, stale entries, notes, the seed.
std::vector<Fact> facts_of_run(const Verdict& verdict);

/// Returns `1 case`, `2 cases`.
std::string count_of(std::uint64_t number, std::string_view thing);

}  // namespace rollout::oracle
