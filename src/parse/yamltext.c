/* yamltext.c - segments within the scalars of a YAML file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/yamltext.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parse/article.h"
#include "parse/scan.h"

void pcs_folds_dispose(pcs_folds *folds)
{
    free(folds->at);
    memset(folds, 0, sizeof *folds);
}

/* A fold at p, a backslash: its end, or NULL. */
static const char *read_fold(const char *p, const char *end)
{
    p++;
    if (p < end && *p == '\r')
        p++;
    if (p == end || *p != '\n')
        return NULL;
    for (p++; p < end && (*p == ' ' || *p == '\t');)
        p++;
    return p;
}

pcs_status pcs_yaml_unfold(pcs_buffer *out, pcs_folds *folds, const char *text,
                           size_t len, pcs_error *err)
{
    const char *p = text, *end = text + len, *kept = text;
    folds->n = 0;
    while (p < end && (p = memchr(p, '\\', (size_t)(end - p)))) {
        const char *next = read_fold(p, end);
        if (!next) {
            p++;
            continue;
        }
        pcs_buffer_append(out, kept, (size_t)(p - kept));
        if (!PCS_ARRAY_RESERVE(folds->at, folds->cap, folds->n + 1))
            return pcs_error_nomem(err);
        folds->at[folds->n++] = (uint32_t)out->len;
        kept = p = next;
    }
    pcs_buffer_append(out, kept, (size_t)(end - kept));
    return pcs_buffer_status(out, err);
}

uint32_t pcs_folds_before(const pcs_folds *folds, size_t offset)
{
    size_t lo = 0, hi = folds->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (folds->at[mid] <= offset)
            lo = mid + 1;
        else
            hi = mid;
    }
    return (uint32_t)lo;
}

static const char *read_hex(uint32_t *c, const char *p, const char *end,
                            int digits)
{
    *c = 0;
    for (int i = 0; i < digits; i++, p++) {
        if (p == end)
            return NULL;
        char d = *p;
        if (d >= '0' && d <= '9')
            *c = *c << 4 | (uint32_t)(d - '0');
        else if ((d | 32) >= 'a' && (d | 32) <= 'f')
            *c = *c << 4 | (uint32_t)((d | 32) - 'a' + 10);
        else
            return NULL;
    }
    return p;
}

static void put_char(pcs_buffer *out, uint32_t c)
{
    char bytes[4];
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        c = PCS_REPLACEMENT;
    pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
}

/* What stands for the letter c behind a backslash. a, b and e are controls that
 * no text wants. */
static void put_escape(pcs_buffer *out, uint32_t c)
{
    switch (c) {
    case 'a':
    case 'b':
    case 'e':
        return;
    case 'n':
        c = '\n';
        break;
    case 't':
        c = '\t';
        break;
    case 'r':
        c = '\r';
        break;
    case '0':
        c = 0;
        break;
    case 'N':
        c = 0x85;
        break;
    case '_':
        c = 0xa0;
        break;
    case 'L':
        c = 0x2028;
        break;
    case 'P':
        c = 0x2029;
        break;
    default:
        break;
    }
    put_char(out, c);
}

/* The escape at p, which is a backslash that does not end the text. */
static const char *unescape_one(pcs_buffer *out, const char *p, const char *end)
{
    uint32_t c;
    p++;
    int digits = *p == 'x' ? 2 : *p == 'u' ? 4 : *p == 'U' ? 8 : 0;
    const char *next = digits ? read_hex(&c, p + 1, end, digits) : NULL;
    if (next) {
        put_char(out, c);
        return next;
    }
    next = pcs_scan_char(p, &c);
    put_escape(out, c);
    return next;
}

void pcs_yaml_unescape(pcs_buffer *out, const char *s, size_t len)
{
    const char *p = s, *end = s + len;
    while (p < end) {
        const char *slash = memchr(p, '\\', (size_t)(end - p));
        if (!slash || slash + 1 == end)
            break;
        pcs_buffer_append(out, p, (size_t)(slash - p));
        p = unescape_one(out, slash, end);
    }
    pcs_buffer_append(out, p, (size_t)(end - p));
}

/* An id with the line it stands on (as found) or its place in spans. */
typedef struct found_id {
    pcs_text text;
    uint32_t n;
} found_id;

typedef struct id_list {
    found_id *items;
    size_t n, cap;
} id_list;

static bool add_id(id_list *list, const char *begin, const char *end, size_t n)
{
    if (!PCS_ARRAY_RESERVE(list->items, list->cap, list->n + 1))
        return false;
    pcs_text text = {begin, (size_t)(end - begin)};
    list->items[list->n++] = (found_id){text, (uint32_t)n};
    return true;
}

/* `data-ttu-id="` at p: the beginning of the id, or NULL. */
static const char *read_id(const char *p, const char *end)
{
    p = pcs_scan_spaces(p + 11, end);
    if (p == end || *p != '=')
        return NULL;
    p = pcs_scan_spaces(p + 1, end);
    if (p < end && *p == '\\')
        p++;
    return p < end && (*p == '"' || *p == '\'') ? p + 1 : NULL;
}

static bool collect_ids(id_list *list, const char *text, size_t len)
{
    const char *p = text, *end = text + len, *counted = text;
    uint32_t line = 0;
    while ((p = pcs_scan_find(p, end, "data-ttu-id", 11))) {
        for (; counted < p; counted++)
            line += *counted == '\n';
        const char *id = read_id(p, end);
        if (id && !add_id(list, id, pcs_scan_value(id, end), line))
            return false;
        p += 11;
    }
    return true;
}

static int compare_text(const pcs_text *a, const pcs_text *b)
{
    size_t len = a->len < b->len ? a->len : b->len;
    int order = len ? memcmp(a->data, b->data, len) : 0;
    return order ? order : (a->len > b->len) - (a->len < b->len);
}

static int compare_ids(const void *a, const void *b)
{
    return compare_text(&((const found_id *)a)->text,
                        &((const found_id *)b)->text);
}

static bool begins_with(const pcs_text *text, const pcs_text *prefix)
{
    return text->len >= prefix->len &&
           !memcmp(text->data, prefix->data, prefix->len);
}

/* Where ids of list begin that are not below id. */
static size_t lower_bound(const id_list *list, const pcs_text *id)
{
    size_t lo = 0, hi = list->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (compare_text(&list->items[mid].text, id) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Every id in the file is looked at once for each of its beginnings that is a
 * different id of a span, so no more often than it is long. */
static void set_lines(pcs_spans *spans, const id_list *ids,
                      const id_list *wanted)
{
    uint32_t line = UINT32_MAX;
    for (size_t i = 0; i < wanted->n; i++) {
        const found_id *id = &wanted->items[i];
        if (!i || compare_ids(id - 1, id)) {
            line = UINT32_MAX;
            for (size_t k = lower_bound(ids, &id->text);
                 k < ids->n && begins_with(&ids->items[k].text, &id->text); k++)
                if (ids->items[k].n < line)
                    line = ids->items[k].n;
        }
        if (line != UINT32_MAX)
            spans->items[id->n].line = line;
    }
}

pcs_status pcs_yaml_find_lines(pcs_spans *spans, const char *folded,
                               const char *text, size_t len, pcs_error *err)
{
    id_list ids = {0}, wanted = {0};
    bool done = collect_ids(&ids, text, len);
    for (size_t i = 0; done && i < spans->n; i++) {
        const pcs_span *span = &spans->items[i];
        done = add_id(&wanted, folded + span->id, folded + span->id_end, i);
    }
    if (done && ids.n && wanted.n) {
        qsort(ids.items, ids.n, sizeof *ids.items, compare_ids);
        qsort(wanted.items, wanted.n, sizeof *wanted.items, compare_ids);
        set_lines(spans, &ids, &wanted);
    }
    free(ids.items);
    free(wanted.items);
    return done ? PCS_OK : pcs_error_nomem(err);
}
