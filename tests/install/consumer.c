#include <rollout.h>
#include <stdio.h>

int main(void) {
    const rollout_operation operations[] = {{ROLLOUT_STATE_FAILED, ROLLOUT_POLICY_CONTINUE},
                                            {ROLLOUT_STATE_RUNNING, ROLLOUT_POLICY_HALT}};
    puts(rollout_state_token(rollout_project_operations(ROLLOUT_EDITION_B2, operations, 2, 0)));
    return 0;
}
