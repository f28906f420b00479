#include <rollout/build.hpp>
#include <rollout/reference/build.hpp>

#include "orphans.hpp"
#include "questions.hpp"

namespace rollout::proofs {
namespace {

/// A row's fields that both builders look at, as terms.
struct SymbolicRow {
    struct {
        SymbolicState state;
    } operation;
    struct {
        SymbolicKind kind;
        z3::expr started;
        z3::expr step;
    } placement;
};

enum class RowRule {
    shipped,
    running_too,
    pending_only,
    started_too,
    work_too,
    failed_finalizers_too,
    without_a_step_too,
    not_the_cancelled,
    the_ended_without_a_step_too
};

/// What the builder says of a row: never started, waiting, failed work; waiting for steps, ending its step.
template <class Truth>
struct Said {
    Truth never;
    Truth waits;
    Truth is_failed_work;
    Truth waits_for_steps;
    Truth ends_its_step;
};
template <class Truth>
Said(Truth, Truth, Truth, Truth, Truth) -> Said<Truth>;

/// The shipped builder's words, or with one thing broken.
auto said(RowRule how, const auto& row) {
    const auto state_is = [&](State state) { return row.operation.state == state; };
    const auto is_finalizer = row.placement.kind == Kind::group_finalizer;
    const auto idle = is_pending_or_stopped(row.operation.state);
    Said broken{never_started(row), waits(row), is_failed_work(row), waits_for_steps(row), ends_its_step(row)};
    switch (how) {
        case RowRule::shipped:
            break;
        case RowRule::running_too:
            broken.waits = is_finalizer && (idle || state_is(State::running));
            break;
        case RowRule::pending_only:
            broken.never = !row.placement.started && state_is(State::pending);
            break;
        case RowRule::started_too:
            broken.never = idle;
            break;
        case RowRule::work_too:
            broken.waits = idle;
            break;
        case RowRule::failed_finalizers_too:
            broken.is_failed_work = state_is(State::failed);
            break;
        case RowRule::without_a_step_too:
            broken.waits_for_steps = idle;
            break;
        case RowRule::not_the_cancelled:
            broken.ends_its_step = ends_its_step(row) && !state_is(State::cancelled);
            break;
        case RowRule::the_ended_without_a_step_too:
            broken.ends_its_step =
                !is_finalizer && (state_is(State::failed) || state_is(State::cancelled) || state_is(State::reverted));
            break;
    }
    return broken;
}
auto said_by_the_reference(const auto& row) {
    return Said{reference::never_started(row), reference::can_be_orphaned(row), reference::can_orphan(row),
                reference::can_be_orphaned_by_a_step(row), reference::can_orphan_later_steps(row)};
}

/// Returns whether both say the same, as far as the edition asks.
auto same(Edition edition, const auto& one, const auto& other) {
    const auto of_finalizers =
        one.never == other.never && one.waits == other.waits && one.is_failed_work == other.is_failed_work;
    const auto of_steps = one.waits_for_steps == other.waits_for_steps && one.ends_its_step == other.ends_its_step;
    return edition < Edition::steps ? of_finalizers : of_finalizers && of_steps;
}

Obligation obligation(const Terms& terms, Edition edition, RowRule how) {
    const SymbolicRow row{
        {{&terms, terms.context().constant("state", terms.state_sort())}},
        {{terms.truth_named("is a finalizer")}, terms.truth_named("started"), terms.context().int_const("step")}};
    const std::vector<z3::expr> premises =
        edition < Edition::steps ? std::vector<z3::expr>{} : std::vector{row.placement.step >= 0};
    return {.questions = {{{"", premises, same(edition, said(how, row), said_by_the_reference(row))}}},
            .read = [row](const z3::model& model) {
                Witness witness{.operations = {{state_in(model, row.operation.state)}}};
                witness.texts = {truth_in(model, row.placement.kind.is_finalizer) ? "group_finalizer" : "work",
                                 truth_in(model, row.placement.started) ? "started" : "not started",
                                 std::to_string(model.eval(row.placement.step, true).get_numeral_uint())};
                return witness;
            }};
}

PlacedOperation row_of(const Witness& witness) {
    return {witness.operations.at(0),
            {.key = "s/group_finalizer",
             .kind = witness.texts.at(0) == "work" ? Kind::work : Kind::group_finalizer,
             .started = witness.texts.at(1) == "started",
             .step = static_cast<std::uint32_t>(std::stoul(witness.texts.at(2)))}};
}

bool builds_alike(Edition edition, const std::vector<PlacedOperation>& rows) {
    return build(edition, std::span<const PlacedOperation>(rows)) == reference::build(edition, rows, Latch::unreleased);
}

/// Beside work that would orphan the row, and beside rows that it would orphan, the compiled builder says what the
/// reference's does.
bool reads_alike(Edition edition, const Witness& witness) {
    const PlacedOperation row = row_of(witness);
    PlacedOperation covered = row;
    covered.placement.key = "s/x";
    const std::uint32_t later = row.placement.step + 1;
    return builds_alike(edition, {row, {{State::failed}, {.key = "s/x"}}}) &&
           builds_alike(edition,
                        {covered, {{State::pending}, {.key = "s/group_finalizer", .kind = Kind::group_finalizer}}}) &&
           builds_alike(edition, {row, {{State::failed}, {.key = "t", .step = 1}}}) &&
           builds_alike(edition, {covered, {{State::pending}, {.key = "t", .step = later}}});
}

Twin twin(Edition edition, const std::string& broken, RowRule how) {
    return {broken, [edition, how](const Terms& terms) { return obligation(terms, edition, how); },
            [edition, how](const Witness& witness) {
                const PlacedOperation row = row_of(witness);
                return !same(edition, said(how, row), said_by_the_reference(row)) && reads_alike(edition, witness);
            }};
}

}  // namespace

std::vector<Lemma> a_row_is_never_started_and_waits_as_the_reference_says() {
    std::vector<Lemma> lemmas;
    for (const Edition edition : editions_between(Edition::finalizers, newest_edition)) {
        const bool has_steps = edition >= Edition::steps;
        const auto twins = [edition, has_steps] {
            std::vector broken{twin(edition, "a running finalizer can be orphaned", RowRule::running_too),
                               twin(edition, "a stopped row was started", RowRule::pending_only),
                               twin(edition, "a started row was never started", RowRule::started_too),
                               twin(edition, "work can be orphaned", RowRule::work_too),
                               twin(edition, "a failed finalizer orphans, too", RowRule::failed_finalizers_too)};
            if (has_steps) {
                broken.push_back(twin(edition, "a row without a step can follow one", RowRule::without_a_step_too));
                broken.push_back(twin(edition, "cancelled work does not end its step", RowRule::not_the_cancelled));
                broken.push_back(twin(edition, "work without a step ends one", RowRule::the_ended_without_a_step_too));
            }
            return broken;
        };
        lemmas.push_back(
            {.id = "L4-" + std::string(name(edition)) + "-rows",
             .statement = "a row is never_started, can be orphaned and can orphan exactly if the reference says so",
             .clauses = {"BUILD-2", has_steps ? "BUILD-6" : "BUILD-3"},
             .edition = edition,
             .subject = "source instantiated: the predicates of rows that ship, reference templates",
             .inputs = has_steps ? "every state, kind, record of a start and step"
                                 : "every state, kind and record of a start",
             .obligation = [edition](const Terms& terms) { return obligation(terms, edition, RowRule::shipped); },
             .holds = [edition](const Witness& witness) { return reads_alike(edition, witness); },
             .twin = twin(edition, "a running finalizer can be orphaned", RowRule::running_too),
             .twins = twins});
    }
    return comparing({"reference/include/rollout/reference/build.hpp"}, lemmas);
}

}  // namespace rollout::proofs
