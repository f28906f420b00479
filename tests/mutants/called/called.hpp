// The reference as a library: tests that are compiled against this header ask whatever library they load
// (reference_library.cpp), so that a mutant of the reference needs no test compiled anew.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <rollout/reference/holding.hpp>
#include <rollout/reference/ladder.hpp>
#include <rollout/vocabulary/child.hpp>
#include <rollout/vocabulary/reading.hpp>
#include <rollout/vocabulary/surface.hpp>

// Templates in the reference, for either reading: these are of the one that runs. And the latch that is left out, which
// is the library's to say.
namespace rollout::called {

char ascii_lower(char byte);
bool can_be_orphaned(const PlacedOperation& row);
bool orphans(const PlacedOperation& row, const PlacedOperation& other);
bool can_be_orphaned_by_a_step(const PlacedOperation& row);
bool is_orphaned_by_the_step_of(const PlacedOperation& row, const PlacedOperation& other);
bool is_terminal(State state);
bool has_scope(std::string_view finalizer_key);
std::string_view scope(std::string_view finalizer_key);
bool covers(std::string_view finalizer_key, std::string_view work_key);
bool in_running_family(Edition edition, State state);
bool local_guard_admits(State stored);
bool lands(Edition edition, State read, State stored);
reference::Decision decide(Edition edition, std::span<const Operation> operations);
reference::Decision decide(Edition edition, std::span<const PlacedOperation> rows);
reference::Decision decide(Edition edition, std::span<const Row> rows);
State project(Edition edition, std::span<const Operation> operations);
State project(Edition edition, std::span<const PlacedOperation> rows);
State project(Edition edition, std::span<const Row> rows);

}  // namespace rollout::called

namespace rollout::reference {

struct GuardDecision {
    Verdict verdict;
    Clause clause;
};
struct ClaimDecision {
    Claim claim;
    Clause clause;
};
struct Explanation {
    std::vector<Step> base;
    std::vector<Step> rollout;
};

State parse_state(std::string_view token);
State parse_state(Edition edition, std::string_view token);
Policy parse_policy(std::optional<std::string_view> stored);
Operation operation(const Row& row);
Child child(Edition edition, Operation operation, Latch latch);
Decision decide(Edition edition, std::span<const Child> children);
Decision decide(Edition edition, std::span<const Operation> operations, Latch latch);
Decision decide(Edition edition, std::span<const PlacedOperation> rows, Latch latch);
Decision decide(Edition edition, std::span<const Row> rows, Latch latch);
State project(Edition edition, std::span<const Child> children);
State project(Edition edition, std::span<const Operation> operations, Latch latch);
State project(Edition edition, std::span<const PlacedOperation> rows, Latch latch);
State project(Edition edition, std::span<const Row> rows, Latch latch);
State base(Edition edition, std::span<const Child> children);
Explanation explain(Edition edition, std::span<const Child> children);
std::vector<Child> build(Edition edition, std::span<const PlacedOperation> rows, Latch latch);
std::vector<Child> build(Edition edition, std::span<const Row> rows, Latch latch);
bool held_by_a_resumable_child(Edition edition, std::span<const Child> children);
GuardDecision guard_decision(Edition edition, const GuardInput& input);
Verdict guard(Edition edition, const GuardInput& input);
ParentWrite operator_write(Edition edition, const WriterInput& input);
LocalSource local_source(Edition edition, const LocalInput& input);
SideEffects side_effects(Edition edition, State result, State projected, bool moved);
std::optional<State> row_state(Edition edition, const RowInput& input);
bool stop_is_resolved(Edition edition, State parent, bool every_row_is_terminal);
ClaimDecision claim_decision(Edition edition, std::span<const PlacedOperation> rows, std::size_t index,
                             const ClaimInput& input);
Claim claim(Edition edition, std::span<const PlacedOperation> rows, std::size_t index, const ClaimInput& input);
bool may_cut_over(Edition edition, std::span<const PlacedOperation> rows, std::size_t index, const ClaimInput& input);
State target_state(Edition edition, std::span<const Operation> rows);
Conclusion conclusion(State parent, bool work_was_completed);
Conclusion conclusion_of_both(Conclusion one, Conclusion other);
Label label(Edition edition, std::span<const PlacedOperation> rows, std::size_t index, const ClaimInput& input);

using called::ascii_lower;
using called::can_be_orphaned;
using called::can_be_orphaned_by_a_step;
using called::covers;
using called::decide;
using called::has_scope;
using called::in_running_family;
using called::is_orphaned_by_the_step_of;
using called::is_terminal;
using called::lands;
using called::local_guard_admits;
using called::orphans;
using called::project;
using called::scope;

}  // namespace rollout::reference
