#include <rollout.h>
#include <stdio.h>

int main(void) {
    const rollout_operation operations[] = {{ROLLOUT_STATE_FAILED, ROLLOUT_POLICY_CONTINUE},
                                            {ROLLOUT_STATE_RUNNING, ROLLOUT_POLICY_HALT}};
    puts(rollout_state_token(rollout_project_operations(ROLLOUT_EDITION_B2, operations, 2, 0)));
    const rollout_guard_input input = {ROLLOUT_STATE_PENDING, ROLLOUT_STATE_RUNNING, ROLLOUT_STATE_RUNNING, 0, 0};
    return rollout_guard(ROLLOUT_EDITION_B2, input) == ROLLOUT_VERDICT_WRITE ? 0 : 1;
}
