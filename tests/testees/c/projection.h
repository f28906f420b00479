/* The functions that the protocol loop asks. Their text is in projection.c, the file to replace. */
#ifndef TESTEE_PROJECTION_H
#define TESTEE_PROJECTION_H

#include <rollout.h>
#include <stddef.h>

/* The names of the editions that are followed, ending in a null pointer. */
extern const char* const projection_editions[];

/* Return the token of the parent state, or a null pointer where there is no answer. `edition` is one of those that are
 * followed. Rows and children come in (created_at, id) order. A row without a policy has a null pointer as on_failure;
 * a row whose policy is null has an empty word there, for no word is known less. */
const char* project_rows(rollout_edition edition, const rollout_row* rows, size_t count, int released);
const char* project_children(rollout_edition edition, const rollout_child* children, size_t count);

#endif
