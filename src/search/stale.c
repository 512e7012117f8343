/* stale.c - articles that were translated from an older English than others */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/stale.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "search/crossing.h"
#include "search/dates.h"
#include "search/joinkeys.h"
#include "search/stalefetch.h"

/* The articles in which the query finds something, as hashes of their places.
 */
typedef struct found {
    pcs_hash128 *items;
    size_t n;
    bool is_all; /* there is no query */
} found;

typedef struct finding {
    pcs_stale_results *results;
    pcs_searcher *searcher;
    const pcs_stale_options *options;
    bool *wanted, *against; /* by shelf */
    found found;
    pcs_editions editions;
    pcs_changes changes;
    pcs_stale_item *items;
    size_t n_items, cap_items;
} finding;

const char *pcs_stale_name(pcs_stale_kind kind)
{
    static const char *const names[] = {"stale", "unordered", "missing"};
    return names[kind];
}

/*
 * The query.
 */

static int compare_hashes(const void *a, const void *b)
{
    const pcs_hash128 *x = a, *y = b;
    if (x->high != y->high)
        return x->high < y->high ? -1 : 1;
    return (x->low > y->low) - (x->low < y->low);
}

static pcs_status keep_found(finding *f, const pcs_results *r, pcs_error *err)
{
    pcs_stale_results *out = f->results;
    const char **ignored =
        pcs_arena_alloc(&out->arena, (r->n_ignored + 1) * sizeof *ignored);
    f->found.items = calloc(r->n_files + 1, sizeof *f->found.items);
    if (!f->found.items || !ignored)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < r->n_files; i++) {
        const pcs_place_of *p = &r->files[i];
        f->found.items[i] = pcs_hash_pair(p->source, strlen(p->source), p->path,
                                          strlen(p->path));
    }
    f->found.n = r->n_files;
    if (r->n_files)
        qsort(f->found.items, r->n_files, sizeof *f->found.items,
              compare_hashes);
    out->ignored = ignored;
    for (size_t i = 0; i < r->n_ignored; i++) {
        ignored[i] =
            pcs_arena_copy(&out->arena, r->ignored[i], strlen(r->ignored[i]));
        if (!ignored[i])
            return pcs_error_nomem(err);
        out->n_ignored++;
    }
    return PCS_OK;
}

/* Asks in all locales: what is missing in one stands in another. */
static pcs_status ask(finding *f, const char *query, size_t len, pcs_error *err)
{
    pcs_results r;
    pcs_search_options o = *f->options->search;
    f->found.is_all = len == 0;
    if (len == 0)
        return PCS_OK;
    o.n_locales = o.n_also = o.n_answers = o.n_facets = 0;
    o.limit = o.offset = o.context = 0;
    o.grouping = PCS_GROUP_PAIR;
    if (o.mode == PCS_MATCH_AUTO)
        o.mode = PCS_MATCH_ALL;
    o.want_files = o.no_suggestions = true;
    o.want_explanation = false;
    o.visitor = NULL;
    pcs_status status = pcs_search(&r, f->searcher, query, len, &o, err);
    if (status != PCS_OK)
        return status;
    status = keep_found(f, &r, err);
    pcs_results_dispose(&r);
    return status;
}

static pcs_status is_found(bool *out, const finding *f, size_t shelf,
                           uint32_t article, pcs_error *err)
{
    const pcs_partition *p = &f->searcher->shelves[shelf].partition;
    const pcs_article_record *a;
    const char *source, *path;
    size_t source_len, path_len;
    *out = f->found.is_all;
    if (*out)
        return PCS_OK;
    pcs_status status = pcs_partition_article(&a, p, article, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&source, &source_len, p, a->source, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&path, &path_len, p, a->path, err);
    if (status != PCS_OK)
        return status;
    pcs_hash128 hash = pcs_hash_pair(source, source_len, path, path_len);
    *out = f->found.n && bsearch(&hash, f->found.items, f->found.n, sizeof hash,
                                 compare_hashes);
    return PCS_OK;
}

/*
 * What is stale.
 */

static pcs_status add_item(finding *f, const pcs_stale_item *item,
                           pcs_error *err)
{
    f->results->totals[item->kind]++;
    if (item->kind != PCS_STALE_MISSING)
        for (int k = 0; k < PCS_CHANGE_COUNT; k++)
            f->results->counts[k] += item->counts[k];
    else if (!f->options->want_missing)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(f->items, f->cap_items, f->n_items + 1))
        return pcs_error_nomem(err);
    f->items[f->n_items++] = *item;
    return PCS_OK;
}

/* The edition that was asked for, unless it is of the newest version. */
static pcs_status hold_against(finding *f, pcs_error *err)
{
    const pcs_editions *e = &f->editions;
    const pcs_edition *own = &e->items[e->own];
    if (e->newest == e->n || own->same_as == e->items[e->newest].same_as)
        return PCS_OK;
    const pcs_edition *newest = &e->items[e->newest];
    uint32_t day = own->version.day, last = newest->version.day;
    /* With options.also there may be one that is newer than all of those. */
    if (day && last && day > last)
        return PCS_OK;
    pcs_stale_item item = {.shelf = own->shelf, .article = own->article};
    item.kind =
        day && last && day < last ? PCS_STALE_OLDER : PCS_STALE_UNORDERED;
    if (item.kind == PCS_STALE_OLDER)
        item.days = pcs_date_number(last) - pcs_date_number(day);
    pcs_status status = pcs_changes_find(
        &f->changes, own->version.partition, own->version.article,
        newest->version.partition, newest->version.article, err);
    if (status != PCS_OK)
        return status;
    memcpy(item.counts, f->changes.counts, sizeof item.counts);
    item.n_differing = (uint64_t)item.counts[PCS_CHANGE_CHANGED] +
                       item.counts[PCS_CHANGE_ADDED] +
                       item.counts[PCS_CHANGE_REMOVED];
    return add_item(f, &item, err);
}

/* The locales that have no edition; told once, by the first that has one. */
static pcs_status find_missing(finding *f, pcs_error *err)
{
    const pcs_editions *e = &f->editions;
    bool is_wanted = e->own == e->first;
    pcs_status status = PCS_OK;
    if (is_wanted)
        status = is_found(&is_wanted, f, e->items[e->newest].shelf,
                          e->items[e->newest].article, err);
    for (size_t i = 0, k = 0;
         status == PCS_OK && is_wanted && i < f->searcher->manifest.n_locales;
         i++) {
        if (k < e->n && e->items[k].shelf == i) {
            k++;
            continue;
        }
        if (!f->wanted[i])
            continue;
        const pcs_edition *own = &e->items[e->own];
        pcs_stale_item item = {.kind = PCS_STALE_MISSING,
                               .shelf = i,
                               .other_shelf = own->shelf,
                               .article = own->article};
        item.n_differing = e->items[e->newest].version.article->n_segments;
        status = add_item(f, &item, err);
    }
    return status;
}

static pcs_status look_at(finding *f, size_t shelf, uint32_t article,
                          pcs_error *err)
{
    bool is_wanted = f->wanted[shelf];
    pcs_status status = PCS_OK;
    if (is_wanted)
        status = is_found(&is_wanted, f, shelf, article, err);
    if (status == PCS_OK)
        status = pcs_editions_read(&f->editions, f->searcher, f->against, shelf,
                                   article, err);
    if (status == PCS_OK && is_wanted)
        status = hold_against(f, err);
    if (status == PCS_OK && f->against[shelf])
        status = find_missing(f, err);
    return status;
}

static pcs_status look_at_all(finding *f, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < f->searcher->manifest.n_locales;
         i++) {
        const pcs_partition *p = &f->searcher->shelves[i].partition;
        if (!f->wanted[i] && !f->against[i])
            continue;
        for (uint32_t a = 0; status == PCS_OK && a < p->n_articles; a++)
            status = look_at(f, i, a, err);
    }
    return status;
}

static int compare_items(const void *a, const void *b)
{
    const pcs_stale_item *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->n_differing != y->n_differing)
        return x->n_differing > y->n_differing ? -1 : 1;
    if (x->days != y->days)
        return x->days > y->days ? -1 : 1;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    if (x->other_shelf != y->other_shelf)
        return x->other_shelf < y->other_shelf ? -1 : 1;
    return (x->article > y->article) - (x->article < y->article);
}

static pcs_status give(finding *f, pcs_error *err)
{
    const pcs_search_options *o = f->options->search;
    size_t first = o->offset < f->n_items ? o->offset : f->n_items;
    size_t n = f->n_items - first < o->limit ? f->n_items - first : o->limit;
    if (f->n_items)
        qsort(f->items, f->n_items, sizeof *f->items, compare_items);
    pcs_stale_article *list =
        pcs_arena_alloc(&f->results->arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    f->results->articles = list;
    pcs_stale_fetching fetching = {
        &f->results->arena, f->searcher, f->against,
        &f->editions,       &f->changes, f->options->want_changes};
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status =
            pcs_stale_fetch(&list[i], &fetching, &f->items[first + i], err);
    f->results->n_articles = n;
    return status;
}

static pcs_status prepare(finding *f, pcs_error *err)
{
    const pcs_search_options *o = f->options->search;
    const pcs_manifest *m = &f->searcher->manifest;
    pcs_session session = {.searcher = f->searcher, .options = o};
    pcs_status status = pcs_session_check_locales(&session, err);
    f->wanted = calloc(m->n_locales + 1, sizeof *f->wanted);
    f->against = calloc(m->n_locales + 1, sizeof *f->against);
    if (status == PCS_OK && (!f->wanted || !f->against))
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        pcs_join_keys *keys;
        const char *name = m->locales[i].locale;
        f->wanted[i] = o->n_locales == 0 ||
                       pcs_locale_is_among(name, o->locales, o->n_locales);
        f->against[i] =
            o->n_also == 0 || pcs_locale_is_among(name, o->also, o->n_also);
        status = pcs_searcher_shelf(&shelf, f->searcher, i, err);
        if (status == PCS_OK)
            status = pcs_join_keys_get(&keys, shelf, err);
    }
    return status;
}

pcs_status pcs_stale_find(pcs_stale_results *results, pcs_searcher *searcher,
                          const char *query, size_t len,
                          const pcs_stale_options *options, pcs_error *err)
{
    finding f = {.results = results, .searcher = searcher, .options = options};
    memset(results, 0, sizeof *results);
    pcs_status status = prepare(&f, err);
    if (status == PCS_OK)
        status = ask(&f, query, len, err);
    if (status == PCS_OK)
        status = look_at_all(&f, err);
    if (status == PCS_OK)
        status = give(&f, err);
    free(f.wanted);
    free(f.against);
    free(f.found.items);
    free(f.items);
    pcs_editions_dispose(&f.editions);
    pcs_changes_dispose(&f.changes);
    if (status != PCS_OK)
        pcs_stale_dispose(results);
    return status;
}

void pcs_stale_dispose(pcs_stale_results *results)
{
    pcs_arena_dispose(&results->arena);
    memset(results, 0, sizeof *results);
}
