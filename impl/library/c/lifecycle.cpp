// Guard, writers and claim in the C interface: checks what C cannot promise, then calls them.
#include <rollout.h>

#include <algorithm>
#include <new>
#include <span>
#include <vector>

#include <rollout/claim.hpp>
#include <rollout/parse.hpp>
#include <rollout/writers.hpp>

#include "conversions.hpp"

namespace {

using namespace rollout::c_interface;
using rollout::Claim;
using rollout::ClaimInput;
using rollout::Cutover;
using rollout::Edition;
using rollout::GuardInput;
using rollout::LocalInput;
using rollout::LocalSource;
using rollout::PlacedOperation;
using rollout::Reading;
using rollout::Row;
using rollout::RowInput;
using rollout::Stamp;
using rollout::Verdict;
using rollout::WriterInput;

// What has words is held to its numbers by a test; these have none.
static_assert(Verdict(ROLLOUT_VERDICT_WRITE) == Verdict::write);
static_assert(Verdict(ROLLOUT_VERDICT_NO_WRITE) == Verdict::no_write);
static_assert(Verdict(ROLLOUT_VERDICT_REFUSE) == Verdict::refuse);
static_assert(Stamp(ROLLOUT_STAMP_KEEP) == Stamp::keep);
static_assert(Stamp(ROLLOUT_STAMP_CLEAR) == Stamp::clear);
static_assert(Stamp(ROLLOUT_STAMP_NOW) == Stamp::now);
static_assert(Reading(ROLLOUT_READING_ROWS) == Reading::rows);
static_assert(Reading(ROLLOUT_READING_NO_ROWS) == Reading::no_rows);
static_assert(Reading(ROLLOUT_READING_ROWS_UNREADABLE) == Reading::rows_unreadable);
static_assert(Reading(ROLLOUT_READING_LATCH_UNREADABLE) == Reading::latch_unreadable);
static_assert(LocalSource(ROLLOUT_SOURCE_PROJECTION) == LocalSource::projection);
static_assert(LocalSource(ROLLOUT_SOURCE_OWN_STATE) == LocalSource::own_state);
static_assert(LocalSource(ROLLOUT_SOURCE_UNDETERMINED) == LocalSource::undetermined);
static_assert(ROLLOUT_STAYS >= rollout::state_count && ROLLOUT_STAYS != ROLLOUT_ERROR);

Reading reading(rollout_reading given) {
    return given <= ROLLOUT_READING_LATCH_UNREADABLE ? Reading(given) : Reading::rows_unreadable;
}

Cutover cutover(rollout_cutover given) { return given < rollout::cutovers.size() ? Cutover(given) : Cutover::rolling; }

GuardInput guard_input(rollout_guard_input given) {
    return {.stored = state(given.stored),
            .projected = state(given.projected),
            .base = state(given.base),
            .reopen_authorized = given.reopen_authorized != 0,
            .started_at_is_set = given.started_at_is_missing == 0};
}

WriterInput writer_input(rollout_writer_input given) {
    return {.guard = guard_input(given.guard),
            .reading = reading(given.reading),
            .completed_at_is_set = given.completed_at_is_set != 0,
            .a_failed_row_has_a_text = given.a_failed_row_has_a_text != 0};
}

LocalInput local_input(rollout_local_input given) {
    return {.own = state(given.own),
            .tasks_are_ambiguous = given.tasks_are_ambiguous != 0,
            .has_operation_model = given.has_no_operation_model == 0,
            .has_store = given.has_no_store == 0,
            .reading = reading(given.reading),
            .own_row_is_missing = given.own_row_is_missing != 0};
}

RowInput row_input(rollout_row_input given) {
    return {.own = state(given.own), .parent = state(given.parent), .lease_is_held = given.lease_is_lost == 0};
}

ClaimInput claim_input(rollout_claim_input given) {
    return {.cutover = cutover(given.cutover),
            .latch = latch(given.released),
            .parent = state(given.parent),
            .stop_is_pending = given.stop_is_pending != 0,
            .start_is_requested = given.start_is_requested != 0,
            .retries_are_left = given.retries_are_used_up == 0,
            .lease_is_stale = given.lease_is_stale != 0};
}

rollout_verdict code(Verdict verdict) { return static_cast<rollout_verdict>(verdict); }
rollout_stamp code(Stamp stamp) { return static_cast<rollout_stamp>(stamp); }
rollout_source code(LocalSource source) { return static_cast<rollout_source>(source); }
rollout_claim_answer code(Claim claim) { return static_cast<rollout_claim_answer>(claim); }

/// Throws std::bad_alloc.
std::vector<PlacedOperation> placed(Edition edition, const rollout_row* rows, std::size_t count) {
    std::vector<PlacedOperation> made;
    made.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Row given = row(rows[i]);
        made.push_back({{parse_state(edition, given.state), rollout::parse_policy(given.on_failure)}, given.placement});
    }
    return made;
}

/// Returns what `ask` says of the rows, their words resolved; `otherwise` where they have no meaning or memory is out.
template <class Answer, class Ask>
Answer ask_of_rows(rollout_edition edition, const rollout_row* rows, std::size_t count, Answer otherwise, Ask ask) {
    if (!usable_rows(edition, rows, count)) {
        return otherwise;
    }
    try {
        return ask(Edition(edition), std::span<const PlacedOperation>(placed(Edition(edition), rows, count)));
    } catch (const std::bad_alloc&) {
        return otherwise;
    }
}

}  // namespace

extern "C" {

rollout_verdict rollout_guard(rollout_edition edition, rollout_guard_input input) {
    return known(edition) ? code(rollout::guard(Edition(edition), guard_input(input))) : ROLLOUT_ERROR;
}

int rollout_local_guard_admits(rollout_state stored) { return rollout::local_guard_admits(state(stored)) ? 1 : 0; }

rollout_parent_write rollout_operator_write(rollout_edition edition, rollout_writer_input input) {
    if (!known(edition)) {
        return {ROLLOUT_ERROR, ROLLOUT_ERROR, ROLLOUT_STAMP_KEEP, ROLLOUT_STAMP_KEEP, 0};
    }
    const rollout::ParentWrite made = rollout::operator_write(Edition(edition), writer_input(input));
    return {code(made.verdict), code(made.state), code(made.completed_at), code(made.started_at),
            made.takes_error_text};
}

int rollout_lands(rollout_edition edition, rollout_state read, rollout_state stored) {
    return known(edition) && rollout::lands(Edition(edition), state(read), state(stored)) ? 1 : 0;
}

rollout_source rollout_local_source(rollout_edition edition, rollout_local_input input) {
    return known(edition) ? code(rollout::local_source(Edition(edition), local_input(input))) : ROLLOUT_ERROR;
}

rollout_side_effects rollout_side_effects_of(rollout_edition edition, rollout_state result, rollout_state projected,
                                             int moved) {
    if (!known(edition)) {
        return {0, 0, 0};
    }
    const auto made = rollout::side_effects(Edition(edition), state(result), state(projected), moved != 0);
    return {made.quiesce, made.completed_at, made.publish};
}

rollout_state rollout_row_state(rollout_edition edition, rollout_row_input input) {
    if (!known(edition)) {
        return ROLLOUT_ERROR;
    }
    const auto made = rollout::row_state(Edition(edition), row_input(input));
    return made ? code(*made) : ROLLOUT_STAYS;
}

int rollout_stop_is_resolved(rollout_edition edition, rollout_state parent, int every_row_is_terminal) {
    return known(edition) && rollout::stop_is_resolved(Edition(edition), state(parent), every_row_is_terminal != 0) ? 1
                                                                                                                    : 0;
}

rollout_claim_answer rollout_claim(rollout_edition edition, const rollout_row* rows, size_t count, size_t index,
                                   rollout_claim_input input) {
    if (index >= count) {
        return ROLLOUT_ERROR;
    }
    return ask_of_rows(edition, rows, count, rollout_claim_answer{ROLLOUT_ERROR}, [=](Edition in, auto placed_rows) {
        return code(rollout::claim(in, placed_rows, index, claim_input(input)));
    });
}

int rollout_claim_each(rollout_edition edition, const rollout_row* rows, size_t count, rollout_claim_input input,
                       rollout_claim_answer* answers) {
    if (!usable(edition, answers, count)) {
        return 0;
    }
    return ask_of_rows(edition, rows, count, 0, [=](Edition in, auto placed_rows) {
        std::vector<Claim> claims(count);
        rollout::claim_each(in, placed_rows, claim_input(input), claims);
        std::transform(claims.begin(), claims.end(), answers, [](Claim claim) { return code(claim); });
        return 1;
    });
}

int rollout_may_cut_over(rollout_edition edition, const rollout_row* rows, size_t count, size_t index,
                         rollout_claim_input input) {
    if (index >= count) {
        return 0;
    }
    return ask_of_rows(edition, rows, count, 0, [=](Edition in, auto placed_rows) {
        return rollout::may_cut_over(in, placed_rows, index, claim_input(input)) ? 1 : 0;
    });
}

}  // extern "C"
