/* The projection for callers in C and for every language with a C foreign-function interface.
 *
 * Every function is total: any argument value gets an answer, nothing is kept, nothing is thrown, and all may be called
 * from any thread. Nothing is allocated, except by rollout_build and, in edition finalizers, rollout_project_rows.
 * States, policies and editions are small integers with the values below, which never change. ROLLOUT_ERROR answers an
 * argument that has no meaning (an unknown edition, a null pointer to a list that is not empty); it is no state, and
 * compares greater than every state.
 */
#ifndef ROLLOUT_H
#define ROLLOUT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. A change that breaks a caller raises it. */
#define ROLLOUT_ABI_VERSION 2

/* Answer to an argument without meaning, as a state or an edition. Letters and predicates answer 0. */
#define ROLLOUT_ERROR 255

typedef uint8_t rollout_edition;
#define ROLLOUT_EDITION_B1 0
#define ROLLOUT_EDITION_B2 1
#define ROLLOUT_EDITION_B3 2
#define ROLLOUT_EDITION_B4 3
#define ROLLOUT_EDITION_PAUSE 4
#define ROLLOUT_EDITION_SETTLED 5
#define ROLLOUT_EDITION_FINALIZERS 6

typedef uint8_t rollout_state;
#define ROLLOUT_STATE_PENDING 0
#define ROLLOUT_STATE_RUNNING 1
#define ROLLOUT_STATE_RESUMING 2
#define ROLLOUT_STATE_WAITING_FOR_DEPLOY 3
#define ROLLOUT_STATE_WAITING_FOR_CUTOVER 4
#define ROLLOUT_STATE_RECOVERING 5
#define ROLLOUT_STATE_CUTTING_OVER 6
#define ROLLOUT_STATE_REVERT_WINDOW 7
#define ROLLOUT_STATE_COMPLETED 8
#define ROLLOUT_STATE_FAILED 9
#define ROLLOUT_STATE_FAILED_RETRYABLE 10
#define ROLLOUT_STATE_STOPPED 11
#define ROLLOUT_STATE_CANCELLED 12
#define ROLLOUT_STATE_REVERTED 13
#define ROLLOUT_STATE_PREPARING_BRANCH 14
#define ROLLOUT_STATE_APPLYING_BRANCH_CHANGES 15
#define ROLLOUT_STATE_CREATING_DEPLOY_REQUEST 16
#define ROLLOUT_STATE_VALIDATING_BRANCH 17
#define ROLLOUT_STATE_VALIDATING_DEPLOY_REQUEST 18
#define ROLLOUT_STATE_RUNNING_DEGRADED 19
#define ROLLOUT_STATE_PAUSED 20
#define ROLLOUT_STATE_CATCHING_UP 21
#define ROLLOUT_STATE_CHECKSUMMING 22
#define ROLLOUT_STATE_POST_CHECKSUM 23
#define ROLLOUT_STATE_REVERTING 24
#define ROLLOUT_STATE_SKIPPING_REVERT 25
#define ROLLOUT_STATE_UNRECOGNIZED 26

typedef uint8_t rollout_policy;
#define ROLLOUT_POLICY_HALT 0
#define ROLLOUT_POLICY_CONTINUE 1
#define ROLLOUT_POLICY_PAUSE 2
#define ROLLOUT_POLICY_UNKNOWN 3

/* Bytes that need not end in NUL. A null pointer with size 0 is the empty text. */
typedef struct rollout_text {
    const char* bytes;
    size_t size;
} rollout_text;

/* One operation as text. `on_failure` is a null pointer where the word is absent (it then means halt); a present but
 * empty word is a text of size 0. The last four say where the operation stands; only edition finalizers reads them, and
 * their zeros are the defaults: no deployment, no key, work, started. A flag is set by any value but 0. */
typedef struct rollout_row {
    rollout_text state;
    const rollout_text* on_failure;
    rollout_text deployment;
    rollout_text key;
    uint8_t group_finalizer;
    uint8_t not_started;
} rollout_row;

/* One operation, its words resolved. A value outside the constants above counts as unrecognized or unknown. */
typedef struct rollout_operation {
    rollout_state state;
    rollout_policy on_failure;
} rollout_operation;

/* One child, its policy resolved to flags, each set by any value but 0. An edition reads only the flags that it has. */
typedef struct rollout_child {
    rollout_state state;
    uint8_t continue_on_failure; /* b2 on */
    uint8_t pause_on_failure;    /* pause on */
    uint8_t orphaned;            /* finalizers */
    uint8_t never_started;       /* finalizers */
} rollout_child;

/* What a projection can see of a list, in one edition. The value 0 is the empty list. */
typedef uint32_t rollout_summary;

/* Returns ROLLOUT_ABI_VERSION of the library that was linked. */
uint32_t rollout_abi_version(void);

/* Returns the edition of that exact name; ROLLOUT_ERROR if this library has none. */
rollout_edition rollout_edition_named(rollout_text name);

/* Returns the state that `token` names in `edition` (TOKEN-1 to TOKEN-5), ROLLOUT_STATE_UNRECOGNIZED for any other
 * bytes; ROLLOUT_ERROR if the edition is unknown, or `token` is a null pointer with a size. */
rollout_state rollout_parse_state(rollout_edition edition, rollout_text token);

/* Returns the canonical token of `state`, ending in NUL, valid for ever; "unrecognized" for ROLLOUT_STATE_UNRECOGNIZED,
 * "error" for values that are no state. */
const char* rollout_state_token(rollout_state state);

/* Returns the policy that a stored word names; a null pointer is the absent word (POLICY-1, POLICY-2). A text that is a
 * null pointer with a size is unknown. */
rollout_policy rollout_parse_policy(const rollout_text* stored);

/* Return the parent state of a list of `count` elements in (created_at, id) order. `released` is the release latch, set
 * by any value but 0; editions b1 to b4 do not read it. ROLLOUT_ERROR if the edition is unknown, if the list is a null
 * pointer with a count, if a row's text is a null pointer with a size, or if memory is out (rows in edition
 * finalizers).
 */
rollout_state rollout_project_children(rollout_edition edition, const rollout_child* children, size_t count);
rollout_state rollout_project_operations(rollout_edition edition, const rollout_operation* operations, size_t count,
                                         int released);
rollout_state rollout_project_rows(rollout_edition edition, const rollout_row* rows, size_t count, int released);

/* Writes the children that the rows are to the rule (BUILD-1 to BUILD-5) into `children`, which has room for `count`,
 * in the same order; their states are of the whole vocabulary, as rollout_project_children takes them. Returns 1; or 0,
 * with nothing written, where rollout_project_rows answers ROLLOUT_ERROR, where `children` is a null pointer with a
 * count, or where memory is out. */
int rollout_build(rollout_edition edition, const rollout_row* rows, size_t count, int released,
                  rollout_child* children);

/* The same in parts, for callers that stream or merge: the summary of one element, of one list followed by another, and
 * the parent state of a summary. A letter is 0 and a finish is ROLLOUT_ERROR if the edition is unknown. A summary has
 * meaning only in the edition whose letters made it; any other value gets some state, never an error. */
rollout_summary rollout_letter_of_child(rollout_edition edition, rollout_child child);
rollout_summary rollout_letter_of_operation(rollout_edition edition, rollout_operation operation, int released);
rollout_summary rollout_combine(rollout_summary left, rollout_summary right);
rollout_state rollout_finish(rollout_edition edition, rollout_summary summary);

/* Returns 1 if the state is in the running family of the edition (PRED-1 to PRED-3), else 0. */
int rollout_in_running_family(rollout_edition edition, rollout_state state);

/* Returns 1 if the rollout of that summary is held by a resumable child (PRED-4): its projection is not terminal, every
 * child is terminal, and some child holds its target; else 0, also beside an orphan that is not terminal. */
int rollout_held_by_a_resumable_child(rollout_edition edition, rollout_summary summary);

#ifdef __cplusplus
}
#endif

#endif
