/* visit.c - hits that are handed over one by one, however many there are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/visit.h"

#include <stdlib.h>
#include <string.h>

#include "search/also.h"
#include "search/crossing.h"
#include "search/hits.h"
#include "search/translationtype.h"

/* Segments are numbered by source, path and position. */
static int compare_places(const void *a, const void *b)
{
    const pcs_candidate *x = a, *y = b;
    if (x->shown_shelf != y->shown_shelf)
        return x->shown_shelf < y->shown_shelf ? -1 : 1;
    return (x->shown_segment > y->shown_segment) -
           (x->shown_segment < y->shown_segment);
}

static pcs_status begin(pcs_session *s, const pcs_candidate *items, size_t n,
                        pcs_error *err)
{
    const pcs_search_options *o = s->options;
    const pcs_manifest *m = &s->searcher->manifest;
    const char **names = calloc(2 * m->n_locales + 1, sizeof *names);
    pcs_visit_locales locales = {names, 0, names + m->n_locales, 0};
    if (!names)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        names[items[i].shown_shelf] = m->locales[items[i].shown_shelf].locale;
    for (size_t i = 0; i < m->n_locales; i++) {
        if (names[i])
            names[locales.n_hits++] = names[i];
        if (pcs_locale_is_among(m->locales[i].locale, o->also, o->n_also))
            names[m->n_locales + locales.n_also++] = m->locales[i].locale;
    }
    pcs_status status =
        o->visitor->begin(o->visitor->context, s->results, &locales, err);
    free(names);
    return status;
}

/*
 * Hits in the order of their scores are scattered over the blocks of texts, and
 * a block would be decompressed for each. So a page of them is read ahead, in
 * the order of the blocks, as far as its memory goes: several times as fast
 * where most of an index matches.
 */
#define PAGE ((size_t)8192)
#define PAGE_BYTES ((size_t)16 << 20)

/* A hit of the page: read where `hit.locale` is there. */
typedef struct entry {
    const pcs_candidate *candidate;
    pcs_hit hit;
} entry;

static int compare_units(const void *a, const void *b)
{
    const pcs_candidate *x = (*(entry *const *)a)->candidate;
    const pcs_candidate *y = (*(entry *const *)b)->candidate;
    if (x->shown_shelf != y->shown_shelf)
        return x->shown_shelf < y->shown_shelf ? -1 : 1;
    return (x->shown_unit > y->shown_unit) - (x->shown_unit < y->shown_unit);
}

static pcs_status fetch(entry *e, pcs_session *s, pcs_arena *arena,
                        pcs_error *err)
{
    pcs_status status =
        pcs_session_read_hit(&e->hit, arena, s, e->candidate, err);
    if (status != PCS_OK)
        e->hit.locale = NULL;
    return status;
}

static pcs_status read_page(entry *entries, entry **order, size_t n,
                            pcs_session *s, pcs_arena *arena, pcs_error *err)
{
    for (size_t i = 0; i < n; i++)
        order[i] = &entries[i];
    qsort(order, n, sizeof *order, compare_units);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n && arena->used < PAGE_BYTES;
         i++)
        status = fetch(order[i], s, arena, err);
    return status;
}

static pcs_status visit_page(entry *entries, size_t n, pcs_session *s,
                             pcs_error *err)
{
    const pcs_visitor *visitor = s->options->visitor;
    pcs_arena arena = {0};
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        if (!entries[i].hit.locale)
            status = fetch(&entries[i], s, &arena, err);
        if (status == PCS_OK)
            status = visitor->visit(visitor->context, &entries[i].hit, err);
        pcs_arena_clear(&arena);
    }
    pcs_arena_dispose(&arena);
    return status;
}

static pcs_status visit(pcs_session *s, const pcs_candidate *items, size_t n,
                        pcs_error *err)
{
    size_t size = n < PAGE ? n : PAGE;
    entry *entries = calloc(size + 1, sizeof *entries);
    entry **order = calloc(size + 1, sizeof *order);
    pcs_arena arena = {0};
    pcs_status status = entries && order ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i += size) {
        size_t some = n - i < size ? n - i : size;
        memset(entries, 0, some * sizeof *entries);
        for (size_t j = 0; j < some; j++)
            entries[j].candidate = &items[i + j];
        status = read_page(entries, order, some, s, &arena, err);
        if (status == PCS_OK)
            status = visit_page(entries, some, s, err);
        pcs_arena_clear(&arena);
    }
    pcs_arena_dispose(&arena);
    free(order);
    free(entries);
    return status;
}

pcs_status pcs_session_visit(pcs_session *s, pcs_candidate *items, size_t n,
                             pcs_error *err)
{
    pcs_status status = begin(s, items, n, err);
    if (s->options->visitor->is_by_place && n)
        qsort(items, n, sizeof *items, compare_places);
    return status == PCS_OK ? visit(s, items, n, err) : status;
}

pcs_status pcs_hit_origin_fetch(const pcs_hit_origin **out, pcs_arena *arena,
                                const pcs_partition *p, uint32_t segment,
                                pcs_error *err)
{
    const pcs_segment_record *s;
    const pcs_article_record *a;
    const char *type = "";
    size_t len = 0;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_partition_article(&a, p, s->article, err);
    if (status == PCS_OK)
        status = pcs_translation_type(&type, &len, p, a, err);
    if (status != PCS_OK)
        return status;
    pcs_hit_origin *origin = pcs_arena_alloc(arena, sizeof *origin);
    if (!origin || !(origin->type = pcs_arena_copy(arena, type, len)))
        return pcs_error_nomem(err);
    origin->position = segment - a->first_segment;
    origin->place = s->place;
    *out = origin;
    return PCS_OK;
}
