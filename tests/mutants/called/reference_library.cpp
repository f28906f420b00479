// The reference as a library: each of its functions that tests call, in the reading that runs.
#include <rollout/reference/predicates.hpp>
#include <rollout/reference/surfaces.hpp>
#include <rollout/reference/writers.hpp>

namespace rollout::reference {

// Inline functions are compiled where their address is taken.
using Rows = std::span<const PlacedOperation>;
[[gnu::used]] State (*const parse_1)(std::string_view) = parse_state;
[[gnu::used]] State (*const parse_2)(Edition, std::string_view) = parse_state;
[[gnu::used]] Policy (*const policy_1)(std::optional<std::string_view>) = parse_policy;
[[gnu::used]] Operation (*const operation_1)(const Row&) = operation;
[[gnu::used]] Child (*const child_1)(Edition, Operation, Latch) = child;
[[gnu::used]] Decision (*const decide_1)(Edition, std::span<const Child>) = decide;
[[gnu::used]] Decision (*const decide_2)(Edition, std::span<const Operation>, Latch) = decide;
[[gnu::used]] Decision (*const decide_3)(Edition, Rows, Latch) = decide;
[[gnu::used]] Decision (*const decide_4)(Edition, std::span<const Row>, Latch) = decide;
[[gnu::used]] State (*const project_1)(Edition, std::span<const Child>) = project;
[[gnu::used]] State (*const project_2)(Edition, std::span<const Operation>, Latch) = project;
[[gnu::used]] State (*const project_3)(Edition, Rows, Latch) = project;
[[gnu::used]] State (*const project_4)(Edition, std::span<const Row>, Latch) = project;
[[gnu::used]] State (*const base_1)(Edition, std::span<const Child>) = base;
[[gnu::used]] Explanation (*const explain_1)(Edition, std::span<const Child>) = explain;
[[gnu::used]] std::vector<Child> (*const build_1)(Edition, Rows, Latch) = build;
[[gnu::used]] std::vector<Child> (*const build_2)(Edition, std::span<const Row>, Latch) = build;
[[gnu::used]] bool (*const held_1)(Edition, std::span<const Child>) = held_by_a_resumable_child;
[[gnu::used]] GuardDecision (*const guard_1)(Edition, const GuardInput&) = guard_decision;
[[gnu::used]] Verdict (*const guard_2)(Edition, const GuardInput&) = guard;
[[gnu::used]] ParentWrite (*const write_1)(Edition, const WriterInput&) = operator_write;
[[gnu::used]] LocalSource (*const source_1)(Edition, const LocalInput&) = local_source;
[[gnu::used]] SideEffects (*const effects_1)(Edition, State, State, bool) = side_effects;
[[gnu::used]] std::optional<State> (*const row_1)(Edition, const RowInput&) = row_state;
[[gnu::used]] bool (*const stop_1)(Edition, State, bool) = stop_is_resolved;
[[gnu::used]] ClaimDecision (*const claim_1)(Edition, Rows, std::size_t, const ClaimInput&) = claim_decision;
[[gnu::used]] Claim (*const claim_2)(Edition, Rows, std::size_t, const ClaimInput&) = claim;
[[gnu::used]] bool (*const cut_over_1)(Edition, Rows, std::size_t, const ClaimInput&) = may_cut_over;
[[gnu::used]] State (*const target_1)(Edition, std::span<const Operation>) = target_state;
[[gnu::used]] Conclusion (*const conclusion_1)(State, bool) = conclusion;
[[gnu::used]] Conclusion (*const conclusion_2)(Conclusion, Conclusion) = conclusion_of_both;
[[gnu::used]] Label (*const label_1)(Edition, Rows, std::size_t, const ClaimInput&) = label;

}  // namespace rollout::reference

// Templates or default arguments there, functions here.
namespace rollout::called {

using reference::Decision;
using reference::Rows;

char ascii_lower(char byte) { return reference::ascii_lower(byte); }
bool can_be_orphaned(const PlacedOperation& row) { return reference::can_be_orphaned(row); }
bool orphans(const PlacedOperation& row, const PlacedOperation& other) { return reference::orphans(row, other); }
bool can_be_orphaned_by_a_step(const PlacedOperation& row) { return reference::can_be_orphaned_by_a_step(row); }
bool is_orphaned_by_the_step_of(const PlacedOperation& row, const PlacedOperation& other) {
    return reference::is_orphaned_by_the_step_of(row, other);
}
bool is_terminal(State state) { return reference::is_terminal(state); }
bool has_scope(std::string_view finalizer_key) { return reference::has_scope(finalizer_key); }
std::string_view scope(std::string_view finalizer_key) { return reference::scope(finalizer_key); }
bool covers(std::string_view finalizer_key, std::string_view work_key) {
    return reference::covers(finalizer_key, work_key);
}
bool in_running_family(Edition edition, State state) { return reference::in_running_family(edition, state); }
bool local_guard_admits(State stored) { return reference::local_guard_admits(stored); }
bool lands(Edition edition, State read, State stored) { return reference::lands(edition, read, stored); }
Decision decide(Edition edition, std::span<const Operation> operations) {
    return reference::decide(edition, operations);
}
Decision decide(Edition edition, Rows rows) { return reference::decide(edition, rows); }
Decision decide(Edition edition, std::span<const Row> rows) { return reference::decide(edition, rows); }
State project(Edition edition, std::span<const Operation> operations) {
    return reference::project(edition, operations);
}
State project(Edition edition, Rows rows) { return reference::project(edition, rows); }
State project(Edition edition, std::span<const Row> rows) { return reference::project(edition, rows); }

}  // namespace rollout::called
