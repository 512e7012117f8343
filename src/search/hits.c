/* hits.c - fetching what a search shows */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/hits.h"

#include <stdlib.h>
#include <string.h>

#include "search/occurrences.h"

static pcs_status copy_string(const char **out, pcs_arena *arena,
                              const pcs_partition *p, pcs_string_ref ref,
                              pcs_error *err)
{
    const char *text;
    size_t len;
    pcs_status status = pcs_partition_string(&text, &len, p, ref, err);
    if (status != PCS_OK)
        return status;
    *out = pcs_arena_copy(arena, text, len);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

pcs_status pcs_article_place(pcs_place_of *place, pcs_arena *arena,
                             const pcs_partition *p, uint32_t article,
                             pcs_error *err)
{
    const pcs_article_record *a;
    pcs_status status = pcs_partition_article(&a, p, article, err);
    place->id = place->anchor = "";
    place->line = 0;
    if (status == PCS_OK)
        status = copy_string(&place->source, arena, p, a->source, err);
    if (status == PCS_OK)
        status = copy_string(&place->path, arena, p, a->path, err);
    return status;
}

pcs_status pcs_place_fetch(pcs_place_of *place, pcs_arena *arena,
                           const pcs_partition *p, uint32_t segment,
                           pcs_error *err)
{
    const pcs_segment_record *s;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_article_place(place, arena, p, s->article, err);
    if (status != PCS_OK)
        return status;
    place->line = s->line;
    status = copy_string(&place->anchor, arena, p, s->anchor, err);
    return status == PCS_OK ? copy_string(&place->id, arena, p, s->id, err)
                            : status;
}

static pcs_status fetch_places(pcs_hit *hit, pcs_arena *arena,
                               const pcs_partition *p, const uint32_t *segments,
                               size_t n, pcs_error *err)
{
    hit->count = n;
    hit->n_places = n < PCS_HIT_PLACES_MAX ? n : PCS_HIT_PLACES_MAX;
    pcs_place_of *places =
        pcs_arena_alloc(arena, hit->n_places * sizeof *places);
    if (!places)
        return pcs_error_nomem(err);
    hit->places = places;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < hit->n_places; i++)
        status = pcs_place_fetch(&places[i], arena, p, segments[i], err);
    return status;
}

static pcs_status fetch_headings(pcs_hit *hit, pcs_arena *arena,
                                 const pcs_partition *p, uint32_t segment,
                                 pcs_error *err)
{
    const pcs_segment_record *s;
    const pcs_article_record *a;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_partition_article(&a, p, s->article, err);
    if (status == PCS_OK)
        status = copy_string(&hit->title, arena, p, a->title, err);
    if (status == PCS_OK)
        status = copy_string(&hit->heading, arena, p, s->heading, err);
    if (status == PCS_OK)
        status = copy_string(&hit->anchor, arena, p, s->anchor, err);
    return status;
}

static pcs_status copy_marks(const pcs_mark **out, size_t *n_out,
                             pcs_arena *arena, const pcs_marks *marks,
                             pcs_error *err)
{
    size_t size = marks->len * sizeof *marks->items;
    *n_out = marks->len;
    *out = NULL;
    if (size == 0)
        return PCS_OK;
    pcs_mark *copy = pcs_arena_alloc(arena, size);
    if (!copy)
        return pcs_error_nomem(err);
    memcpy(copy, marks->items, size);
    *out = copy;
    return PCS_OK;
}

pcs_status pcs_marks_fetch(pcs_pair_fetched *out, pcs_arena *arena,
                           const pcs_matching *m, uint32_t unit,
                           const pcs_unit_text *text, pcs_error *err)
{
    pcs_pair_marks marks = {{NULL, 0, 0}, {NULL, 0, 0}};
    pcs_status status = pcs_pair_marks_find(&marks, m, unit, text, err);
    if (status == PCS_OK)
        status = copy_marks(out->local, out->n_local, arena, &marks.local, err);
    if (status == PCS_OK)
        status = copy_marks(out->english, out->n_english, arena, &marks.english,
                            err);
    pcs_pair_marks_dispose(&marks);
    return status;
}

pcs_status pcs_marks_carry(const pcs_mark **out, size_t *n, pcs_arena *arena,
                           const pcs_matching *m, uint32_t unit,
                           const pcs_unit_text *text, const pcs_hit *hit,
                           pcs_error *err)
{
    pcs_marks marks = {NULL, 0, 0};
    pcs_status status = pcs_pair_marks_carry(
        &marks, m, unit, text, hit->english_marks, hit->n_english_marks, err);
    if (status == PCS_OK)
        status = copy_marks(out, n, arena, &marks, err);
    free(marks.items);
    return status;
}

static pcs_status fetch_texts(pcs_hit *hit, pcs_arena *arena, pcs_matching *m,
                              bool has_marks, uint32_t unit, pcs_error *err)
{
    pcs_unit_text text;
    pcs_status status =
        pcs_texts_get(&text, m->shelf->partition.texts, unit, err);
    if (status != PCS_OK)
        return status;
    hit->local = pcs_arena_copy(arena, text.local, text.local_len);
    hit->local_len = text.local_len;
    hit->english = pcs_arena_copy(arena, text.english, text.english_len);
    hit->english_len = text.english_len;
    if (!hit->local || !hit->english)
        return pcs_error_nomem(err);
    if (!has_marks)
        return PCS_OK;
    pcs_pair_fetched marks = {&hit->marks, &hit->n_marks, &hit->english_marks,
                              &hit->n_english_marks};
    return pcs_marks_fetch(&marks, arena, m, unit, &text, err);
}

static pcs_status fetch_neighbour(pcs_neighbour *out, pcs_arena *arena,
                                  const pcs_partition *p, uint32_t segment,
                                  pcs_error *err)
{
    const pcs_segment_record *s;
    pcs_unit_text text;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_texts_get(&text, p->texts, s->unit, err);
    if (status != PCS_OK)
        return status;
    out->line = s->line;
    out->local = pcs_arena_copy(arena, text.local, text.local_len);
    out->local_len = text.local_len;
    out->english = pcs_arena_copy(arena, text.english, text.english_len);
    out->english_len = text.english_len;
    return out->local && out->english ? PCS_OK : pcs_error_nomem(err);
}

/* Segments [first, first + n) of the partition. */
static pcs_status fetch_neighbours(const pcs_neighbour **out, size_t *n_out,
                                   pcs_arena *arena, const pcs_partition *p,
                                   uint32_t first, size_t n, pcs_error *err)
{
    pcs_neighbour *list = pcs_arena_alloc(arena, n * sizeof *list + 1);
    pcs_status status = list ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = fetch_neighbour(&list[i], arena, p, first + (uint32_t)i, err);
    if (status != PCS_OK)
        return status;
    *out = list;
    *n_out = n;
    return PCS_OK;
}

static pcs_status fetch_context(pcs_hit *hit, pcs_arena *arena,
                                const pcs_partition *p, uint32_t segment,
                                size_t context, pcs_error *err)
{
    const pcs_segment_record *s;
    const pcs_article_record *a;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_partition_article(&a, p, s->article, err);
    if (status != PCS_OK)
        return status;
    size_t before = segment - a->first_segment;
    size_t after = a->first_segment + (size_t)a->n_segments - segment - 1;
    if (segment < a->first_segment || after > a->n_segments)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged index: segment %u",
                             segment);
    before = before < context ? before : context;
    after = after < context ? after : context;
    status = fetch_neighbours(&hit->before, &hit->n_before, arena, p,
                              segment - (uint32_t)before, before, err);
    if (status == PCS_OK)
        status = fetch_neighbours(&hit->after, &hit->n_after, arena, p,
                                  segment + 1, after, err);
    return status;
}

/* The segments of a unit, those that filters leave. */
static pcs_status find_segments(const uint32_t **out, size_t *n,
                                pcs_arena *arena, const pcs_matching *m,
                                uint32_t unit, pcs_error *err)
{
    pcs_occurrences o;
    pcs_status status = pcs_occurrences_get(&o, m, unit, err);
    *out = o.segments;
    *n = o.n;
    if (status != PCS_OK || !o.tiers)
        return status;
    uint32_t *live = pcs_arena_alloc(arena, o.n * sizeof *live + 1);
    if (!live)
        return pcs_error_nomem(err);
    *n = 0;
    for (size_t i = 0; i < o.n; i++)
        if (pcs_occurrences_match(&o, i))
            live[(*n)++] = o.segments[i];
    *out = live;
    return PCS_OK;
}

pcs_status pcs_hit_fetch(pcs_hit *hit, pcs_arena *arena, pcs_matching *m,
                         bool has_marks, const pcs_candidate *candidate,
                         const pcs_search_options *options, pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    const uint32_t *segments = &candidate->shown_segment;
    uint32_t unit = candidate->shown_unit;
    size_t n = 1;
    memset(hit, 0, sizeof *hit);
    hit->score = (double)candidate->score;
    hit->tier = (pcs_tier)candidate->tier;
    hit->locale = m->shelf->locale;
    pcs_status status = PCS_OK;
    if (options->grouping == PCS_GROUP_PAIR)
        status = find_segments(&segments, &n, arena, m, unit, err);
    if (status == PCS_OK)
        status = fetch_places(hit, arena, p, segments, n, err);
    if (status == PCS_OK)
        status = fetch_headings(hit, arena, p, segments[0], err);
    if (status == PCS_OK)
        status = fetch_texts(hit, arena, m, has_marks && !options->no_marks,
                             unit, err);
    if (status == PCS_OK && options->want_origin)
        status = pcs_hit_origin_fetch(&hit->origin, arena, p, segments[0], err);
    if (status == PCS_OK && options->want_article)
        status = pcs_segment_article_fetch(&hit->article, arena, p, segments[0],
                                           err);
    if (status == PCS_OK && options->context)
        status =
            fetch_context(hit, arena, p, segments[0], options->context, err);
    return status;
}
