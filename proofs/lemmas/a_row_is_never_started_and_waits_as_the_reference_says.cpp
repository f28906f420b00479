#include <rollout/build.hpp>
#include <rollout/reference/build.hpp>

#include "lemma.hpp"
#include "orphans.hpp"

namespace rollout::proofs {
namespace {

/// A row's fields that both builders look at, as terms.
struct SymbolicKind {
    z3::expr is_finalizer;
};
z3::expr operator==(const SymbolicKind& left, Kind right) {
    return right == Kind::group_finalizer ? left.is_finalizer : !left.is_finalizer;
}
struct SymbolicRow {
    struct {
        SymbolicState state;
    } operation;
    struct {
        SymbolicKind kind;
        z3::expr started;
    } placement;
};

enum class RowRule { shipped, running_too, pending_only, started_too, work_too, failed_finalizers_too };

/// What the builder says of a row: never started, waiting, failed work; or with one thing broken.
auto said(RowRule how, const auto& row) {
    const auto state_is = [&](State state) { return row.operation.state == state; };
    const auto is_finalizer = row.placement.kind == Kind::group_finalizer;
    const auto idle = is_pending_or_stopped(row.operation.state);
    switch (how) {
        case RowRule::shipped:
            break;
        case RowRule::running_too:
            return std::tuple{never_started(row), is_finalizer && (idle || state_is(State::running)),
                              is_failed_work(row)};
        case RowRule::pending_only:
            return std::tuple{!row.placement.started && state_is(State::pending), waits(row), is_failed_work(row)};
        case RowRule::started_too:
            return std::tuple{idle, waits(row), is_failed_work(row)};
        case RowRule::work_too:
            return std::tuple{never_started(row), idle, is_failed_work(row)};
        case RowRule::failed_finalizers_too:
            return std::tuple{never_started(row), waits(row), state_is(State::failed)};
    }
    return std::tuple{never_started(row), waits(row), is_failed_work(row)};
}
auto said_by_the_reference(const auto& row) {
    return std::tuple{reference::never_started(row), reference::can_be_orphaned(row), reference::can_orphan(row)};
}

Obligation obligation(const Terms& terms, RowRule how) {
    const SymbolicRow row{{{&terms, terms.context().constant("state", terms.state_sort())}},
                          {{terms.truth_named("is a finalizer")}, terms.truth_named("started")}};
    const auto [never, waiting, failed] = said(how, row);
    const auto [never_expected, waiting_expected, failed_expected] = said_by_the_reference(row);
    return {
        .questions = {{{"", {}, never == never_expected && waiting == waiting_expected && failed == failed_expected}}},
        .read = [row](const z3::model& model) {
            Witness witness{.operations = {{state_in(model, row.operation.state)}}};
            witness.texts = {truth_in(model, row.placement.kind.is_finalizer) ? "group_finalizer" : "work",
                             truth_in(model, row.placement.started) ? "started" : "not started"};
            return witness;
        }};
}

PlacedOperation row_of(const Witness& witness) {
    return {witness.operations.at(0),
            {.key = "s/group_finalizer",
             .kind = witness.texts.at(0) == "work" ? Kind::work : Kind::group_finalizer,
             .started = witness.texts.at(1) == "started"}};
}

bool builds_alike(const std::vector<PlacedOperation>& rows) {
    return build(Edition::finalizers, std::span<const PlacedOperation>(rows)) ==
           reference::build(Edition::finalizers, rows, Latch::unreleased);
}

/// Beside a failed work that the row would cover, and beside a finalizer that would cover the row, the compiled builder
/// says what the reference's does.
bool reads_alike(const Witness& witness) {
    const PlacedOperation row = row_of(witness);
    PlacedOperation covered = row;
    covered.placement.key = "s/x";
    return builds_alike({row, {{State::failed}, {.key = "s/x"}}}) &&
           builds_alike({covered, {{State::pending}, {.key = "s/group_finalizer", .kind = Kind::group_finalizer}}});
}

Twin twin(const std::string& broken, RowRule how) {
    return {broken, [how](const Terms& terms) { return obligation(terms, how); },
            [how](const Witness& witness) {
                const PlacedOperation row = row_of(witness);
                return said(how, row) != said_by_the_reference(row) && reads_alike(witness);
            }};
}

}  // namespace

std::vector<Lemma> a_row_is_never_started_and_waits_as_the_reference_says() {
    const auto twins = [] {
        return std::vector{twin("a running finalizer can be orphaned", RowRule::running_too),
                           twin("a stopped row was started", RowRule::pending_only),
                           twin("a started row was never started", RowRule::started_too),
                           twin("work can be orphaned", RowRule::work_too),
                           twin("a failed finalizer orphans, too", RowRule::failed_finalizers_too)};
    };
    return comparing(
        {"reference/include/rollout/reference/build.hpp"},
        {{.id = "L4-finalizers-rows",
          .statement = "a row is never_started, can be orphaned and can orphan exactly if the reference says so",
          .clauses = {"BUILD-2", "BUILD-3"},
          .edition = Edition::finalizers,
          .subject = "source instantiated: the predicates of rows that ship, reference templates",
          .inputs = "every state, kind and record of a start",
          .obligation = [](const Terms& terms) { return obligation(terms, RowRule::shipped); },
          .holds = reads_alike,
          .twin = twin("a running finalizer can be orphaned", RowRule::running_too),
          .twins = twins}});
}

}  // namespace rollout::proofs
