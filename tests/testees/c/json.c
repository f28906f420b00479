#include "json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

void* json_reserve(void* memory, size_t* room, size_t count, size_t size) {
    if (count <= *room) {
        return memory;
    }
    const size_t wanted = count + count / 2 + 16;
    memory = wanted > SIZE_MAX / size ? NULL : realloc(memory, wanted * size);
    if (memory == NULL) {
        fputs("testee: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    *room = wanted;
    return memory;
}

/* yajl keeps no text that it had to unescape. What is kept is never longer than the line, which is the room there is.
 */
static rollout_text keep(struct json* json, const char* bytes, size_t size) {
    char* kept = json->texts + json->texts_used;
    memcpy(kept, bytes, size);
    json->texts_used += size;
    const rollout_text text = {kept, size};
    return text;
}

static struct json_value* add(struct json* json, enum json_kind kind) {
    json->values = json_reserve(json->values, &json->room, json->count + 1, sizeof *json->values);
    struct json_value* value = &json->values[json->count++];
    memset(value, 0, sizeof *value);
    value->kind = kind;
    value->name = json->name;
    value->end = json->count;
    return value;
}

/* What yajl calls. Each returns 1: go on. */

static int on_null(void* json) {
    add(json, JSON_NULL);
    return 1;
}

static int on_boolean(void* json, int boolean) {
    add(json, JSON_BOOLEAN)->boolean = boolean;
    return 1;
}

static int on_number(void* json, const char* bytes, size_t size) {
    add(json, JSON_NUMBER)->text = keep(json, bytes, size);
    return 1;
}

static int on_string(void* json, const unsigned char* bytes, size_t size) {
    add(json, JSON_STRING)->text = keep(json, (const char*)bytes, size);
    return 1;
}

static int on_name(void* context, const unsigned char* bytes, size_t size) {
    struct json* json = context;
    json->name = keep(json, (const char*)bytes, size);
    return 1;
}

static int begin(struct json* json, enum json_kind kind) {
    add(json, kind);
    json->open = json_reserve(json->open, &json->open_room, json->open_count + 1, sizeof *json->open);
    json->open[json->open_count++] = json->count - 1;
    return 1;
}

static int on_begin_object(void* json) { return begin(json, JSON_OBJECT); }

static int on_begin_array(void* json) { return begin(json, JSON_ARRAY); }

static int on_end(void* context) {
    struct json* json = context;
    json->values[json->open[--json->open_count]].end = json->count;
    return 1;
}

int json_read(struct json* json, const char* text, size_t size) {
    static const yajl_callbacks callbacks = {
        .yajl_null = on_null,
        .yajl_boolean = on_boolean,
        .yajl_number = on_number,
        .yajl_string = on_string,
        .yajl_start_map = on_begin_object,
        .yajl_map_key = on_name,
        .yajl_end_map = on_end,
        .yajl_start_array = on_begin_array,
        .yajl_end_array = on_end,
    };
    json->count = 0;
    json->open_count = 0;
    json->texts_used = 0;
    json->texts = json_reserve(json->texts, &json->texts_room, size, 1);
    const rollout_text no_name = {NULL, 0};
    json->name = no_name;

    yajl_handle parser = yajl_alloc(&callbacks, NULL, json);
    yajl_status status = yajl_parse(parser, (const unsigned char*)text, size);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(parser);
    }
    if (status != yajl_status_ok) {
        unsigned char* complaint = yajl_get_error(parser, 0, NULL, 0);
        const int one_line = (int)strcspn((const char*)complaint, "\n");
        snprintf(json->complaint, sizeof json->complaint, "%.*s", one_line, (const char*)complaint);
        yajl_free_error(parser, complaint);
    }
    yajl_free(parser);
    return status == yajl_status_ok;
}

void json_release(struct json* json) {
    free(json->values);
    free(json->open);
    free(json->texts);
}
