/* visit.c - hits that are handed over one by one, however many there are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/visit.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "search/hits.h"
#include "search/session.h"

/* Segments are numbered by source, path and position. */
static int compare_places(const void *a, const void *b)
{
    const pcs_candidate *x = a, *y = b;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    return (x->segment > y->segment) - (x->segment < y->segment);
}

static pcs_status begin(pcs_session *s, const pcs_candidate *items, size_t n,
                        pcs_error *err)
{
    const pcs_visitor *visitor = s->options->visitor;
    size_t n_shelves = s->searcher->manifest.n_locales, n_locales = 0;
    const char **locales = calloc(n_shelves + 1, sizeof *locales);
    if (!locales)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        locales[items[i].shelf] = s->matchings[items[i].shelf].shelf->locale;
    for (size_t i = 0; i < n_shelves; i++)
        if (locales[i])
            locales[n_locales++] = locales[i];
    pcs_status status =
        visitor->begin(visitor->context, s->results, locales, n_locales, err);
    free(locales);
    return status;
}

pcs_status pcs_session_visit(pcs_session *s, pcs_candidate *items, size_t n,
                             pcs_error *err)
{
    const pcs_visitor *visitor = s->options->visitor;
    pcs_arena arena = {0};
    pcs_status status = begin(s, items, n, err);
    if (visitor->is_by_place && n)
        qsort(items, n, sizeof *items, compare_places);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_hit hit;
        status = pcs_hit_fetch(&hit, &arena, &s->matchings[items[i].shelf],
                               &items[i], s->options, err);
        if (status == PCS_OK)
            status = visitor->visit(visitor->context, &hit, err);
        pcs_arena_clear(&arena);
    }
    pcs_arena_dispose(&arena);
    return status;
}

/* The translation type is the first of its keys that has a value, as for the
 * filter type: */
static pcs_status find_type(const char **out, size_t *len,
                            const pcs_partition *p,
                            const pcs_article_record *article, const char *key,
                            pcs_error *err)
{
    const pcs_meta_record *m = p->meta + article->first_meta;
    pcs_status status =
        pcs_tables_check(p->tables, m, article->n_meta * sizeof *m, err);
    for (uint32_t i = 0; status == PCS_OK && !*len && i < article->n_meta;
         i++) {
        const char *name;
        size_t n;
        status = pcs_partition_string(&name, &n, p, m[i].key, err);
        if (status == PCS_OK && n == strlen(key) &&
            strncasecmp(name, key, n) == 0)
            status = pcs_partition_string(out, len, p, m[i].value, err);
    }
    return status;
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
        status = find_type(&type, &len, p, a, "ms.translationtype", err);
    if (status == PCS_OK && len == 0)
        status = find_type(&type, &len, p, a, "translationtype", err);
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
