/* The file to replace: the editions that your controller follows, and its projection functions. Those that stand here
 * ask the library, which follows all. */
#include "projection.h"

const char* const projection_editions[] = {"b1", "b2", "b3", "b4", "pause", "settled", "finalizers", "steps", NULL};

static const char* token_of(rollout_state state) { return state == ROLLOUT_ERROR ? NULL : rollout_state_token(state); }

const char* project_rows(rollout_edition edition, const rollout_row* rows, size_t count, int released) {
    return token_of(rollout_project_rows(edition, rows, count, released));
}

const char* project_children(rollout_edition edition, const rollout_child* children, size_t count) {
    return token_of(rollout_project_children(edition, children, count));
}
