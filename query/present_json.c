/* present_json.c - what several answers in JSON are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/present_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/jsonline.h"

json_t *pcs_marks_json(const pcs_mark *marks, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list,
                              json_pack("[I,I]", (json_int_t)marks[i].start,
                                        (json_int_t)marks[i].end));
    return list;
}

json_t *pcs_strings_json(const char *const *strings, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_string(strings[i]));
    return list;
}

void pcs_json_set_url(json_t *object, const pcs_answer *a,
                      const pcs_place_of *place, const char *locale,
                      bool is_page)
{
    pcs_buffer url = {0};
    if (object && pcs_present_url(&url, a, place, locale, is_page))
        json_object_set_new(object, "url", json_string(url.data));
    pcs_buffer_dispose(&url);
}

json_t *pcs_place_json(const pcs_answer *a, const pcs_place_of *p,
                       const char *locale)
{
    json_t *place =
        json_pack("{s:s,s:s,s:I,s:s}", "source", p->source, "path", p->path,
                  "line", (json_int_t)p->line, "id", p->id);
    pcs_json_set_url(place, a, p, locale, false);
    return place;
}

double pcs_json_elapsed(double ms)
{
    return round(ms * 1000) / 1000;
}

pcs_status pcs_json_append(pcs_buffer *out, json_t *object,
                           const char *query_id, pcs_error *err)
{
    if (object && query_id)
        json_object_set_new(object, "query_id", json_string(query_id));
    char *line = object
                     ? json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(6))
                     : NULL;
    json_decref(object);
    if (!line)
        return pcs_error_nomem(err);
    pcs_jsonline_append(out, line, strlen(line));
    free(line);
    return pcs_buffer_status(out, err);
}
