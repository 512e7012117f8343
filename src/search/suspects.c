/* suspects.c - what a report finds, before its texts are fetched */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/suspects.h"

#include <stdlib.h>
#include <string.h>

#include "search/pairchecks.h"

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

pcs_status pcs_suspects_add(pcs_suspects *s, const pcs_suspect *suspect,
                            const uint32_t *units, size_t n, uint64_t segments,
                            pcs_error *err)
{
    size_t i = suspect->shelf;
    if (!PCS_ARRAY_RESERVE(s->units[i], s->cap_units[i], s->n_units[i] + n) ||
        !PCS_ARRAY_RESERVE(s->items, s->cap, s->n + 1))
        return pcs_error_nomem(err);
    pcs_suspect *added = &s->items[s->n++];
    *added = *suspect;
    added->first = (uint32_t)s->n_units[i];
    added->n = (uint32_t)n;
    memcpy(s->units[i] + s->n_units[i], units, n * sizeof *units);
    s->n_units[i] += n;
    s->counts[suspect->kind].findings++;
    s->counts[suspect->kind].segments += segments;
    return PCS_OK;
}

static pcs_status judge(double *score, pcs_doubt *doubts, pcs_suspects *s,
                        size_t shelf, pcs_finding_kind kind,
                        const pcs_group *group, pcs_error *err)
{
    return (kind == PCS_FINDING_SOURCES ? pcs_doubt_sources
                                        : pcs_doubt_translations)(
        score, doubts, &s->contrast, shelf, &s->selections[shelf], group, err);
}

pcs_status pcs_suspects_judge(double *score, pcs_doubt *doubts, pcs_suspects *s,
                              const pcs_suspect *suspect, pcs_error *err)
{
    pcs_group group = {s->units[suspect->shelf] + suspect->first, suspect->n};
    return judge(score, doubts, s, suspect->shelf,
                 (pcs_finding_kind)suspect->kind, &group, err);
}

/* What differs in its spelling alone is not judged: the more segments are not
 * spelt as most are, the worse. */
static double score_spelling(const pcs_selection *selection,
                             const pcs_group *group)
{
    uint64_t all = 0, most = 0;
    for (size_t i = 0; i < group->n; i++) {
        uint32_t n = selection->segments[group->units[i]];
        all += n;
        most = n > most ? n : most;
    }
    return (double)(all - most) / 100;
}

/* A group that is looked at. */
static pcs_status add_judged(pcs_suspects *s, size_t shelf,
                             pcs_finding_kind kind, const pcs_group *group,
                             pcs_doubt *doubts, pcs_error *err)
{
    const pcs_selection *selection = &s->selections[shelf];
    pcs_suspect suspect = {.shelf = (uint16_t)shelf, .kind = (uint8_t)kind};
    uint64_t segments = 0;
    pcs_status status = PCS_OK;
    suspect.score = score_spelling(selection, group);
    if (kind != PCS_FINDING_SPELLING)
        status = judge(&suspect.score, doubts, s, shelf, kind, group, err);
    for (size_t i = 0; i < group->n; i++)
        segments += selection->segments[group->units[i]];
    /* English texts that say the same are no finding. */
    if (status != PCS_OK || (kind == PCS_FINDING_SOURCES && suspect.score <= 0))
        return status;
    return pcs_suspects_add(s, &suspect, group->units, group->n, segments, err);
}

static pcs_status add_group(pcs_suspects *s, size_t shelf,
                            pcs_finding_kind kind, const sorted *list, size_t n,
                            pcs_error *err)
{
    const pcs_tiers *chosen = s->selections[shelf].chosen;
    bool is_chosen = !chosen;
    uint32_t *units = malloc(n * sizeof *units);
    pcs_doubt *doubts = malloc(n * sizeof *doubts);
    pcs_status status = units && doubts ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        units[i] = list[i].unit;
        is_chosen = is_chosen || chosen[list[i].unit] != PCS_TIER_NONE;
    }
    pcs_group group = {units, n};
    if (status == PCS_OK && is_chosen)
        status = add_judged(s, shelf, kind, &group, doubts, err);
    free(units);
    free(doubts);
    return status;
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
        if (status == PCS_OK && kinds & PCS_PAIR_CHECKS)
            status = pcs_pair_checks_find(s, i, kinds, err);
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
