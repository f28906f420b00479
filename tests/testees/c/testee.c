/* A testee: answers the requests of rollout-oracle, protocol version 1, by asking project_rows and project_children
 * (projection.c). */
#define _POSIX_C_SOURCE 200809L /* getline */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>

#include "json.h"
#include "projection.h"

#define PROTOCOL_VERSION "1"

struct answer {
    char* bytes;
    size_t size;
    size_t room;
};

/* The rows or children of one case; words[i] is the policy of rows[i]. */
struct elements {
    rollout_row* rows;
    size_t row_room;
    rollout_text* words;
    size_t word_room;
    rollout_child* children;
    size_t child_room;
};

static size_t line_number = 0;

/* A request that is not understood ends the program: any answer to it would be a guess. */
static noreturn void refuse(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "testee: line %zu: ", line_number);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(EXIT_FAILURE);
}

static noreturn void refuse_member(const char* holder, const struct json_value* member) {
    refuse("%s has a member \"%.*s\" that is unknown or of another type", holder,
           member->name.size < 40 ? (int)member->name.size : 40, member->name.bytes);
}

static inline int is(rollout_text text, const char* word) {
    return text.size == strlen(word) && memcmp(text.bytes, word, text.size) == 0;
}

static inline int holds(const struct json_value* member, const char* name, enum json_kind kind) {
    return member->kind == kind && is(member->name, name);
}

static void append(struct answer* answer, const char* bytes, size_t size) {
    answer->bytes = json_reserve(answer->bytes, &answer->room, answer->size + size, 1);
    memcpy(answer->bytes + answer->size, bytes, size);
    answer->size += size;
}

static inline void append_words(struct answer* answer, const char* words) { append(answer, words, strlen(words)); }

/* Reads digits alone. Returns whether they make a step, which is then in `step`. */
static int is_step(rollout_text text, uint32_t* step) {
    uint64_t number = 0;
    for (size_t i = 0; i < text.size; ++i) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || number > UINT32_MAX) {
            return 0;
        }
        number = 10 * number + (uint64_t)(text.bytes[i] - '0');
    }
    *step = (uint32_t)number;
    return number <= UINT32_MAX;
}

static rollout_row read_row(const struct json_value* values, size_t at, rollout_text* word) {
    rollout_row row = {0};
    if (values[at].kind != JSON_OBJECT) {
        refuse("an operation is no object");
    }
    for (size_t i = at + 1; i < values[at].end; i = values[i].end) {
        const struct json_value* member = &values[i];
        if (holds(member, "state", JSON_STRING)) {
            row.state = member->text;
        } else if (holds(member, "on_failure", JSON_STRING) || holds(member, "on_failure", JSON_NULL)) {
            *word = member->text; /* of a null: empty */
            row.on_failure = word;
        } else if (holds(member, "deployment", JSON_STRING)) {
            row.deployment = member->text;
        } else if (holds(member, "key", JSON_STRING)) {
            row.key = member->text;
        } else if (holds(member, "kind", JSON_STRING) &&
                   (is(member->text, "work") || is(member->text, "group_finalizer"))) {
            row.group_finalizer = is(member->text, "group_finalizer") ? 1 : 0;
        } else if (holds(member, "started", JSON_BOOLEAN)) {
            row.not_started = !member->boolean;
        } else if (holds(member, "step", JSON_NUMBER) && is_step(member->text, &row.step)) {
            continue;
        } else if (holds(member, "target", JSON_STRING)) {
            row.target = member->text;
        } else {
            refuse_member("an operation", member);
        }
    }
    if (row.state.bytes == NULL) {
        refuse("an operation has no state");
    }
    return row;
}

static rollout_child read_child(const struct json_value* values, size_t at, rollout_edition edition) {
    rollout_child child = {0};
    rollout_text state = {NULL, 0};
    if (values[at].kind != JSON_OBJECT) {
        refuse("a child is no object");
    }
    for (size_t i = at + 1; i < values[at].end; i = values[i].end) {
        const struct json_value* member = &values[i];
        const uint8_t flag = member->boolean != 0;
        if (holds(member, "state", JSON_STRING)) {
            state = member->text;
        } else if (holds(member, "continue_on_failure", JSON_BOOLEAN)) {
            child.continue_on_failure = flag;
        } else if (holds(member, "pause_on_failure", JSON_BOOLEAN)) {
            child.pause_on_failure = flag;
        } else if (holds(member, "orphaned", JSON_BOOLEAN)) {
            child.orphaned = flag;
        } else if (holds(member, "never_started", JSON_BOOLEAN)) {
            child.never_started = flag;
        } else {
            refuse_member("a child", member);
        }
    }
    if (state.bytes == NULL) {
        refuse("a child has no state");
    }
    child.state = rollout_parse_state(edition, state);
    return child;
}

/* Returns the token of the parent state of one case, or a null pointer. */
static const char* project_case(const struct json_value* values, size_t at, rollout_edition edition,
                                struct elements* elements) {
    size_t operations = 0, children = 0, count = 0;
    int released = 0;
    if (values[at].kind != JSON_OBJECT) {
        refuse("a case is no object");
    }
    for (size_t i = at + 1; i < values[at].end; i = values[i].end) {
        if (holds(&values[i], "operations", JSON_ARRAY)) {
            operations = i;
        } else if (holds(&values[i], "children", JSON_ARRAY)) {
            children = i;
        } else if (holds(&values[i], "released", JSON_BOOLEAN)) {
            released = values[i].boolean;
        } else {
            refuse_member("a case", &values[i]);
        }
    }
    if ((operations == 0) == (children == 0)) {
        refuse("a case needs either operations or children");
    }
    const size_t list = operations + children; /* the one that there is */
    const size_t room = values[list].end - list;
    if (operations != 0) {
        elements->rows = json_reserve(elements->rows, &elements->row_room, room, sizeof *elements->rows);
        elements->words = json_reserve(elements->words, &elements->word_room, room, sizeof *elements->words);
        for (size_t i = list + 1; i < values[list].end; i = values[i].end, ++count) {
            elements->rows[count] = read_row(values, i, &elements->words[count]);
        }
        return project_rows(edition, elements->rows, count, released);
    }
    elements->children = json_reserve(elements->children, &elements->child_room, room, sizeof *elements->children);
    for (size_t i = list + 1; i < values[list].end; i = values[i].end, ++count) {
        elements->children[count] = read_child(values, i, edition);
    }
    return project_children(edition, elements->children, count);
}

static int is_offered(rollout_text edition) {
    for (const char* const* offered = projection_editions; *offered != NULL; ++offered) {
        if (is(edition, *offered)) {
            return 1;
        }
    }
    return 0;
}

static void run(const struct json_value* values, const struct json_value* seq, const struct json_value* edition,
                const struct json_value* subject, size_t cases, struct answer* answer) {
    static struct elements elements; /* their room serves every request */
    if (seq == NULL || edition == NULL || cases == 0) {
        refuse("a run needs seq, edition and cases");
    }
    const char* reason = NULL;
    if (!is_offered(edition->text)) {
        reason = "{\"skipped\":\"this edition is not offered\"}";
    } else if (subject != NULL && !is(subject->text, "projection")) {
        reason = "{\"skipped\":\"this subject is not offered\"}";
    }
    const rollout_edition wanted = rollout_edition_named(edition->text);
    append_words(answer, "{\"seq\":");
    append(answer, seq->text.bytes, seq->text.size);
    append_words(answer, ",\"results\":[");
    for (size_t i = cases + 1; i < values[cases].end; i = values[i].end) {
        if (i != cases + 1) {
            append_words(answer, ",");
        }
        const char* state = reason == NULL ? project_case(values, i, wanted, &elements) : NULL;
        if (reason != NULL) {
            append_words(answer, reason);
        } else if (state != NULL) {
            append_words(answer, "{\"state\":\"");
            append_words(answer, state);
            append_words(answer, "\"}");
        } else {
            append_words(answer, "{\"error\":\"no answer\"}");
        }
    }
    append_words(answer, "]}\n");
}

static void introduce(const struct json_value* version, struct answer* answer) {
    if (version == NULL || !is(version->text, PROTOCOL_VERSION)) {
        refuse("only protocol version %s is spoken here", PROTOCOL_VERSION);
    }
    append_words(answer,
                 "{\"version\":" PROTOCOL_VERSION
                 ",\"implementation\":{\"name\":\"template\",\"version\":\"1\",\"language\":\"C\"},\"editions\":[");
    for (const char* const* offered = projection_editions; *offered != NULL; ++offered) {
        append_words(answer, offered == projection_editions ? "\"" : ",\"");
        append_words(answer, *offered);
        append_words(answer, "\"");
    }
    append_words(answer, "]}\n");
}

/* Appends the answer to one request; returns 0 on a stop, which has none. */
static int respond(const struct json_value* values, struct answer* answer) {
    const struct json_value *command = NULL, *version = NULL, *seq = NULL, *edition = NULL, *subject = NULL;
    size_t cases = 0;
    if (values[0].kind != JSON_OBJECT) {
        refuse("the request is no object");
    }
    for (size_t i = 1; i < values[0].end; i = values[i].end) {
        const struct json_value* member = &values[i];
        if (holds(member, "cmd", JSON_STRING)) {
            command = member;
        } else if (holds(member, "version", JSON_NUMBER)) {
            version = member;
        } else if (holds(member, "seq", JSON_NUMBER)) {
            seq = member;
        } else if (holds(member, "edition", JSON_STRING)) {
            edition = member;
        } else if (holds(member, "subject", JSON_STRING)) {
            subject = member;
        } else if (holds(member, "cases", JSON_ARRAY)) {
            cases = i;
        } else {
            refuse_member("the request", member);
        }
    }
    if (command == NULL) {
        refuse("the request has no cmd");
    }
    if (is(command->text, "stop")) {
        return 0;
    }
    if (is(command->text, "start")) {
        introduce(version, answer);
    } else if (is(command->text, "run")) {
        run(values, seq, edition, subject, cases, answer);
    } else {
        refuse("unknown command \"%.*s\"", command->text.size < 40 ? (int)command->text.size : 40, command->text.bytes);
    }
    return 1;
}

int main(void) {
    struct json json = {0};
    struct answer answer = {0};
    char* line = NULL;
    size_t room = 0;
    setvbuf(stdin, NULL, _IOFBF, 1 << 20);
    for (ssize_t size; (size = getline(&line, &room, stdin)) >= 0; answer.size = 0) {
        ++line_number;
        if (!json_read(&json, line, (size_t)size)) {
            refuse("%s", json.complaint);
        }
        if (!respond(json.values, &answer)) {
            break;
        }
        if (fwrite(answer.bytes, 1, answer.size, stdout) != answer.size || fflush(stdout) != 0) {
            refuse("the answer cannot be written");
        }
    }
    if (ferror(stdin)) {
        refuse("the next request cannot be read");
    }
    json_release(&json);
    free(answer.bytes);
    free(line);
    return EXIT_SUCCESS;
}
