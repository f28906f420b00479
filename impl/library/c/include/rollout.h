/* The projection, and what its writers and claimers decide, for callers in C and for every language with a C
 * foreign-function interface.
 *
 * Every function is total: any argument value gets an answer, nothing is kept, nothing is thrown, and all may be called
 * from any thread. Nothing is allocated, except by rollout_build, by rollout_claim, rollout_claim_each and
 * rollout_may_cut_over, and, from edition finalizers on, by rollout_project_rows. States, policies, editions and
 * decisions are small integers with the values below, which never change. ROLLOUT_ERROR answers an argument that has no
 * meaning (an unknown edition, a null pointer to a list that is not empty); it is no state and no decision, and
 * compares greater than every one.
 */
#ifndef ROLLOUT_H
#define ROLLOUT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. A change that breaks a caller raises it. */
#define ROLLOUT_ABI_VERSION 3

/* Answer to an argument without meaning, as a state, an edition or a decision. Letters and predicates answer 0. */
#define ROLLOUT_ERROR 255

typedef uint8_t rollout_edition;
#define ROLLOUT_EDITION_B1 0
#define ROLLOUT_EDITION_B2 1
#define ROLLOUT_EDITION_B3 2
#define ROLLOUT_EDITION_B4 3
#define ROLLOUT_EDITION_PAUSE 4
#define ROLLOUT_EDITION_SETTLED 5
#define ROLLOUT_EDITION_FINALIZERS 6
#define ROLLOUT_EDITION_STEPS 7

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
 * empty word is a text of size 0. The last six say where the operation stands. A projection reads them from edition
 * finalizers on, except the step (edition steps) and the target (never). Claims read places from pause on, and the
 * target in edition steps. Their zeros
 * are the defaults: no deployment, no key, work, started, the whole change, no target. A flag is set by any value but
 * 0. */
typedef struct rollout_row {
    rollout_text state;
    const rollout_text* on_failure;
    rollout_text deployment;
    rollout_text key;
    uint8_t group_finalizer;
    uint8_t not_started;
    uint32_t step; /* from 1 on; 0: the row is the whole change */
    rollout_text target;
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
    uint8_t orphaned;            /* finalizers on */
    uint8_t never_started;       /* finalizers on */
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
 * pointer with a count, if a row's text is a null pointer with a size, or if memory is out (rows from edition
 * finalizers on).
 */
rollout_state rollout_project_children(rollout_edition edition, const rollout_child* children, size_t count);
rollout_state rollout_project_operations(rollout_edition edition, const rollout_operation* operations, size_t count,
                                         int released);
rollout_state rollout_project_rows(rollout_edition edition, const rollout_row* rows, size_t count, int released);

/* Writes the children that the rows are to the rule (BUILD-1 to BUILD-6) into `children`, which has room for `count`,
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

/* What guard, writers and claim decide. Their inputs are structs whose zeros are the defaults: a flag that is left 0
 * says what holds of most rollouts. A flag is set by any value but 0; a state that is none of the constants counts as
 * unrecognized, ROLLOUT_ERROR too: a projection that is ROLLOUT_ERROR is to be handed on as
 * ROLLOUT_READING_ROWS_UNREADABLE. */

/* What is done with a projection: it is stored; it is not, and nothing is wrong; or it is refused, an error. */
typedef uint8_t rollout_verdict;
#define ROLLOUT_VERDICT_WRITE 0
#define ROLLOUT_VERDICT_NO_WRITE 1
#define ROLLOUT_VERDICT_REFUSE 2

/* What the operator's guard decides from. */
typedef struct rollout_guard_input {
    rollout_state stored;    /* of the parent, as read before the rows */
    rollout_state projected; /* of the rows */
    rollout_state base;      /* of the rows, blind to policies */
    uint8_t reopen_authorized;
    uint8_t started_at_is_missing;
} rollout_guard_input;

/* Returns what the operator does with a projection (GUARD-1 to GUARD-6); ROLLOUT_ERROR if the edition is unknown. */
rollout_verdict rollout_guard(rollout_edition edition, rollout_guard_input input);

/* Returns 1 if the local writer, or a direct write, may overwrite a parent in that state (GUARD-7), else 0. */
int rollout_local_guard_admits(rollout_state stored);

/* What came of reading the operations of a parent. A value outside these counts as unreadable rows. */
typedef uint8_t rollout_reading;
#define ROLLOUT_READING_ROWS 0
#define ROLLOUT_READING_NO_ROWS 1
#define ROLLOUT_READING_ROWS_UNREADABLE 2
#define ROLLOUT_READING_LATCH_UNREADABLE 3

/* What is done with a time. */
typedef uint8_t rollout_stamp;
#define ROLLOUT_STAMP_KEEP 0
#define ROLLOUT_STAMP_CLEAR 1
#define ROLLOUT_STAMP_NOW 2

/* What the operator decides from. */
typedef struct rollout_writer_input {
    rollout_guard_input guard;
    rollout_reading reading;
    uint8_t completed_at_is_set;
    uint8_t a_failed_row_has_a_text;
} rollout_writer_input;

/* What the operator does to the parent. Without a write nothing changes. */
typedef struct rollout_parent_write {
    rollout_verdict verdict;
    rollout_state state;
    rollout_stamp completed_at;
    rollout_stamp started_at;
    uint8_t takes_error_text; /* of the first failed row that has one, else the text is kept */
} rollout_parent_write;

/* Returns what the operator does after reading the parent and its rows (WRITE-1 to WRITE-6). Verdict and state are
 * ROLLOUT_ERROR, and the rest 0, if the edition is unknown. */
rollout_parent_write rollout_operator_write(rollout_edition edition, rollout_writer_input input);

/* Returns 1 if a write lands on a parent that was `read` and is `stored` now (WRITE-7, WRITE-8), else 0, also if the
 * edition is unknown: a miss writes nothing and has no side effect. */
int rollout_lands(rollout_edition edition, rollout_state read, rollout_state stored);

/* What the local writer, one operation's own driver, knows beside the rows. */
typedef struct rollout_local_input {
    rollout_state own; /* the operation's state by its own tasks */
    uint8_t tasks_are_ambiguous;
    uint8_t has_no_operation_model;
    uint8_t has_no_store;
    rollout_reading reading;
    uint8_t own_row_is_missing;
} rollout_local_input;

/* What the local writer takes for the parent's state: the projection of all rows, its own one's state replaced by its
 * own; its own state, unprojected; or, undetermined, what is stored. */
typedef uint8_t rollout_source;
#define ROLLOUT_SOURCE_PROJECTION 0
#define ROLLOUT_SOURCE_OWN_STATE 1
#define ROLLOUT_SOURCE_UNDETERMINED 2

/* Returns what the local writer takes (WRITE-9 to WRITE-12); ROLLOUT_ERROR if the edition is unknown. */
rollout_source rollout_local_source(rollout_edition edition, rollout_local_input input);

/* What happens beside a local write, each 1 or 0. */
typedef struct rollout_side_effects {
    uint8_t quiesce;      /* polling ends */
    uint8_t completed_at; /* the parent's is stamped */
    uint8_t publish;      /* the terminal summary */
} rollout_side_effects;

/* Returns what happens beside a local write of `projected` after the engine said `result` (WRITE-13 to WRITE-16);
 * nothing if the edition is unknown. `moved`, set by any value but 0: the write moved the parent from a state that is
 * not terminal to one that is. */
rollout_side_effects rollout_side_effects_of(rollout_edition edition, rollout_state result, rollout_state projected,
                                             int moved);

/* What a driver knows when it writes its operation's row. */
typedef struct rollout_row_input {
    rollout_state own;    /* the operation's result by its own tasks */
    rollout_state parent; /* as re-read */
    uint8_t lease_is_lost;
} rollout_row_input;

/* Answer where a row stays as it is, and claimable; no state. */
#define ROLLOUT_STAYS 254

/* Returns the state that the operation's row is given after its drive, or ROLLOUT_STAYS (WRITE-17, WRITE-18);
 * ROLLOUT_ERROR if the edition is unknown. */
rollout_state rollout_row_state(rollout_edition edition, rollout_row_input input);

/* Returns 1 if a stop request has been met (WRITE-19, WRITE-20), else 0, also if the edition is unknown. The flag is
 * set by any value but 0. */
int rollout_stop_is_resolved(rollout_edition edition, rollout_state parent, int every_row_is_terminal);

/* How the rows of an apply may start beside each other. A value outside these counts as rolling. */
typedef uint8_t rollout_cutover;
#define ROLLOUT_CUTOVER_ROLLING 0
#define ROLLOUT_CUTOVER_BARRIER 1
#define ROLLOUT_CUTOVER_PARALLEL 2

/* What a claimer reads of an apply beside its rows. */
typedef struct rollout_claim_input {
    rollout_cutover cutover; /* of the candidate */
    uint8_t released;        /* the release latch; editions b1 to b4 do not read it */
    rollout_state parent;
    uint8_t stop_is_pending;
    uint8_t start_is_requested;
    uint8_t retries_are_used_up;
    uint8_t lease_is_stale; /* of the candidate */
} rollout_claim_input;

/* How a claimer may take a row. */
typedef uint8_t rollout_claim_answer;
#define ROLLOUT_CLAIM_NONE 0
#define ROLLOUT_CLAIM_START 1
#define ROLLOUT_CLAIM_RESTART 2
#define ROLLOUT_CLAIM_RETRY 3
#define ROLLOUT_CLAIM_RECLAIM 4

/* Returns how a claimer may take the row at `index` of `count` rows in (created_at, id) order (CLAIM-1 to CLAIM-12,
 * CLAIM-14 to CLAIM-16); their places are read from edition pause on. ROLLOUT_ERROR if the edition is unknown, if the
 * list is a null pointer with a count, if the index is not below the count, if a row's text is a null pointer with a
 * size, or if memory is out. A state newer than the edition is unrecognized (TOKEN-5). */
rollout_claim_answer rollout_claim(rollout_edition edition, const rollout_row* rows, size_t count, size_t index,
                                   rollout_claim_input input);

/* Writes to `answers`, which has room for `count`, how a claimer may take each row, `lease_is_stale` being said of
 * every one: what rollout_claim says of each, in one pass, and one more for each pending or stopped finalizer. Returns
 * 1; or 0, with nothing written, where rollout_claim answers ROLLOUT_ERROR or where `answers` is a null pointer with a
 * count. */
int rollout_claim_each(rollout_edition edition, const rollout_row* rows, size_t count, rollout_claim_input input,
                       rollout_claim_answer* answers);

/* Returns 1 if the row at `index` may go from waiting for its cutover to cutting over (CLAIM-13, CLAIM-17), else 0,
 * also where rollout_claim answers ROLLOUT_ERROR. */
int rollout_may_cut_over(rollout_edition edition, const rollout_row* rows, size_t count, size_t index,
                         rollout_claim_input input);

#ifdef __cplusplus
}
#endif

#endif
