/* findings.c - findings with their texts and places */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/findings.h"

#include <stdlib.h>
#include <string.h>

#include "search/hits.h"
#include "search/pairchecks.h"

/* A finding that is being fetched. */
typedef struct fetching {
    pcs_arena *arena;
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
    *out =
        pcs_arena_copy(f->arena, is_english ? text.english : text.local, *len);
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
        pcs_arena_alloc(f->arena, PCS_HIT_PLACES_MAX * sizeof *places);
    if (!places)
        return pcs_error_nomem(err);
    v->places = places;
    pcs_status status = pcs_partition_occurrences(&segments, &n, p, unit, err);
    for (size_t i = 0;
         status == PCS_OK && i < n && v->n_places < PCS_HIT_PLACES_MAX; i++)
        if (!live || live[p->units[unit].first + i])
            status = pcs_place_fetch(&places[v->n_places++], f->arena, p,
                                     segments[i], err);
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
        pcs_arena_alloc(f->arena, out->n_variants * sizeof *list);
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

/* What a check of a pair finds, in the arena. */
typedef struct copying {
    pcs_arena *arena;
    pcs_finding *out;
} copying;

static pcs_status copy_items(const pcs_finding_item **out, size_t *n_out,
                             pcs_arena *arena, const pcs_check_item *items,
                             size_t n, pcs_error *err)
{
    pcs_finding_item *list = pcs_arena_alloc(arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++) {
        list[i].text = pcs_arena_copy(arena, items[i].text, items[i].len);
        list[i].len = items[i].len;
        if (!list[i].text)
            return pcs_error_nomem(err);
    }
    *out = list;
    *n_out = n;
    return PCS_OK;
}

static pcs_status copy_check(void *context, const pcs_check_finding *found,
                             pcs_error *err)
{
    copying *c = context;
    pcs_status status =
        copy_items(&c->out->missing, &c->out->n_missing, c->arena,
                   found->english, found->n_english, err);
    if (status == PCS_OK)
        status = copy_items(&c->out->extra, &c->out->n_extra, c->arena,
                            found->local, found->n_local, err);
    return status;
}

/* The segments of a check, as places of the translation. */
static pcs_status fetch_segments(pcs_finding_variant *v, fetching *f,
                                 pcs_error *err)
{
    const pcs_partition *p =
        &f->suspects->shelves[f->suspect->shelf]->partition;
    const pcs_selection *s = &f->suspects->selections[f->suspect->shelf];
    pcs_place_of *places =
        pcs_arena_alloc(f->arena, PCS_HIT_PLACES_MAX * sizeof *places);
    pcs_status status = places ? PCS_OK : pcs_error_nomem(err);
    v->places = places;
    v->segments = f->suspect->n;
    for (size_t i = 0; status == PCS_OK && i < f->suspect->n; i++) {
        const pcs_segment_record *segment;
        status = pcs_partition_segment(&segment, p, f->units[i], err);
        if (status == PCS_OK)
            v->human += s->is_human[segment->article];
        if (status == PCS_OK && i < PCS_HIT_PLACES_MAX)
            status = pcs_place_fetch(&places[v->n_places++], f->arena, p,
                                     f->units[i], err);
    }
    return status;
}

static pcs_status fetch_check(pcs_finding *out, fetching *f, pcs_error *err)
{
    const pcs_segment_record *segment;
    copying c = {f->arena, out};
    pcs_finding_variant *v = pcs_arena_alloc(f->arena, sizeof *v);
    if (!v)
        return pcs_error_nomem(err);
    memset(v, 0, sizeof *v);
    v->doubt = out->score / (double)f->suspect->n;
    pcs_status status = pcs_partition_segment(
        &segment, &f->suspects->shelves[f->suspect->shelf]->partition,
        f->units[0], err);
    if (status == PCS_OK)
        status = copy_text(&out->text, &out->len, f, segment->unit, true, err);
    if (status == PCS_OK)
        status = copy_text(&v->text, &v->len, f, segment->unit, false, err);
    if (status == PCS_OK)
        status = fetch_segments(v, f, err);
    out->variants = v;
    out->n_variants = 1;
    out->segments = v->segments;
    out->human = v->human;
    return status == PCS_OK ? pcs_pair_checks_repeat(f->suspects, f->suspect,
                                                     copy_check, &c, err)
                            : status;
}

static pcs_status fetch_group(pcs_finding *out, fetching *f, pcs_error *err)
{
    double score;
    size_t n = f->suspect->n;
    f->doubts = malloc(n * sizeof *f->doubts);
    if (!f->doubts)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        f->doubts[i] = (pcs_doubt){0, PCS_NO_UNIT, 0};
    pcs_status status = PCS_OK;
    if (out->kind != PCS_FINDING_SPELLING)
        status =
            pcs_suspects_judge(&score, f->doubts, f->suspects, f->suspect, err);
    if (status == PCS_OK)
        status = copy_text(&out->text, &out->len, f, f->units[0],
                           out->kind != PCS_FINDING_SOURCES, err);
    if (status == PCS_OK)
        status = fetch_variants(out, f, err);
    free(f->doubts);
    return status;
}

pcs_status pcs_finding_fetch(pcs_finding *out, pcs_arena *arena,
                             pcs_suspects *s, const pcs_suspect *suspect,
                             pcs_error *err)
{
    fetching f = {arena, s, suspect, s->units[suspect->shelf] + suspect->first,
                  NULL};
    memset(out, 0, sizeof *out);
    out->kind = (pcs_finding_kind)suspect->kind;
    out->locale = s->shelves[suspect->shelf]->locale;
    out->score = suspect->score;
    return out->kind < PCS_FINDING_FIRST_CHECK ? fetch_group(out, &f, err)
                                               : fetch_check(out, &f, err);
}
