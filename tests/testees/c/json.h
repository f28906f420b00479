/* A line of JSON as a list of values, read by yajl. Of the packaged libraries in C, Jansson takes several times as
 * long, and cJSON ends a string at its first NUL, so that it cannot tell "failed\u0000" from "failed". */
#ifndef TESTEE_JSON_H
#define TESTEE_JSON_H

#include <rollout.h>
#include <stddef.h>

enum json_kind { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* The values stand in the order of the text. What an array or an object at `i` holds begins at i + 1; the value after
 * the one at `i`, with all that it holds, is at its `end`. */
struct json_value {
    enum json_kind kind;
    int boolean;
    rollout_text name; /* where it is a member of an object */
    rollout_text text; /* of a string, its escapes resolved; of a number, as it was written */
    size_t end;
};

/* All zeros before the first line. Values and texts last until the next line is read. */
struct json {
    struct json_value* values;
    size_t count;
    size_t room;
    size_t* open; /* the containers around the value that comes next */
    size_t open_count;
    size_t open_room;
    rollout_text name;
    char* texts;
    size_t texts_used;
    size_t texts_room;
    char complaint[128];
};

/* Reads a text that is exactly one value, which is then the first. Returns 1; or 0, and `complaint` says why not. Ends
 * the program if memory is out. */
int json_read(struct json* json, const char* text, size_t size);

/* Gives the memory of what was read back. */
void json_release(struct json* json);

/* Returns `memory` with room for `count` elements of `size` bytes, and notes the new room. */
void* json_reserve(void* memory, size_t* room, size_t count, size_t size);

#endif
