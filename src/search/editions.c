/* editions.c - one article in all locales, and whose English is newest */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/editions.h"

#include <stdlib.h>
#include <string.h>

#include "search/joinkeys.h"

static pcs_status add(pcs_editions *e, pcs_searcher *s, size_t shelf,
                      uint32_t article, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(e->items, e->cap, e->n + 1))
        return pcs_error_nomem(err);
    pcs_edition *one = &e->items[e->n++];
    *one = (pcs_edition){.shelf = shelf, .article = article};
    return pcs_version_read(&one->version, &s->shelves[shelf].partition,
                            article, err);
}

static pcs_status is_of_source(bool *out, pcs_editions *e,
                               const pcs_shelf *shelf, uint32_t article,
                               pcs_error *err)
{
    pcs_status status = pcs_join_keys_source(&e->other, shelf, article, err);
    *out = status == PCS_OK && e->source.len == e->other.len &&
           memcmp(e->source.data, e->other.data, e->other.len) == 0;
    return status;
}

/* Adds the edition that a shelf has, if any; is_one: its own locale has one. */
static pcs_status pick(pcs_editions *e, pcs_searcher *s, uint64_t key,
                       size_t shelf, bool is_one, pcs_error *err)
{
    const pcs_path_entry *entries;
    size_t n, found = e->n;
    pcs_status status = PCS_OK;
    pcs_join_keys_articles(&entries, &n, &s->shelves[shelf], key);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        bool is_edition = is_one && n == 1;
        if (!is_edition)
            status = is_of_source(&is_edition, e, &s->shelves[shelf],
                                  entries[i].article, err);
        if (status == PCS_OK && is_edition)
            status = add(e, s, shelf, entries[i].article, err);
        if (status != PCS_OK || e->n < found + 2)
            continue;
        e->n--;
        if (e->items[e->n].version.day > e->items[found].version.day)
            e->items[found] = e->items[e->n];
    }
    return status;
}

/* Tells which are the same, and how many of those that count are. */
static pcs_status compare(pcs_editions *e, const bool *against, size_t *counts,
                          pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < e->n; i++) {
        bool is_same = false;
        size_t j = 0;
        for (; status == PCS_OK && j < i; j++) {
            if (e->items[j].same_as == j)
                status = pcs_version_equals(&is_same, &e->items[i].version,
                                            &e->items[j].version, err);
            if (is_same)
                break;
        }
        e->items[i].same_as = j;
        counts[j] += against[e->items[i].shelf];
    }
    return status;
}

static bool is_newer(const pcs_edition *a, const pcs_edition *b,
                     const size_t *counts)
{
    if (a->version.day != b->version.day)
        return a->version.day > b->version.day;
    return counts[a->same_as] > counts[b->same_as];
}

static pcs_status find_newest(pcs_editions *e, const bool *against,
                              pcs_error *err)
{
    size_t *counts = calloc(e->n + 1, sizeof *counts);
    if (!counts)
        return pcs_error_nomem(err);
    pcs_status status = compare(e, against, counts, err);
    e->first = e->newest = e->n;
    for (size_t i = 0; status == PCS_OK && i < e->n; i++) {
        if (!against[e->items[i].shelf])
            continue;
        if (e->first == e->n)
            e->first = e->newest = i;
        else if (is_newer(&e->items[i], &e->items[e->newest], counts))
            e->newest = i;
    }
    free(counts);
    return status;
}

pcs_status pcs_editions_read(pcs_editions *e, pcs_searcher *s,
                             const bool *against, size_t own, uint32_t article,
                             pcs_error *err)
{
    const pcs_path_entry *entries;
    size_t n;
    const pcs_shelf *shelf = &s->shelves[own];
    uint64_t key = shelf->join_keys->article_keys[article];
    pcs_status status = pcs_join_keys_source(&e->source, shelf, article, err);
    pcs_join_keys_articles(&entries, &n, shelf, key);
    e->n = 0;
    for (size_t i = 0; status == PCS_OK && i < s->manifest.n_locales; i++) {
        if (i == own)
            e->own = e->n;
        status = i == own ? add(e, s, own, article, err)
                          : pick(e, s, key, i, n == 1, err);
    }
    return status == PCS_OK ? find_newest(e, against, err) : status;
}

void pcs_editions_dispose(pcs_editions *e)
{
    free(e->items);
    pcs_buffer_dispose(&e->source);
    pcs_buffer_dispose(&e->other);
    memset(e, 0, sizeof *e);
}
