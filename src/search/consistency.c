/* consistency.c - where translations contradict each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/consistency.h"

#include <stdlib.h>
#include <string.h>

#include "search/hits.h"
#include "search/suspects.h"

static const char *const names[PCS_FINDING_KINDS] = {"translations", "sources",
                                                     "spelling"};

const char *pcs_finding_kind_name(pcs_finding_kind kind)
{
    return names[kind];
}

bool pcs_finding_kind_find(pcs_finding_kind *out, const char *name, size_t len)
{
    for (int i = 0; i < PCS_FINDING_KINDS; i++)
        if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0) {
            *out = (pcs_finding_kind)i;
            return true;
        }
    return false;
}

/* A finding that is being fetched. */
typedef struct fetching {
    pcs_report *report;
    pcs_suspects *suspects;
    const pcs_suspect *suspect;
    const uint32_t *units;
    pcs_doubt *doubts; /* of each */
} fetching;

/* The text of one side of a unit. */
static pcs_status copy_text(const char **out, size_t *len, fetching *f,
                            uint32_t unit, bool is_english, pcs_error *err)
{
    pcs_unit_text text;
    const pcs_partition *p =
        &f->suspects->shelves[f->suspect->shelf]->partition;
    pcs_status status = pcs_texts_get(&text, p->texts, unit, err);
    if (status != PCS_OK)
        return status;
    *len = is_english ? text.english_len : text.local_len;
    *out = pcs_arena_copy(&f->report->arena,
                          is_english ? text.english : text.local, *len);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

/* The first of the unit's segments that are looked at. */
static pcs_status fetch_places(pcs_finding_variant *v, fetching *f,
                               uint32_t unit, pcs_error *err)
{
    const pcs_partition *p =
        &f->suspects->shelves[f->suspect->shelf]->partition;
    const pcs_tiers *live = f->suspects->selections[f->suspect->shelf].live;
    const uint32_t *segments;
    size_t n;
    pcs_place_of *places =
        pcs_arena_alloc(&f->report->arena, PCS_HIT_PLACES_MAX * sizeof *places);
    if (!places)
        return pcs_error_nomem(err);
    v->places = places;
    pcs_status status = pcs_partition_occurrences(&segments, &n, p, unit, err);
    for (size_t i = 0;
         status == PCS_OK && i < n && v->n_places < PCS_HIT_PLACES_MAX; i++)
        if (!live || live[p->units[unit].first + i])
            status = pcs_place_fetch(&places[v->n_places++], &f->report->arena,
                                     p, segments[i], err);
    return status;
}

static pcs_status fetch_variant(pcs_finding_variant *v, fetching *f, size_t i,
                                pcs_error *err)
{
    const pcs_selection *selection =
        &f->suspects->selections[f->suspect->shelf];
    uint32_t unit = f->units[i];
    memset(v, 0, sizeof *v);
    v->segments = selection->segments[unit];
    v->human = selection->human[unit];
    v->doubt = f->doubts[i].value;
    pcs_status status = copy_text(&v->text, &v->len, f, unit,
                                  f->suspect->kind == PCS_FINDING_SOURCES, err);
    if (status == PCS_OK && f->doubts[i].rival != PCS_NO_UNIT) {
        v->instead_segments = f->doubts[i].rival_segments;
        status = copy_text(&v->instead, &v->instead_len, f, f->doubts[i].rival,
                           true, err);
    }
    return status == PCS_OK ? fetch_places(v, f, unit, err) : status;
}

/* A unit of the finding, and how many segments it has. */
typedef struct counted {
    uint32_t segments, unit;
    size_t i;
} counted;

static int compare_counted(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    if (x->segments != y->segments)
        return x->segments > y->segments ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static pcs_status fetch_variants(pcs_finding *out, fetching *f, pcs_error *err)
{
    const pcs_selection *s = &f->suspects->selections[f->suspect->shelf];
    size_t n = f->suspect->n;
    counted *order = malloc(n * sizeof *order);
    out->n_variants =
        n < PCS_FINDING_VARIANTS_MAX ? n : PCS_FINDING_VARIANTS_MAX;
    out->n_more = n - out->n_variants;
    pcs_finding_variant *list =
        pcs_arena_alloc(&f->report->arena, out->n_variants * sizeof *list);
    pcs_status status = order && list ? PCS_OK : pcs_error_nomem(err);
    out->variants = list;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        uint32_t unit = f->units[i];
        order[i] = (counted){s->segments[unit], unit, i};
        out->segments += s->segments[unit];
        out->human += s->human[unit];
    }
    if (status == PCS_OK)
        qsort(order, n, sizeof *order, compare_counted);
    for (size_t i = 0; status == PCS_OK && i < out->n_variants; i++)
        status = fetch_variant(&list[i], f, order[i].i, err);
    free(order);
    return status;
}

static pcs_status fetch(pcs_finding *out, pcs_report *report, pcs_suspects *s,
                        const pcs_suspect *suspect, pcs_error *err)
{
    double score;
    fetching f = {report, s, suspect, s->units[suspect->shelf] + suspect->first,
                  NULL};
    memset(out, 0, sizeof *out);
    out->kind = (pcs_finding_kind)suspect->kind;
    out->locale = s->shelves[suspect->shelf]->locale;
    out->score = suspect->score;
    f.doubts = malloc(suspect->n * sizeof *f.doubts);
    if (!f.doubts)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < suspect->n; i++)
        f.doubts[i] = (pcs_doubt){0, PCS_NO_UNIT, 0};
    pcs_status status = PCS_OK;
    if (out->kind != PCS_FINDING_SPELLING)
        status = pcs_suspects_judge(&score, f.doubts, s, suspect, err);
    if (status == PCS_OK)
        status = copy_text(&out->text, &out->len, &f, f.units[0],
                           out->kind != PCS_FINDING_SOURCES, err);
    if (status == PCS_OK)
        status = fetch_variants(out, &f, err);
    free(f.doubts);
    return status;
}

static pcs_status fetch_all(pcs_report *r, pcs_suspects *s,
                            const pcs_search_options *o, pcs_error *err)
{
    size_t first = o->offset < s->n ? o->offset : s->n;
    size_t n = s->n - first < o->limit ? s->n - first : o->limit;
    pcs_finding *list = pcs_arena_alloc(&r->arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    r->findings = list;
    memcpy(r->counts, s->counts, sizeof r->counts);
    pcs_status status = PCS_OK;
    for (; status == PCS_OK && r->n_findings < n; r->n_findings++)
        status = fetch(&list[r->n_findings], r, s,
                       &s->items[first + r->n_findings], err);
    return status;
}

/* What of the query was left out. */
static pcs_status copy_ignored(pcs_report *r, const pcs_query *q,
                               pcs_error *err)
{
    const char **list =
        pcs_arena_alloc(&r->arena, (q->n_ignored + 1) * sizeof *list);
    char *text = pcs_arena_copy(&r->arena, q->ignored.data, q->ignored.len);
    if (!list || !text)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < q->n_ignored; i++, text += strlen(text) + 1)
        list[i] = text;
    r->ignored = list;
    r->n_ignored = q->n_ignored;
    return PCS_OK;
}

/* All words of the query count, and its hits are nobody's. */
static pcs_search_options session_options(const pcs_search_options *o)
{
    pcs_search_options own = PCS_SEARCH_OPTIONS_INIT;
    own.locales = o->locales;
    own.n_locales = o->n_locales;
    own.lowest = o->lowest;
    own.is_plain = o->is_plain;
    own.no_synonyms = o->no_synonyms;
    own.mode = PCS_MATCH_ALL;
    own.no_suggestions = true;
    own.limit = 0;
    return own;
}

pcs_status pcs_consistency(pcs_report *report, pcs_searcher *searcher,
                           const char *query, size_t len,
                           const pcs_search_options *options, unsigned kinds,
                           pcs_error *err)
{
    pcs_search_options own = session_options(options);
    pcs_results results = {.hits = NULL};
    pcs_session session = {
        .searcher = searcher, .options = &own, .results = &results};
    pcs_selection *selections = NULL;
    pcs_suspects suspects = {.n_shelves = 0};
    memset(report, 0, sizeof *report);
    pcs_status status = pcs_session_start(&session, query, len, err);
    if (status == PCS_OK)
        status = pcs_selections_make(&selections, &session, err);
    if (status == PCS_OK)
        status = pcs_suspects_find(&suspects, searcher, selections, kinds, err);
    if (status == PCS_OK)
        status = fetch_all(report, &suspects, options, err);
    if (status == PCS_OK)
        status = copy_ignored(report, &session.query, err);
    pcs_suspects_dispose(&suspects);
    pcs_session_dispose(&session);
    pcs_results_dispose(&results);
    if (status != PCS_OK)
        pcs_report_dispose(report);
    return status;
}

void pcs_report_dispose(pcs_report *report)
{
    pcs_arena_dispose(&report->arena);
    memset(report, 0, sizeof *report);
}
