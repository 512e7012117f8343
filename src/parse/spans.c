/* spans.c - pairs a document's tags up to segments */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/spans.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "parse/article.h"
#include "parse/scan.h"

void pcs_spans_dispose(pcs_spans *spans)
{
    free(spans->items);
    free(spans->strays);
    memset(spans, 0, sizeof *spans);
}

/* What pairing goes over, and whether the tag reached stands in a table cell */
typedef struct pairing {
    const char *text;
    size_t len;
    const pcs_tag *tags;
    size_t n;
    size_t tables; /* open ones */
    bool is_in_cell;
} pairing;

static bool is_key(const pcs_tag *tag)
{
    return tag->kind == PCS_TAG_TTU || tag->kind == PCS_TAG_LOOKUP ||
           tag->kind == PCS_TAG_STU;
}

/* The first of a segment's own tags from i on, or n. */
static size_t next_key(const pairing *p, size_t i)
{
    while (i < p->n && !is_key(&p->tags[i]))
        i++;
    return i;
}

/* Whether only white space stands between the two offsets. */
static bool is_blank(const pairing *p, uint32_t begin, uint32_t end)
{
    return pcs_scan_spaces(p->text + begin, p->text + end) == p->text + end;
}

/* Whether the tags i and i + 1 are "</span></span>". */
static bool is_double_close(const pairing *p, size_t i, size_t limit)
{
    const pcs_tag *a = p->tags + i;
    return i + 1 < limit && a[0].kind == PCS_TAG_CLOSE &&
           a[1].kind == PCS_TAG_CLOSE && is_blank(p, a[0].end, a[1].begin);
}

static void end_local(const pairing *p, pcs_span *span, size_t first,
                      size_t second)
{
    const pcs_tag *last = &p->tags[second - 1];
    span->local = p->tags[first].end;
    span->local_end = p->tags[second].begin;
    if (last->kind == PCS_TAG_CLOSE && is_blank(p, last->end, span->local_end))
        span->local_end = last->begin;
    size_t depth = 0;
    for (size_t i = first + 1; i < second; i++) {
        if (p->tags[i].kind == PCS_TAG_OPEN)
            span->is_deep |= ++depth > PCS_SPAN_DEPTH_MAX;
        else if (p->tags[i].kind == PCS_TAG_CLOSE && depth)
            depth--;
    }
}

/* The first close of the "</span></span>" at which spans opened since balance,
 * or limit. */
static size_t find_balanced(const pairing *p, pcs_span *span, size_t i,
                            size_t limit)
{
    size_t depth = 0;
    for (; i < limit; i++) {
        if (p->tags[i].kind == PCS_TAG_OPEN)
            span->is_deep |= ++depth > PCS_SPAN_DEPTH_MAX;
        else if (p->tags[i].kind == PCS_TAG_CLOSE && depth-- == 0)
            return is_double_close(p, i, limit) ? i : limit;
    }
    return limit;
}

/* limit is the next segment's first tag. */
static void end_english(const pairing *p, pcs_span *span, size_t third,
                        size_t limit)
{
    size_t i = find_balanced(p, span, third + 1, limit);
    span->english = p->tags[third].end;
    if (i == limit) {
        span->is_unbalanced = true;
        for (i = third + 1; i < limit && !is_double_close(p, i, limit);)
            i++;
    }
    if (i < limit) {
        span->english_end = p->tags[i].begin;
        span->end = p->tags[i + 1].end;
        return;
    }
    span->is_unbalanced = false;
    span->is_unclosed = true;
    for (i = third + 1; i < limit && p->tags[i].kind != PCS_TAG_CLOSE;)
        i++;
    uint32_t rest = limit < p->n ? p->tags[limit].begin : (uint32_t)p->len;
    span->english_end = i < limit ? p->tags[i].begin : rest;
    span->end = i < limit ? p->tags[i].end : rest;
}

static bool has_same_id(const pairing *p, const pcs_tag *a, const pcs_tag *b)
{
    size_t len = a->id_end - a->id;
    return len == b->id_end - b->id &&
           !memcmp(p->text + a->id, p->text + b->id, len);
}

/* Whether a segment begins with the tag i. */
static bool make_span(const pairing *p, pcs_span *span, size_t i)
{
    size_t second = next_key(p, i + 1);
    size_t third = second < p->n ? next_key(p, second + 1) : p->n;
    if (third == p->n || p->tags[second].kind != PCS_TAG_LOOKUP ||
        p->tags[third].kind != PCS_TAG_STU ||
        !has_same_id(p, &p->tags[i], &p->tags[third]))
        return false;
    const pcs_tag *tag = &p->tags[i];
    *span = (pcs_span){.begin = tag->begin,
                       .tag_end = tag->end,
                       .id = tag->id,
                       .id_end = tag->id_end,
                       .is_in_cell = p->is_in_cell};
    end_local(p, span, i, second);
    end_english(p, span, third, next_key(p, third + 1));
    return true;
}

/* Cells count within <table> only: prose names <td> as well. */
static void follow_cells(pairing *p, pcs_tag_kind kind)
{
    if (kind == PCS_TAG_TABLE)
        p->tables++;
    else if (kind == PCS_TAG_TABLE_END && p->tables)
        p->tables--;
    if (kind == PCS_TAG_CELL)
        p->is_in_cell = p->tables > 0;
    else if (kind >= PCS_TAG_TABLE)
        p->is_in_cell = false;
}

pcs_status pcs_spans_pair(pcs_spans *spans, const pcs_tags *tags,
                          const char *text, size_t len, pcs_error *err)
{
    pairing p = {text, len, tags->items, tags->n, 0, false};
    spans->n = 0;
    spans->n_strays = 0;
    for (size_t i = 0; i < p.n;) {
        const pcs_tag *tag = &p.tags[i];
        if (!PCS_ARRAY_RESERVE(spans->items, spans->cap, spans->n + 1) ||
            !PCS_ARRAY_RESERVE(spans->strays, spans->cap_strays,
                               spans->n_strays + 1))
            return pcs_error_nomem(err);
        pcs_span *span = &spans->items[spans->n];
        follow_cells(&p, tag->kind);
        if (tag->kind == PCS_TAG_TTU && make_span(&p, span, i)) {
            spans->n++;
            while (i < p.n && p.tags[i].begin < span->end)
                i++;
            continue;
        }
        if (tag->kind == PCS_TAG_TTU || tag->kind == PCS_TAG_STU)
            spans->strays[spans->n_strays++] = *tag;
        i++;
    }
    return PCS_OK;
}
