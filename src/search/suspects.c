/* suspects.c - what a report finds, before its texts are fetched */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/suspects.h"

#include <stdlib.h>
#include <string.h>

static pcs_status make_tables(pcs_suspects *s, pcs_searcher *searcher,
                              pcs_error *err)
{
    pcs_status status = pcs_contrast_init(&s->contrast, s->n_shelves, err);
    for (size_t i = 0; status == PCS_OK && i < s->n_shelves; i++) {
        status = pcs_searcher_shelf(&s->shelves[i], searcher, i, err);
        if (status == PCS_OK)
            status = pcs_pair_table_make(
                &s->tables[i], &s->shelves[i]->partition, NULL, NULL, err);
        if (status != PCS_OK)
            break;
        s->contrast.shelves[i].table = &s->tables[i];
        s->contrast.shelves[i].texts = s->shelves[i]->partition.texts;
    }
    return status;
}

/* A unit and what it is sorted by: the text that makes the group, and the key
 * of the other one. */
typedef struct sorted {
    uint64_t text, key;
    uint32_t unit;
} sorted;

static int compare_sorted(const void *a, const void *b)
{
    const sorted *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Adds the units of a group, which become a finding. */
static pcs_status add_units(pcs_suspect *suspect, pcs_suspects *s,
                            const sorted *group, size_t n, pcs_error *err)
{
    size_t i = suspect->shelf;
    if (!PCS_ARRAY_RESERVE(s->units[i], s->cap_units[i], s->n_units[i] + n) ||
        !PCS_ARRAY_RESERVE(s->items, s->cap, s->n + 1))
        return pcs_error_nomem(err);
    suspect->first = (uint32_t)s->n_units[i];
    suspect->n = (uint32_t)n;
    for (size_t j = 0; j < n; j++)
        s->units[i][s->n_units[i]++] = group[j].unit;
    return PCS_OK;
}

pcs_status pcs_suspects_judge(double *score, pcs_doubt *doubts, pcs_suspects *s,
                              const pcs_suspect *suspect, pcs_error *err)
{
    pcs_group group = {s->units[suspect->shelf] + suspect->first, suspect->n};
    return (suspect->kind == PCS_FINDING_SOURCES ? pcs_doubt_sources
                                                 : pcs_doubt_translations)(
        score, doubts, &s->contrast, suspect->shelf,
        &s->selections[suspect->shelf], &group, err);
}

static void count(pcs_suspects *s, const pcs_suspect *suspect)
{
    const uint32_t *units = s->units[suspect->shelf] + suspect->first;
    pcs_finding_count *total = &s->counts[suspect->kind];
    total->findings++;
    for (size_t i = 0; i < suspect->n; i++)
        total->segments += s->selections[suspect->shelf].segments[units[i]];
}

/* What differs in its spelling alone is not judged: the more segments are not
 * spelt as most are, the worse. */
static pcs_status judge(pcs_suspect *suspect, pcs_suspects *s, pcs_error *err)
{
    const pcs_selection *selection = &s->selections[suspect->shelf];
    const uint32_t *units = s->units[suspect->shelf] + suspect->first;
    uint64_t all = 0, most = 0;
    for (size_t i = 0; i < suspect->n; i++) {
        all += selection->segments[units[i]];
        if (selection->segments[units[i]] > most)
            most = selection->segments[units[i]];
    }
    suspect->score = (double)(all - most) / 100;
    if (suspect->kind == PCS_FINDING_SPELLING)
        return PCS_OK;
    pcs_doubt *doubts = malloc(suspect->n * sizeof *doubts);
    if (!doubts)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_suspects_judge(&suspect->score, doubts, s, suspect, err);
    free(doubts);
    return status;
}

static pcs_status add_group(pcs_suspects *s, size_t shelf,
                            pcs_finding_kind kind, const sorted *group,
                            size_t n, pcs_error *err)
{
    const pcs_tiers *chosen = s->selections[shelf].chosen;
    bool is_chosen = !chosen;
    for (size_t i = 0; !is_chosen && i < n; i++)
        is_chosen = chosen[group[i].unit] != PCS_TIER_NONE;
    if (!is_chosen)
        return PCS_OK;
    pcs_suspect suspect = {.shelf = (uint16_t)shelf, .kind = (uint8_t)kind};
    pcs_status status = add_units(&suspect, s, group, n, err);
    if (status == PCS_OK)
        status = judge(&suspect, s, err);
    if (status != PCS_OK)
        return status;
    /* English texts that say the same are no finding. */
    if (kind == PCS_FINDING_SOURCES && suspect.score <= 0) {
        s->n_units[shelf] -= n;
        return PCS_OK;
    }
    s->items[s->n++] = suspect;
    count(s, &suspect);
    return PCS_OK;
}

/* The kind that a group of one text is; PCS_FINDING_KINDS for none. */
static pcs_finding_kind classify(const sorted *group, size_t n, bool by_local)
{
    bool differs = n > 1 && group[0].key != group[n - 1].key;
    if (by_local)
        return differs ? PCS_FINDING_SOURCES : PCS_FINDING_KINDS;
    if (differs)
        return PCS_FINDING_TRANSLATIONS;
    return n > 1 ? PCS_FINDING_SPELLING : PCS_FINDING_KINDS;
}

static pcs_status add_groups(pcs_suspects *s, size_t shelf, const sorted *list,
                             size_t n, bool by_local, unsigned kinds,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0, end; status == PCS_OK && i < n; i = end) {
        for (end = i + 1; end < n && list[end].text == list[i].text;)
            end++;
        pcs_finding_kind kind = classify(list + i, end - i, by_local);
        if (kind != PCS_FINDING_KINDS && kinds & 1u << kind)
            status = add_group(s, shelf, kind, list + i, end - i, err);
    }
    return status;
}

/* Units that are looked at, by one of their sides. */
static pcs_status search_side(pcs_suspects *s, size_t shelf, bool by_local,
                              unsigned kinds, pcs_error *err)
{
    const pcs_partition *p = &s->shelves[shelf]->partition;
    const pcs_pair_table *t = &s->tables[shelf];
    const uint64_t *english = p->unit_english;
    sorted *list = malloc((t->n_units + 1) * sizeof *list);
    size_t n = 0;
    if (!list)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_tables_check(p->tables, english, t->n_units * sizeof *english, err);
    for (uint32_t u = 0; status == PCS_OK && u < t->n_units; u++)
        if (s->selections[shelf].segments[u])
            list[n++] = by_local ? (sorted){t->exact[u], t->english[u], u}
                                 : (sorted){english[u], t->local[u], u};
    if (n)
        qsort(list, n, sizeof *list, compare_sorted);
    if (status == PCS_OK)
        status = add_groups(s, shelf, list, n, by_local, kinds, err);
    free(list);
    return status;
}

static int compare_suspects(const void *a, const void *b)
{
    const pcs_suspect *x = a, *y = b;
    bool x_last = x->kind == PCS_FINDING_SPELLING;
    bool y_last = y->kind == PCS_FINDING_SPELLING;
    if (x_last != y_last)
        return x_last ? 1 : -1;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static bool reserve(pcs_suspects *s, size_t n)
{
    s->shelves = calloc(n + 1, sizeof(pcs_shelf *));
    s->tables = calloc(n + 1, sizeof *s->tables);
    s->units = calloc(n + 1, sizeof(uint32_t *));
    s->n_units = calloc(n + 1, sizeof *s->n_units);
    s->cap_units = calloc(n + 1, sizeof *s->cap_units);
    return s->shelves && s->tables && s->units && s->n_units && s->cap_units;
}

pcs_status pcs_suspects_find(pcs_suspects *s, pcs_searcher *searcher,
                             pcs_selection *selections, unsigned kinds,
                             pcs_error *err)
{
    memset(s, 0, sizeof *s);
    s->selections = selections;
    s->n_shelves = searcher->manifest.n_locales;
    pcs_status status =
        reserve(s, s->n_shelves) ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = make_tables(s, searcher, err);
    for (size_t i = 0; status == PCS_OK && i < s->n_shelves; i++) {
        if (!selections[i].is_wanted)
            continue;
        status = search_side(s, i, false, kinds, err);
        if (status == PCS_OK)
            status = search_side(s, i, true, kinds, err);
    }
    if (status == PCS_OK && s->n)
        qsort(s->items, s->n, sizeof *s->items, compare_suspects);
    return status;
}

void pcs_suspects_dispose(pcs_suspects *s)
{
    for (size_t i = 0; i < s->n_shelves; i++) {
        if (s->tables)
            pcs_pair_table_dispose(&s->tables[i]);
        if (s->units)
            free(s->units[i]);
    }
    pcs_selections_free(s->selections, s->n_shelves);
    free(s->shelves);
    free(s->tables);
    free(s->units);
    free(s->n_units);
    free(s->cap_units);
    free(s->items);
    pcs_contrast_dispose(&s->contrast);
    memset(s, 0, sizeof *s);
}
