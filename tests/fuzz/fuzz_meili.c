/* fuzz_meili.c - reads any bytes as a filter of Meilisearch, a search, an id,
 * and a text to crop
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "replay.h"
#include "search/condition.h"
#include "server/meili/crop.h"
#include "server/meili/filter.h"
#include "server/meili/id.h"
#include "server/meili/keys.h"

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void check_error(const pcs_meili_error *error)
{
    size_t len = strlen(error->message);
    check(error->status == 400 || error->status == 404, "status");
    check(error->code != NULL && len > 0, "an error without words");
    check(pcs_utf8_check(error->message, len) == len, "UTF-8");
}

/* What is read can be made ready, but for its number. */
static void check_filter(const char *text, size_t len)
{
    pcs_arena arena = {0};
    pcs_condition condition;
    pcs_conditions *made;
    pcs_meili_error error = {0};
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_meili_filter_parse(&condition, &arena, text, len, &error)) {
        check(error.status == 0, "an error and a filter");
        pcs_status status = pcs_conditions_make(&made, &condition, &err);
        check(status == PCS_OK || status == PCS_ELIMIT, err.message);
        pcs_conditions_free(made);
    } else {
        check_error(&error);
    }
    pcs_arena_dispose(&arena);
}

static void check_query(const char *text, size_t len)
{
    pcs_arena arena = {0};
    pcs_meili_query query = {0};
    pcs_meili_error error = {0};
    json_t *object = json_loadb(text, len, 0, NULL);
    if (object && !pcs_meili_query_read(&query, object, PCS_MEILI_MULTI,
                                        ".queries[0]", &arena, &error))
        check_error(&error);
    json_decref(object);
    pcs_arena_dispose(&arena);
}

/* What is an id comes out as it went in. */
static void check_id(const char *text)
{
    pcs_arena arena = {0};
    pcs_buffer again = {0};
    pcs_meili_id id, same;
    if (pcs_meili_id_read(&id, &arena, text)) {
        pcs_meili_id_append(&again, &id);
        check(!again.failed && again.data, "memory");
        check(pcs_meili_id_read(&same, &arena, again.data), "its own id");
        check(strcmp(id.path, same.path) == 0 &&
                  strcmp(id.source, same.source) == 0 &&
                  strcmp(id.locale, same.locale) == 0 &&
                  id.position == same.position,
              "another id");
    }
    pcs_buffer_dispose(&again);
    pcs_arena_dispose(&arena);
}

static void check_crop(const char *text, size_t len)
{
    pcs_mark out, marks[2];
    size_t first = pcs_utf8_cut(text, len, len / 3);
    size_t last = pcs_utf8_cut(text, len, len / 2);
    marks[0] = (pcs_mark){(uint32_t)first, (uint32_t)last};
    marks[1] = (pcs_mark){(uint32_t)last, (uint32_t)len};
    for (size_t words = 0; words < 12; words += 3) {
        pcs_meili_crop(&out, text, len, marks, 2, words);
        check(out.start <= out.end && out.end <= len, "bounds");
        check(pcs_utf8_cut(text, len, out.start) == out.start, "start");
        check(out.end == len || pcs_utf8_cut(text, len, out.end) == out.end,
              "end");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    pcs_buffer text = {0};
    if (len > 65536)
        return 0;
    pcs_utf8_repair(&text, (const char *)data, len);
    pcs_buffer_putc(&text, '\0');
    check(!text.failed, "memory");
    size_t n = strlen(text.data);
    check_filter(text.data, n);
    check_query((const char *)data, len);
    check_id(text.data);
    check_crop(text.data, n < 4096 ? n : pcs_utf8_cut(text.data, n, 4096));
    pcs_buffer_dispose(&text);
    return 0;
}
