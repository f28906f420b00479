/* Goal: rollout.h as a C program uses it: correct on a known rollout, total on every argument without meaning. */
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
        EXPECT((state == ROLLOUT_ERROR) == (value > ROLLOUT_EDITION_FINALIZERS));
        EXPECT(rollout_in_running_family(byte, byte) == 0 || byte == ROLLOUT_EDITION_B2); /* 1 is running, in b2 */
        EXPECT(rollout_held_by_a_resumable_child(byte, 0) == 0);
    }
    EXPECT(strcmp(rollout_state_token(ROLLOUT_STATE_RUNNING_DEGRADED), "running_degraded") == 0);
    EXPECT(strcmp(rollout_state_token(ROLLOUT_ERROR), "error") == 0);

    printf("C interface: %d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
