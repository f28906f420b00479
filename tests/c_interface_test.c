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
    rollout_row rows[2];
    rollout_operation strange = {200, 200};
    rollout_child live = {ROLLOUT_STATE_RUNNING, 0};
    rollout_child failed = {ROLLOUT_STATE_FAILED, 7};
    unsigned value;

    EXPECT(rollout_abi_version() == ROLLOUT_ABI_VERSION);
    EXPECT(b2 == ROLLOUT_EDITION_B2);
    EXPECT(rollout_edition_named(text("b9")) == ROLLOUT_ERROR);
    EXPECT(rollout_edition_named(no_bytes) == ROLLOUT_ERROR);
    EXPECT(rollout_edition_built(ROLLOUT_EDITION_B4) == 1);
    EXPECT(rollout_edition_built(ROLLOUT_EDITION_PAUSE) == 0);
    EXPECT(rollout_edition_built(99) == 0);

    rows[0].state = text("STATE_Failed");
    rows[0].on_failure = &go_on;
    rows[1].state = text("running");
    rows[1].on_failure = NULL;
    EXPECT(rollout_project_rows(b2, rows, 2) == ROLLOUT_STATE_RUNNING);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_B4, rows, 2) == ROLLOUT_STATE_RUNNING_DEGRADED);
    EXPECT(rollout_project_rows(ROLLOUT_EDITION_B1, rows, 2) == ROLLOUT_STATE_FAILED);
    rows[0].on_failure = NULL;
    EXPECT(rollout_project_rows(b2, rows, 2) == ROLLOUT_STATE_FAILED);
    rows[0].on_failure = &no_bytes;
    EXPECT(rollout_project_rows(b2, rows, 2) == ROLLOUT_ERROR);
    rows[0].on_failure = NULL;
    rows[0].state = no_bytes;
    EXPECT(rollout_project_rows(b2, rows, 2) == ROLLOUT_ERROR);

    EXPECT(rollout_project_rows(b2, NULL, 0) == ROLLOUT_STATE_PENDING);
    EXPECT(rollout_project_rows(b2, NULL, 1) == ROLLOUT_ERROR);
    EXPECT(rollout_project_operations(b2, NULL, 1) == ROLLOUT_ERROR);
    EXPECT(rollout_project_children(b2, NULL, 1) == ROLLOUT_ERROR);
    EXPECT(rollout_project_children(ROLLOUT_EDITION_PAUSE, NULL, 0) == ROLLOUT_ERROR);

    /* Codes without a name: an unrecognized state, an unknown policy. */
    EXPECT(rollout_project_operations(b2, &strange, 1) == ROLLOUT_STATE_PENDING);
    strange.state = ROLLOUT_STATE_FAILED;
    EXPECT(rollout_letter_of_operation(b2, strange) ==
           rollout_letter_of_child(b2, (rollout_child){ROLLOUT_STATE_FAILED, 0}));

    EXPECT(rollout_finish(b2, rollout_combine(rollout_letter_of_child(b2, failed),
                                              rollout_letter_of_child(b2, live))) == ROLLOUT_STATE_RUNNING);
    EXPECT(rollout_finish(99, 0) == ROLLOUT_ERROR);
    EXPECT(rollout_letter_of_child(99, live) == 0);
    for (value = 0; value < 32; ++value) { /* summaries that no list has: some state */
        EXPECT(rollout_finish(b2, 0xFFFFC000U | 1U << value) <= ROLLOUT_STATE_UNRECOGNIZED);
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
        const rollout_child child = {(uint8_t)value, (uint8_t)value};
        const rollout_state state = rollout_project_children((rollout_edition)value, &child, 1);
        EXPECT(rollout_state_token((rollout_state)value) != NULL);
        EXPECT((state == ROLLOUT_ERROR) == (rollout_edition_built((rollout_edition)value) == 0));
    }
    EXPECT(strcmp(rollout_state_token(ROLLOUT_STATE_RUNNING_DEGRADED), "running_degraded") == 0);
    EXPECT(strcmp(rollout_state_token(ROLLOUT_ERROR), "error") == 0);

    printf("C interface: %d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
