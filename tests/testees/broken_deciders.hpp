// Deciders of guard, writers, claim and surfaces, each wrong about one clause: what the cases of those subjects must
// catch.
#pragma once

#include <span>
#include <vector>

#include <rollout/reference/surfaces.hpp>
#include <rollout/reference/writers.hpp>

#include "decision.hpp"

namespace rollout::tests {

/// A decider that is wrong about one clause, in one edition where that matters.
struct Broken {
    const char* clause;
    Edition edition;
    void (*breaks)(oracle::Deciders&);
};

using RowsAsked = std::span<const PlacedOperation>;

// Each is the reference but for one thing.
inline const std::vector<Broken> broken_deciders{
    {"GUARD-1", Edition::b2,
     [](oracle::Deciders& d) {
         d.guard = [](Edition, const GuardInput& in) { return reference::guard(Edition::b3, in); };
     }},
    {"GUARD-2", Edition::b4,
     [](oracle::Deciders& d) {
         d.guard = [](Edition edition, const GuardInput& in) {
             const Verdict verdict = reference::guard(edition, in);
             return verdict == Verdict::refuse ? Verdict::no_write : verdict;
         };
     }},
    {"GUARD-3", Edition::b3,
     [](oracle::Deciders& d) {
         d.guard = [](Edition edition, const GuardInput& in) {
             GuardInput authorized = in;
             authorized.reopen_authorized = true;
             return reference::guard(edition, authorized);
         };
     }},
    {"GUARD-4", Edition::b3,
     [](oracle::Deciders& d) {
         d.guard = [](Edition edition, const GuardInput& in) {
             return in.stored == in.projected ? Verdict::write : reference::guard(edition, in);
         };
     }},
    {"GUARD-5", Edition::b4,
     [](oracle::Deciders& d) {
         d.guard = [](Edition edition, const GuardInput& in) {
             return in.stored == in.projected ? Verdict::no_write : reference::guard(edition, in);
         };
     }},
    {"GUARD-6", Edition::settled,
     [](oracle::Deciders& d) {
         d.guard = [](Edition edition, const GuardInput& in) {
             const bool both = reference::is_terminal(in.stored) && reference::is_terminal(in.projected);
             return both ? Verdict::no_write : reference::guard(edition, in);
         };
     }},
    {"GUARD-7", Edition::b2, [](oracle::Deciders& d) { d.local_guard_admits = [](State) { return true; }; }},
    {"WRITE-1", Edition::b2,
     [](oracle::Deciders& d) {
         d.operator_write = [](Edition edition, const WriterInput& in) {
             WriterInput read = in;
             read.reading = in.reading == Reading::no_rows ? Reading::rows : in.reading;
             return reference::operator_write(edition, read);
         };
     }},
    {"WRITE-2", Edition::pause,
     [](oracle::Deciders& d) {
         d.operator_write = [](Edition edition, const WriterInput& in) {
             WriterInput read = in;
             read.reading = in.reading == Reading::latch_unreadable ? Reading::rows : in.reading;
             return reference::operator_write(edition, read);
         };
     }},
    {"WRITE-3", Edition::b1,
     [](oracle::Deciders& d) {
         d.operator_write = [](Edition edition, const WriterInput& in) {
             ParentWrite made = reference::operator_write(edition, in);
             made.completed_at = made.state == State::stopped ? Stamp::now : made.completed_at;
             return made;
         };
     }},
    {"WRITE-4", Edition::finalizers,
     [](oracle::Deciders& d) {
         d.operator_write = [](Edition edition, const WriterInput& in) {
             ParentWrite made = reference::operator_write(edition, in);
             made.started_at = in.guard.started_at_is_set ? Stamp::keep : Stamp::now;
             return made;
         };
     }},
    {"WRITE-5", Edition::b2,
     [](oracle::Deciders& d) {
         d.operator_write = [](Edition edition, const WriterInput& in) {
             ParentWrite made = reference::operator_write(edition, in);
             made.takes_error_text = made.state == State::failed && in.a_failed_row_has_a_text;
             return made;
         };
     }},
    {"WRITE-6", Edition::b3,
     [](oracle::Deciders& d) {
         d.operator_write = [](Edition edition, const WriterInput& in) {
             ParentWrite made = reference::operator_write(edition, in);
             made.takes_error_text = false;
             return made;
         };
     }},
    {"WRITE-7", Edition::b2,
     [](oracle::Deciders& d) { d.lands = [](Edition, State read, State stored) { return read == stored; }; }},
    {"WRITE-8", Edition::b3, [](oracle::Deciders& d) { d.lands = [](Edition, State, State) { return true; }; }},
    {"WRITE-9", Edition::b2,
     [](oracle::Deciders& d) {
         d.local_source = [](Edition edition, const LocalInput& in) {
             const LocalSource source = reference::local_source(edition, in);
             return source == LocalSource::undetermined ? LocalSource::own_state : source;
         };
     }},
    {"WRITE-10", Edition::b2,
     [](oracle::Deciders& d) {
         d.local_source = [](Edition edition, const LocalInput& in) {
             LocalInput modelled = in;
             modelled.has_operation_model = true;
             return reference::local_source(edition, modelled);
         };
     }},
    {"WRITE-11", Edition::pause,
     [](oracle::Deciders& d) {
         d.local_source = [](Edition, const LocalInput& in) { return reference::local_source(Edition::b4, in); };
     }},
    {"WRITE-12", Edition::b4,
     [](oracle::Deciders& d) {
         d.local_source = [](Edition edition, const LocalInput& in) {
             const LocalSource source = reference::local_source(edition, in);
             return source == LocalSource::projection ? LocalSource::own_state : source;
         };
     }},
    {"WRITE-13", Edition::b2,
     [](oracle::Deciders& d) {
         d.side_effects = [](Edition, State result, State projected, bool moved) {
             return reference::side_effects(Edition::b3, result, projected, moved);
         };
     }},
    {"WRITE-14", Edition::b3,
     [](oracle::Deciders& d) {
         d.side_effects = [](Edition edition, State result, State, bool moved) {
             return reference::side_effects(edition, result, result, moved);
         };
     }},
    {"WRITE-15", Edition::b3,
     [](oracle::Deciders& d) {
         d.side_effects = [](Edition edition, State result, State projected, bool moved) {
             SideEffects effects = reference::side_effects(edition, result, projected, moved);
             effects.completed_at = effects.quiesce;
             return effects;
         };
     }},
    {"WRITE-16", Edition::b3,
     [](oracle::Deciders& d) {
         d.side_effects = [](Edition edition, State result, State projected, bool moved) {
             SideEffects effects = reference::side_effects(edition, result, projected, moved);
             effects.publish = reference::is_terminal(projected);
             return effects;
         };
     }},
    {"WRITE-17", Edition::b2,
     [](oracle::Deciders& d) {
         d.row_state = [](Edition, const RowInput& in) { return reference::row_state(Edition::b3, in); };
     }},
    {"WRITE-18", Edition::b3,
     [](oracle::Deciders& d) {
         d.row_state = [](Edition edition, const RowInput& in) {
             RowInput held = in;
             held.lease_is_held = true;
             return reference::row_state(edition, held);
         };
     }},
    {"WRITE-19", Edition::pause,
     [](oracle::Deciders& d) { d.stop_is_resolved = [](Edition, State, bool every_row) { return every_row; }; }},
    {"WRITE-20", Edition::settled,
     [](oracle::Deciders& d) {
         d.stop_is_resolved = [](Edition, State parent, bool) { return reference::is_terminal(parent); };
     }},
    {"CLAIM-1", Edition::b1,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             ClaimInput unstopped = in;
             unstopped.stop_is_pending = false;
             const Claim claim = reference::claim(edition, rows, index, unstopped);
             return claim == Claim::start ? claim : reference::claim(edition, rows, index, in);
         };
     }},
    {"CLAIM-2", Edition::b2,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             ClaimInput rolling = in;
             rolling.cutover = Cutover::rolling;
             return reference::claim(edition, rows, index, rolling);
         };
     }},
    {"CLAIM-3", Edition::b2,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             std::vector<PlacedOperation> halted(rows.begin(), rows.end());
             halted[index].operation.on_failure = Policy::halt;
             return reference::claim(edition, halted, index, in);
         };
     }},
    {"CLAIM-4", Edition::finalizers,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             ClaimInput released = in;
             released.latch = Latch::released;
             return reference::claim(edition, rows, index, released);
         };
     }},
    {"CLAIM-5", Edition::pause,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             ClaimInput requested = in;
             requested.start_is_requested = true;
             const Claim claim = reference::claim(edition, rows, index, requested);
             return claim == Claim::start ? claim : reference::claim(edition, rows, index, in);
         };
     }},
    {"CLAIM-6", Edition::settled,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             std::vector<PlacedOperation> nowhere(rows.begin(), rows.end());
             if (rows[index].placement.kind == Kind::work) {
                 nowhere[index].placement.deployment = "";
             }
             return reference::claim(edition, nowhere, index, in);
         };
     }},
    {"CLAIM-7", Edition::finalizers,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             std::vector<PlacedOperation> working(rows.begin(), rows.end());
             working[index].placement.kind = Kind::work;
             return reference::claim(edition, working, index, in);
         };
     }},
    {"CLAIM-8", Edition::pause,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             ClaimInput in_turn = in;
             in_turn.cutover = in.cutover == Cutover::parallel ? Cutover::rolling : in.cutover;
             return reference::claim(edition, rows, index, in_turn);
         };
     }},
    {"CLAIM-9", Edition::settled,
     [](oracle::Deciders& d) {
         d.claim = [](Edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             return reference::claim(rows[index].operation.state == State::pending ? Edition::pause : Edition::settled,
                                     rows, index, in);
         };
     }},
    {"CLAIM-10", Edition::b3,
     [](oracle::Deciders& d) {
         d.claim = [](Edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             return reference::claim(Edition::b4, rows, index, in);
         };
     }},
    {"CLAIM-11", Edition::b1,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             const bool restarts = rows[index].operation.state == State::stopped && !in.stop_is_pending;
             return restarts ? Claim::restart : reference::claim(edition, rows, index, in);
         };
     }},
    {"CLAIM-12", Edition::b1,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             ClaimInput endless = in;
             endless.retries_are_left = true;
             return reference::claim(edition, rows, index, endless);
         };
     }},
    {"CLAIM-13", Edition::b4,
     [](oracle::Deciders& d) {
         d.may_cut_over = [](Edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             return rows[index].operation.state == State::waiting_for_cutover && !in.stop_is_pending;
         };
     }},
    {"CLAIM-14", Edition::steps,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             std::vector<PlacedOperation> without_targets(rows.begin(), rows.end());
             for (PlacedOperation& row : without_targets) {
                 row.placement.target = "";
             }
             return reference::claim(edition, without_targets, index, in);
         };
     }},
    {"CLAIM-15", Edition::steps,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             return reference::claim(rows[index].operation.state == State::pending ? Edition::finalizers : edition,
                                     rows, index, in);
         };
     }},
    {"CLAIM-16", Edition::steps,
     [](oracle::Deciders& d) {
         d.claim = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             std::vector<PlacedOperation> started(rows.begin(), rows.end());
             started[index].placement.started = true;
             return reference::claim(edition, started, index, in);
         };
     }},
    {"CLAIM-17", Edition::steps,
     [](oracle::Deciders& d) {
         d.may_cut_over = [](Edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             return reference::may_cut_over(Edition::finalizers, rows, index, in);
         };
     }},
    {"TARGET-1", Edition::steps,
     [](oracle::Deciders& d) {
         d.target_state = [](Edition edition, std::span<const Operation> rows) {
             return reference::project(edition, rows);
         };
     }},
    {"TARGET-2", Edition::steps,
     [](oracle::Deciders& d) {
         d.target_state = [](Edition edition, std::span<const Operation> rows) {
             std::vector<Child> children;
             for (const Operation& row : rows) {
                 children.push_back({row.state});
             }
             return reference::base(edition, children);
         };
     }},
    {"CHECK-1", Edition::steps,
     [](oracle::Deciders& d) {
         d.conclusion = [](State parent, bool work) {
             return parent == State::stopped ? Conclusion::failure : reference::conclusion(parent, work);
         };
     }},
    {"CHECK-2", Edition::steps,
     [](oracle::Deciders& d) {
         d.conclusion = [](State parent, bool work) {
             return parent == State::completed && work ? Conclusion::in_progress : reference::conclusion(parent, work);
         };
     }},
    {"CHECK-3", Edition::steps,
     [](oracle::Deciders& d) {
         d.conclusion = [](State parent, bool work) {
             return parent == State::failed && !work ? Conclusion::action_required
                                                     : reference::conclusion(parent, work);
         };
     }},
    {"CHECK-4", Edition::steps,
     [](oracle::Deciders& d) {
         d.conclusion = [](State parent, bool) { return reference::conclusion(parent, false); };
     }},
    {"CHECK-5", Edition::steps,
     [](oracle::Deciders& d) {
         d.conclusion = [](State parent, bool work) {
             return parent == State::reverted ? Conclusion::success : reference::conclusion(parent, work);
         };
     }},
    {"CHECK-6", Edition::steps,
     [](oracle::Deciders& d) {
         d.conclusion_of_both = [](Conclusion one, Conclusion other) { return std::min(one, other); };
     }},
    {"LABEL-1", Edition::steps,
     [](oracle::Deciders& d) {
         d.label = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             std::vector<PlacedOperation> pending(rows.begin(), rows.end());
             pending[index].operation.state = State::pending;
             return reference::label(edition, pending, index, in);
         };
     }},
    {"LABEL-2", Edition::steps,
     [](oracle::Deciders& d) {
         d.label = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             ClaimInput in_turn = in;
             in_turn.cutover = in.cutover == Cutover::parallel ? Cutover::rolling : in.cutover;
             return reference::label(edition, rows, index, in_turn);
         };
     }},
    {"LABEL-3", Edition::steps,
     [](oracle::Deciders& d) {
         d.label = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             std::vector<PlacedOperation> nowhere(rows.begin(), rows.end());
             nowhere[index].placement.deployment = "";
             return reference::label(edition, nowhere, index, in);
         };
     }},
    {"LABEL-4", Edition::steps,
     [](oracle::Deciders& d) {
         d.label = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             const Label label = reference::label(edition, rows, index, in);
             return label == Label::paused ? Label::halted : label;
         };
     }},
    {"LABEL-5", Edition::steps,
     [](oracle::Deciders& d) {
         d.label = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             const Label label = reference::label(edition, rows, index, in);
             return label == Label::halted ? Label::waiting : label;
         };
     }},
    {"LABEL-6", Edition::steps,
     [](oracle::Deciders& d) {
         d.label = [](Edition edition, RowsAsked rows, std::size_t index, const ClaimInput& in) {
             const Label label = reference::label(edition, rows, index, in);
             return label == Label::waiting ? Label::next : label;
         };
     }},
};

}  // namespace rollout::tests
