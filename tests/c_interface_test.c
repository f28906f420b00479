/* Goal: rollout.h as a C program uses it: correct on a known rollout, total on every argument without meaning, and
 * zeros in an input are its defaults. */
#include <rollout.h>

#include <stdio.h>
#include <string.h>

static int failures = 0;

static void expect(int holds, const char* what) {
    if (!holds) {
        fprintf(stderr, "failed: %s\n", what);
        ++failures;
    }
}
#define EXPECT(condition) expect(condition, #condition)

static rollout_text text(const char* bytes) {
    rollout_text made = {bytes, strlen(bytes)};
    return made;
}

static void guard_and_writers(void) {
    rollout_guard_input guard;
    rollout_writer_input writer;
    rollout_local_input local;
    rollout_row_input driven;
    rollout_parent_write write;
    rollout_side_effects effects;

    memset(&guard, 0, sizeof guard);
    EXPECT(rollout_guard(ROLLOUT_EDITION_B1, guard) == ROLLOUT_VERDICT_NO_WRITE);
    guard.projected = ROLLOUT_STATE_RUNNING;
    EXPECT(rollout_guard(ROLLOUT_EDITION_B1, guard) == ROLLOUT_VERDICT_WRITE);
    guard.stored = ROLLOUT_STATE_FAILED;
    guard.base = ROLLOUT_STATE_FAILED;
    EXPECT(rollout_guard(ROLLOUT_EDITION_B3, guard) == ROLLOUT_VERDICT_REFUSE);
    guard.reopen_authorized = 7;
    EXPECT(rollout_guard(ROLLOUT_EDITION_B3, guard) == ROLLOUT_VERDICT_WRITE);
    EXPECT(rollout_guard(ROLLOUT_EDITION_B2, guard) == ROLLOUT_VERDICT_REFUSE);
    EXPECT(rollout_guard(99, guard) == ROLLOUT_ERROR);
    guard.stored = 200; /* unrecognized, and so not terminal */
    EXPECT(rollout_guard(ROLLOUT_EDITION_B3, guard) == ROLLOUT_VERDICT_WRITE);
    guard.projected = ROLLOUT_ERROR;
    EXPECT(rollout_guard(ROLLOUT_EDITION_B3, guard) == ROLLOUT_VERDICT_NO_WRITE);
    EXPECT(rollout_guard(ROLLOUT_EDITION_B4, guard) == ROLLOUT_VERDICT_NO_WRITE);
    guard.started_at_is_missing = 1;
    EXPECT(rollout_guard(ROLLOUT_EDITION_B4, guard) == ROLLOUT_VERDICT_WRITE);

    EXPECT(rollout_local_guard_admits(ROLLOUT_STATE_RUNNING) == 1);
    EXPECT(rollout_local_guard_admits(ROLLOUT_STATE_COMPLETED) == 0);
    EXPECT(rollout_local_guard_admits(200) == 1);

    memset(&writer, 0, sizeof writer);
    writer.guard.projected = ROLLOUT_STATE_FAILED;
    writer.a_failed_row_has_a_text = 2;
    write = rollout_operator_write(ROLLOUT_EDITION_B3, writer);
    EXPECT(write.verdict == ROLLOUT_VERDICT_WRITE && write.state == ROLLOUT_STATE_FAILED);
    EXPECT(write.completed_at == ROLLOUT_STAMP_NOW && write.started_at == ROLLOUT_STAMP_KEEP);
    EXPECT(write.takes_error_text == 1);
    writer.completed_at_is_set = 1;
    EXPECT(rollout_operator_write(ROLLOUT_EDITION_B3, writer).completed_at == ROLLOUT_STAMP_KEEP);
    writer.reading = ROLLOUT_READING_LATCH_UNREADABLE;
    EXPECT(rollout_operator_write(ROLLOUT_EDITION_B3, writer).verdict == ROLLOUT_VERDICT_WRITE);
    EXPECT(rollout_operator_write(ROLLOUT_EDITION_PAUSE, writer).verdict == ROLLOUT_VERDICT_REFUSE);
    writer.reading = 200; /* unreadable */
    write = rollout_operator_write(ROLLOUT_EDITION_B3, writer);
    EXPECT(write.verdict == ROLLOUT_VERDICT_REFUSE && write.state == ROLLOUT_STATE_PENDING);
    EXPECT(write.completed_at == ROLLOUT_STAMP_KEEP && write.takes_error_text == 0);
    writer.reading = ROLLOUT_READING_ROWS;
    writer.guard.projected = ROLLOUT_STATE_STOPPED;
    EXPECT(rollout_operator_write(ROLLOUT_EDITION_B3, writer).completed_at == ROLLOUT_STAMP_CLEAR);
    write = rollout_operator_write(99, writer);
    EXPECT(write.verdict == ROLLOUT_ERROR && write.state == ROLLOUT_ERROR);
    EXPECT(write.completed_at == 0 && write.started_at == 0 && write.takes_error_text == 0);

    EXPECT(rollout_lands(ROLLOUT_EDITION_B2, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_STOPPED) == 1);
    EXPECT(rollout_lands(ROLLOUT_EDITION_B3, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_STOPPED) == 0);
    EXPECT(rollout_lands(ROLLOUT_EDITION_B3, 200, ROLLOUT_STATE_UNRECOGNIZED) == 1);
    EXPECT(rollout_lands(99, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_RUNNING) == 0);

    memset(&local, 0, sizeof local);
    EXPECT(rollout_local_source(ROLLOUT_EDITION_B1, local) == ROLLOUT_SOURCE_PROJECTION);
    local.has_no_store = 3;
    EXPECT(rollout_local_source(ROLLOUT_EDITION_B1, local) == ROLLOUT_SOURCE_OWN_STATE);
    local.has_no_store = 0;
    local.reading = 200; /* unreadable */
    local.own = ROLLOUT_STATE_COMPLETED;
    EXPECT(rollout_local_source(ROLLOUT_EDITION_B1, local) == ROLLOUT_SOURCE_UNDETERMINED);
    local.own = 200;
    EXPECT(rollout_local_source(ROLLOUT_EDITION_B1, local) == ROLLOUT_SOURCE_OWN_STATE);
    EXPECT(rollout_local_source(99, local) == ROLLOUT_ERROR);

    effects = rollout_side_effects_of(ROLLOUT_EDITION_B3, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_COMPLETED, 5);
    EXPECT(effects.quiesce == 1 && effects.completed_at == 1 && effects.publish == 1);
    effects = rollout_side_effects_of(ROLLOUT_EDITION_B2, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_COMPLETED, 5);
    EXPECT(effects.quiesce == 0 && effects.completed_at == 0 && effects.publish == 0);
    effects = rollout_side_effects_of(ROLLOUT_EDITION_B3, 200, 200, 0);
    EXPECT(effects.quiesce == 0 && effects.completed_at == 0 && effects.publish == 0);
    effects = rollout_side_effects_of(99, ROLLOUT_STATE_COMPLETED, ROLLOUT_STATE_COMPLETED, 1);
    EXPECT(effects.quiesce == 0 && effects.completed_at == 0 && effects.publish == 0);

    memset(&driven, 0, sizeof driven);
    EXPECT(rollout_row_state(ROLLOUT_EDITION_B3, driven) == ROLLOUT_STAYS);
    driven.own = ROLLOUT_STATE_COMPLETED;
    EXPECT(rollout_row_state(ROLLOUT_EDITION_B3, driven) == ROLLOUT_STATE_COMPLETED);
    EXPECT(rollout_row_state(ROLLOUT_EDITION_B2, driven) == ROLLOUT_STAYS);
    driven.lease_is_lost = 2;
    EXPECT(rollout_row_state(ROLLOUT_EDITION_B3, driven) == ROLLOUT_STAYS);
    driven.parent = 200;
    EXPECT(rollout_row_state(ROLLOUT_EDITION_B2, driven) == ROLLOUT_STAYS);
    EXPECT(rollout_row_state(99, driven) == ROLLOUT_ERROR);

    EXPECT(rollout_stop_is_resolved(ROLLOUT_EDITION_B1, ROLLOUT_STATE_STOPPED, 0) == 1);
    EXPECT(rollout_stop_is_resolved(ROLLOUT_EDITION_SETTLED, ROLLOUT_STATE_STOPPED, 0) == 0);
    EXPECT(rollout_stop_is_resolved(ROLLOUT_EDITION_SETTLED, ROLLOUT_STATE_RUNNING, 4) == 1);
    EXPECT(rollout_stop_is_resolved(ROLLOUT_EDITION_B1, 200, 1) == 0);
    EXPECT(rollout_stop_is_resolved(99, ROLLOUT_STATE_STOPPED, 1) == 0);
}

static void claims(void) {
    const rollout_edition newest = ROLLOUT_EDITION_STEPS;
    const rollout_text go_on = text("continue");
    const rollout_text pause = text("pause");
    const rollout_text no_bytes = {NULL, 3};
    rollout_row rows[3];
    rollout_claim_input input;
    rollout_claim_answer each[3] = {ROLLOUT_ERROR, ROLLOUT_ERROR, ROLLOUT_ERROR};

    memset(rows, 0, sizeof rows);
    memset(&input, 0, sizeof input);
    rows[0].state = text("running");
    rows[1].state = text("pending");
    rows[2].state = text("waiting_for_cutover");
    EXPECT(rollout_claim(newest, rows + 1, 1, 0, input) == ROLLOUT_CLAIM_START);
    EXPECT(rollout_claim(newest, rows, 3, 1, input) == ROLLOUT_CLAIM_NONE);
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_NONE);
    input.lease_is_stale = 9;
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_RECLAIM);
    input.cutover = ROLLOUT_CUTOVER_PARALLEL;
    EXPECT(rollout_claim_each(newest, rows, 3, input, each) == 1);
    EXPECT(each[0] == ROLLOUT_CLAIM_RECLAIM && each[1] == ROLLOUT_CLAIM_START && each[2] == ROLLOUT_CLAIM_RECLAIM);
    input.cutover = ROLLOUT_CUTOVER_BARRIER;
    EXPECT(rollout_claim(newest, rows, 3, 2, input) == ROLLOUT_CLAIM_NONE);
    input.cutover = 200; /* rolling */
    EXPECT(rollout_claim(newest, rows, 3, 1, input) == ROLLOUT_CLAIM_NONE);
    EXPECT(rollout_claim(newest, rows, 3, 2, input) == ROLLOUT_CLAIM_RECLAIM);
    input.parent = ROLLOUT_STATE_FAILED;
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_NONE);
    input.parent = 200; /* unrecognized, and so not terminal */
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_RECLAIM);
    input.stop_is_pending = 1;
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_NONE);
    input.stop_is_pending = 0;

    /* A cutover waits for all before it, but for a failure that its policy passes. */
    EXPECT(rollout_may_cut_over(newest, rows, 3, 2, input) == 0);
    EXPECT(rollout_may_cut_over(newest, rows + 2, 1, 0, input) == 1);
    rows[0].state = text("completed");
    rows[1].state = text("STATE_Failed");
    EXPECT(rollout_may_cut_over(newest, rows, 3, 2, input) == 0);
    rows[2].on_failure = &go_on;
    EXPECT(rollout_may_cut_over(newest, rows, 3, 2, input) == 1);
    EXPECT(rollout_may_cut_over(newest, rows, 3, 0, input) == 0);

    /* A stopped row by a start request, a retryable one by its parent. */
    rows[0].state = text("stopped");
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_NONE);
    input.start_is_requested = 8;
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_RESTART);
    rows[0].state = text("failed_retryable");
    input.parent = ROLLOUT_STATE_FAILED_RETRYABLE;
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_RETRY);
    input.retries_are_used_up = 1;
    EXPECT(rollout_claim(newest, rows, 3, 0, input) == ROLLOUT_CLAIM_NONE);

    /* A release lets a candidate under pause pass; a row of its own deployment lets it pass from edition pause on. */
    memset(&input, 0, sizeof input);
    rows[0].state = text("failed");
    rows[1].state = text("pending");
    rows[1].on_failure = &pause;
    EXPECT(rollout_claim(newest, rows, 2, 1, input) == ROLLOUT_CLAIM_NONE);
    input.released = 4;
    EXPECT(rollout_claim(newest, rows, 2, 1, input) == ROLLOUT_CLAIM_START);
    EXPECT(rollout_claim(ROLLOUT_EDITION_B4, rows, 2, 1, input) == ROLLOUT_CLAIM_NONE);
    input.released = 0;
    rows[0].deployment = rows[1].deployment = text("d");
    EXPECT(rollout_claim(newest, rows, 2, 1, input) == ROLLOUT_CLAIM_START);
    EXPECT(rollout_claim(ROLLOUT_EDITION_B4, rows, 2, 1, input) == ROLLOUT_CLAIM_NONE);

    /* A finalizer waits for the work of its scope, under every cutover. */
    input.cutover = ROLLOUT_CUTOVER_PARALLEL;
    rows[0].state = text("running");
    rows[0].key = text("a/t");
    rows[1].key = text("a/group_finalizer");
    rows[1].group_finalizer = 6;
    EXPECT(rollout_claim(newest, rows, 2, 1, input) == ROLLOUT_CLAIM_NONE);
    rows[1].group_finalizer = 0;
    EXPECT(rollout_claim(newest, rows, 2, 1, input) == ROLLOUT_CLAIM_START);
    /* A state newer than the edition is at work in none. */
    input.lease_is_stale = 1;
    rows[0].state = text("checksumming");
    EXPECT(rollout_claim(ROLLOUT_EDITION_SETTLED, rows, 2, 0, input) == ROLLOUT_CLAIM_RECLAIM);
    EXPECT(rollout_claim(ROLLOUT_EDITION_PAUSE, rows, 2, 0, input) == ROLLOUT_CLAIM_NONE);

    /* Without meaning. */
    each[0] = 77;
    EXPECT(rollout_claim(99, rows, 2, 0, input) == ROLLOUT_ERROR);
    EXPECT(rollout_claim(newest, rows, 2, 2, input) == ROLLOUT_ERROR);
    EXPECT(rollout_claim(newest, NULL, 0, 0, input) == ROLLOUT_ERROR);
    EXPECT(rollout_claim(newest, NULL, 2, 0, input) == ROLLOUT_ERROR);
    EXPECT(rollout_claim_each(99, rows, 2, input, each) == 0);
    EXPECT(rollout_claim_each(newest, NULL, 2, input, each) == 0);
    EXPECT(rollout_claim_each(newest, rows, 2, input, NULL) == 0);
    EXPECT(rollout_claim_each(newest, NULL, 0, input, NULL) == 1);
    rows[0].state = text("waiting_for_cutover");
    EXPECT(rollout_may_cut_over(newest, rows, 2, 0, input) == 1);
    EXPECT(rollout_may_cut_over(99, rows, 2, 0, input) == 0);
    EXPECT(rollout_may_cut_over(newest, rows, 2, 2, input) == 0);
    EXPECT(rollout_may_cut_over(newest, NULL, 2, 0, input) == 0);
    rows[1].key = no_bytes;
    EXPECT(rollout_claim(newest, rows, 2, 0, input) == ROLLOUT_ERROR);
    EXPECT(rollout_claim_each(newest, rows, 2, input, each) == 0);
    EXPECT(rollout_may_cut_over(newest, rows, 2, 0, input) == 0);
    EXPECT(each[0] == 77); /* nothing was written */
}

/* Total: every byte value of every field gets an answer that has a meaning. */
static void every_byte(void) {
    unsigned value;
    for (value = 0; value < 256; ++value) {
        const uint8_t byte = (uint8_t)value;
        const int known = value <= ROLLOUT_EDITION_STEPS;
        rollout_writer_input writer;
        rollout_local_input local;
        rollout_row_input driven;
        rollout_claim_input claim;
        rollout_parent_write write;
        rollout_side_effects effects;
        rollout_row row;
        rollout_state state;
        rollout_claim_answer each = 77;

        memset(&writer, byte, sizeof writer);
        memset(&local, byte, sizeof local);
        memset(&driven, byte, sizeof driven);
        memset(&claim, byte, sizeof claim);
        memset(&row, 0, sizeof row);
        row.state = text("pending");
        EXPECT(known ? rollout_guard(byte, writer.guard) <= ROLLOUT_VERDICT_REFUSE
                     : rollout_guard(byte, writer.guard) == ROLLOUT_ERROR);
        EXPECT(rollout_guard(ROLLOUT_EDITION_B4, writer.guard) <= ROLLOUT_VERDICT_REFUSE);
        EXPECT(rollout_local_guard_admits(byte) == 0 || rollout_local_guard_admits(byte) == 1);
        write = rollout_operator_write(ROLLOUT_EDITION_B4, writer);
        EXPECT(write.verdict <= ROLLOUT_VERDICT_REFUSE && write.state <= ROLLOUT_STATE_UNRECOGNIZED);
        EXPECT(write.completed_at <= ROLLOUT_STAMP_NOW && write.started_at <= ROLLOUT_STAMP_NOW);
        EXPECT((rollout_operator_write(byte, writer).verdict == ROLLOUT_ERROR) == !known);
        EXPECT(rollout_lands(byte, byte, byte) == known);
        EXPECT((rollout_local_source(byte, local) == ROLLOUT_ERROR) == !known);
        EXPECT(rollout_local_source(ROLLOUT_EDITION_B4, local) <= ROLLOUT_SOURCE_UNDETERMINED);
        effects = rollout_side_effects_of(byte, byte, byte, (int)value);
        EXPECT(effects.quiesce <= known && effects.completed_at <= known && effects.publish <= known);
        EXPECT((rollout_row_state(byte, driven) == ROLLOUT_ERROR) == !known);
        state = rollout_row_state(ROLLOUT_EDITION_B4, driven);
        EXPECT(state < ROLLOUT_STATE_UNRECOGNIZED || state == ROLLOUT_STAYS);
        EXPECT(rollout_stop_is_resolved(byte, byte, (int)value) <= known);
        EXPECT((rollout_claim(byte, &row, 1, 0, claim) == ROLLOUT_ERROR) == !known);
        EXPECT(rollout_claim(ROLLOUT_EDITION_B4, &row, 1, 0, claim) <= ROLLOUT_CLAIM_RECLAIM);
        EXPECT(rollout_claim_each(byte, &row, 1, claim, &each) == known);
        EXPECT(known ? each <= ROLLOUT_CLAIM_RECLAIM : each == 77);
        EXPECT(rollout_may_cut_over(byte, &row, 1, 0, claim) == 0);
    }
}

int main(void) {
    const rollout_edition b2 = rollout_edition_named(text("b2"));
    const rollout_text go_on = text("continue");
    const rollout_text no_bytes = {NULL, 3};
    const rollout_text pause = text("pause");
    rollout_row rows[2];
    rollout_operation strange = {200, 200};
    rollout_child live = {ROLLOUT_STATE_RUNNING, 0, 0, 0, 0};
    rollout_child failed = {ROLLOUT_STATE_FAILED, 7, 0, 0, 0};
    rollout_child built[2];
    unsigned value;

    EXPECT(rollout_abi_version() == ROLLOUT_ABI_VERSION);
    EXPECT(b2 == ROLLOUT_EDITION_B2);
    EXPECT(rollout_edition_named(text("b9")) == ROLLOUT_ERROR);
    EXPECT(rollout_edition_named(no_bytes) == ROLLOUT_ERROR);
    EXPECT(rollout_edition_named(text("finalizers")) == ROLLOUT_EDITION_FINALIZERS);

    memset(rows, 0, sizeof rows);
    rows[0].state = text("STATE_Failed");
    rows[0].on_failure = &go_on;
    rows[1].state = text("running");
    rows[1].on_failure = NULL;
    EXPECT(rollout_project_rows(b2, rows, 2, 0) == ROLLOUT_STATE_RUNNING);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_B4, rows, 2, 0) == ROLLOUT_STATE_RUNNING_DEGRADED);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_B1, rows, 2, 0) == ROLLOUT_STATE_FAILED);
    rows[0].on_failure = NULL;
    EXPECT(rollout_project_rows(b2, rows, 2, 0) == ROLLOUT_STATE_FAILED);
    rows[0].on_failure = &no_bytes;
    EXPECT(rollout_project_rows(b2, rows, 2, 0) == ROLLOUT_ERROR);
    rows[0].on_failure = NULL;
    rows[0].state = no_bytes;
    EXPECT(rollout_project_rows(b2, rows, 2, 0) == ROLLOUT_ERROR);

    EXPECT(rollout_project_rows(b2, NULL, 0, 0) == ROLLOUT_STATE_PENDING);
    EXPECT(rollout_project_rows(b2, NULL, 1, 0) == ROLLOUT_ERROR);
    EXPECT(rollout_project_operations(b2, NULL, 1, 0) == ROLLOUT_ERROR);
    EXPECT(rollout_project_children(b2, NULL, 1) == ROLLOUT_ERROR);
    EXPECT(rollout_project_children(99, NULL, 0) == ROLLOUT_ERROR);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_FINALIZERS, NULL, 0, 0) == ROLLOUT_STATE_PENDING);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_FINALIZERS, NULL, 1, 0) == ROLLOUT_ERROR);

    /* Pause and release; order; both flags. */
    rows[0].state = text("failed");
    rows[0].on_failure = &pause;
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_PAUSE, rows, 2, 0) == ROLLOUT_STATE_PAUSED);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_PAUSE, rows, 2, 9) == ROLLOUT_STATE_RUNNING_DEGRADED);
    EXPECT(rollout_project_rows(b2, rows, 2, 9) == ROLLOUT_STATE_FAILED);
    failed.pause_on_failure = 3;
    {
        const rollout_child both[] = {failed, {ROLLOUT_STATE_PENDING, 0, 0, 0, 0}};
        EXPECT(rollout_project_children(ROLLOUT_EDITION_PAUSE, both, 2) == ROLLOUT_STATE_FAILED);
        EXPECT(rollout_project_children(b2, both, 2) == ROLLOUT_STATE_RUNNING);
    }
    failed.pause_on_failure = 0;

    /* A finalizer of failed work is orphaned; texts without bytes are refused. */
    rows[0].on_failure = &go_on;
    rows[0].key = text("a/t");
    rows[1].state = text("stopped");
    rows[1].key = text("a/group_finalizer");
    rows[1].group_finalizer = 1;
    rows[1].not_started = 1;
    EXPECT(rollout_build(ROLLOUT_EDITION_FINALIZERS, rows, 2, 0, built) == 1);
    EXPECT(built[0].state == ROLLOUT_STATE_FAILED && built[0].continue_on_failure == 1 && built[0].orphaned == 0);
    EXPECT(built[1].state == ROLLOUT_STATE_STOPPED && built[1].orphaned == 1 && built[1].never_started == 1);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_FINALIZERS, rows, 2, 0) == ROLLOUT_STATE_FAILED);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_SETTLED, rows, 2, 0) == ROLLOUT_STATE_RUNNING_DEGRADED);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_STEPS, rows, 2, 0) == ROLLOUT_STATE_FAILED);

    /* Work that failed in a step orphans what stands at a later one, in edition steps. */
    rows[1].group_finalizer = 0;
    rows[0].step = 1;
    rows[1].step = UINT32_MAX;
    EXPECT(rollout_build(ROLLOUT_EDITION_STEPS, rows, 2, 0, built) == 1 && built[1].orphaned == 1);
    EXPECT(rollout_build(ROLLOUT_EDITION_FINALIZERS, rows, 2, 0, built) == 1 && built[1].orphaned == 0);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_STEPS, rows, 2, 0) == ROLLOUT_STATE_FAILED);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_FINALIZERS, rows, 2, 0) == ROLLOUT_STATE_RUNNING_DEGRADED);
    rows[1].step = 1;
    EXPECT(rollout_build(ROLLOUT_EDITION_STEPS, rows, 2, 0, built) == 1 && built[1].orphaned == 0);
    rows[1].target = no_bytes;
    EXPECT(rollout_build(ROLLOUT_EDITION_STEPS, rows, 2, 0, built) == 0);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_STEPS, rows, 2, 0) == ROLLOUT_ERROR);
    rows[1].target = text("");
    rows[1].group_finalizer = 1;
    EXPECT(rollout_build(ROLLOUT_EDITION_FINALIZERS, rows, 2, 0, NULL) == 0);
    EXPECT(rollout_build(99, rows, 2, 0, built) == 0);
    EXPECT(rollout_build(ROLLOUT_EDITION_FINALIZERS, NULL, 0, 0, NULL) == 1);
    rows[0].key = no_bytes;
    EXPECT(rollout_build(ROLLOUT_EDITION_FINALIZERS, rows, 2, 0, built) == 0);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_FINALIZERS, rows, 2, 0) == ROLLOUT_ERROR);
    rows[0].key = text("");
    rows[1].deployment = no_bytes;
    EXPECT(rollout_project_rows(b2, rows, 2, 0) == ROLLOUT_ERROR);

    /* Codes without a name: an unrecognized state, an unknown policy. */
    EXPECT(rollout_project_operations(b2, &strange, 1, 0) == ROLLOUT_STATE_PENDING);
    strange.state = ROLLOUT_STATE_FAILED;
    EXPECT(rollout_letter_of_operation(b2, strange, 0) ==
           rollout_letter_of_child(b2, (rollout_child){ROLLOUT_STATE_FAILED, 0, 0, 0, 0}));

    EXPECT(rollout_finish(b2, rollout_combine(rollout_letter_of_child(b2, failed),
                                              rollout_letter_of_child(b2, live))) == ROLLOUT_STATE_RUNNING);
    EXPECT(rollout_finish(99, 0) == ROLLOUT_ERROR);
    EXPECT(rollout_letter_of_child(99, live) == 0);
    for (value = 0; value < 32; ++value) { /* summaries that no list has: some state */
        EXPECT(rollout_finish(b2, 0xFF800000U | 1U << value) <= ROLLOUT_STATE_UNRECOGNIZED);
    }

    EXPECT(rollout_parse_state(b2, text("complete")) == ROLLOUT_STATE_COMPLETED);
    EXPECT(rollout_parse_state(b2, text("running_degraded")) == ROLLOUT_STATE_UNRECOGNIZED);
    EXPECT(rollout_parse_state(b2, no_bytes) == ROLLOUT_ERROR);
    EXPECT(rollout_parse_state(99, text("running")) == ROLLOUT_ERROR);
    EXPECT(rollout_parse_policy(NULL) == ROLLOUT_POLICY_HALT);
    EXPECT(rollout_parse_policy(&go_on) == ROLLOUT_POLICY_CONTINUE);
    EXPECT(rollout_parse_policy(&no_bytes) == ROLLOUT_POLICY_UNKNOWN);

    /* Total: every byte value of every code gets an answer. */
    for (value = 0; value < 256; ++value) {
        const uint8_t byte = (uint8_t)value;
        const rollout_child child = {byte, byte, byte, byte, byte};
        const rollout_state state = rollout_project_children((rollout_edition)value, &child, 1);
        EXPECT(rollout_state_token((rollout_state)value) != NULL);
        EXPECT((state == ROLLOUT_ERROR) == (value > ROLLOUT_EDITION_STEPS));
        EXPECT(rollout_in_running_family(byte, byte) == 0 || byte == ROLLOUT_EDITION_B2); /* 1 is running, in b2 */
        EXPECT(rollout_held_by_a_resumable_child(byte, 0) == 0);
    }
    EXPECT(strcmp(rollout_state_token(ROLLOUT_STATE_RUNNING_DEGRADED), "running_degraded") == 0);
    EXPECT(strcmp(rollout_state_token(ROLLOUT_ERROR), "error") == 0);

    guard_and_writers();
    claims();
    every_byte();

    printf("C interface: %d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
