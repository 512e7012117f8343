/* also.c - hits with what stands beside them in other locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/also.h"

#include <stdlib.h>
#include <string.h>

#include "search/crossing.h"
#include "search/hits.h"
#include "search/marks.h"

static pcs_status fetch_sibling(pcs_hit_sibling *out, uint32_t *unit,
                                pcs_arena *arena, const pcs_shelf *shelf,
                                uint32_t segment, pcs_sibling_by by,
                                pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    const pcs_segment_record *record;
    pcs_unit_text text;
    memset(out, 0, sizeof *out);
    pcs_status status = pcs_partition_segment(&record, p, segment, err);
    if (status == PCS_OK)
        status = pcs_place_fetch(&out->place, arena, p, segment, err);
    if (status == PCS_OK)
        status = pcs_texts_get(&text, p->texts, record->unit, err);
    if (status != PCS_OK)
        return status;
    *unit = record->unit;
    out->locale = shelf->locale;
    out->by = pcs_sibling_by_name(by);
    out->local = pcs_arena_copy(arena, text.local, text.local_len);
    out->local_len = text.local_len;
    return out->local ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status fetch_matched(pcs_hit *hit, pcs_arena *arena, pcs_session *s,
                                const pcs_candidate *c, pcs_error *err)
{
    const pcs_matching *m = &s->matchings[c->shelf];
    pcs_hit_sibling *matched = pcs_arena_alloc(arena, sizeof *matched);
    if (!matched)
        return pcs_error_nomem(err);
    uint32_t unit;
    pcs_status status = fetch_sibling(matched, &unit, arena, m->shelf,
                                      c->segment, (pcs_sibling_by)c->by, err);
    hit->matched = matched;
    if (s->options->no_marks)
        return status;
    /* Their English is the same. */
    pcs_pair_fetched marks = {&matched->marks, &matched->n_marks,
                              &hit->english_marks, &hit->n_english_marks};
    pcs_unit_text text = {matched->local, matched->local_len, hit->english,
                          hit->english_len};
    if (status == PCS_OK)
        status = pcs_marks_fetch(&marks, arena, m, c->unit, &text, err);
    const pcs_matching answer = {.shelf = pcs_session_shown(s, c)->shelf,
                                 .analyzer = s->searcher->analyzer};
    pcs_unit_text shown = {hit->local, hit->local_len, hit->english,
                           hit->english_len};
    if (status == PCS_OK)
        status = pcs_marks_carry(&hit->marks, &hit->n_marks, arena, &answer,
                                 c->shown_unit, &shown, hit, err);
    return status;
}

/* The sibling in shelf number i, with what stands there for the words that are
 * marked in the English. */
static pcs_status add_sibling(pcs_hit *hit, pcs_hit_sibling *out,
                              pcs_arena *arena, pcs_session *s, size_t i,
                              uint32_t segment, pcs_sibling_by by,
                              pcs_error *err)
{
    pcs_matching m = {.analyzer = s->searcher->analyzer};
    uint32_t unit;
    pcs_status status = pcs_searcher_shelf(&m.shelf, s->searcher, i, err);
    if (status == PCS_OK)
        status = fetch_sibling(out, &unit, arena, m.shelf, segment, by, err);
    if (status != PCS_OK || s->options->no_marks)
        return status;
    pcs_unit_text text = {out->local, out->local_len, hit->english,
                          hit->english_len};
    return pcs_marks_carry(&out->marks, &out->n_marks, arena, &m, unit, &text,
                           hit, err);
}

static pcs_status fetch_also(pcs_hit *hit, pcs_arena *arena, pcs_session *s,
                             const pcs_candidate *c, pcs_error *err)
{
    const pcs_search_options *o = s->options;
    const pcs_manifest *manifest = &s->searcher->manifest;
    pcs_hit_sibling *list =
        pcs_arena_alloc(arena, manifest->n_locales * sizeof *list + 1);
    pcs_status status = list ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < manifest->n_locales; i++) {
        pcs_siblings *siblings;
        pcs_sibling_by by;
        uint32_t segment;
        if (i == c->shown_shelf ||
            !pcs_locale_is_among(manifest->locales[i].locale, o->also,
                                 o->n_also))
            continue;
        status = pcs_session_siblings(&siblings, s, c->shown_shelf, i, err);
        if (status == PCS_OK)
            status = pcs_siblings_find(&segment, &by, siblings,
                                       c->shown_segment, err);
        if (status != PCS_OK || by == PCS_SIBLING_NONE)
            continue;
        status = add_sibling(hit, &list[hit->n_also++], arena, s, i, segment,
                             by, err);
    }
    hit->also = list;
    return status;
}

pcs_status pcs_session_read_hit(pcs_hit *hit, pcs_arena *arena, pcs_session *s,
                                const pcs_candidate *c, pcs_error *err)
{
    const pcs_search_options *o = s->options;
    pcs_status status = pcs_hit_fetch(hit, arena, pcs_session_shown(s, c),
                                      o->n_answers == 0, c, o, err);
    if (status == PCS_OK && o->n_answers)
        status = fetch_matched(hit, arena, s, c, err);
    if (status == PCS_OK && o->n_also)
        status = fetch_also(hit, arena, s, c, err);
    return status;
}

pcs_status pcs_session_fetch_hit(pcs_hit *hit, pcs_session *s,
                                 const pcs_candidate *c, pcs_error *err)
{
    pcs_status status =
        pcs_session_read_hit(hit, &s->results->arena, s, c, err);
    return status == PCS_OK ? pcs_session_note_hit(s, hit, c, err) : status;
}

static int compare_segments(const void *a, const void *b)
{
    const pcs_candidate *x = ((const pcs_hit_wanted *)a)->candidate;
    const pcs_candidate *y = ((const pcs_hit_wanted *)b)->candidate;
    if (x->shown_shelf != y->shown_shelf)
        return x->shown_shelf < y->shown_shelf ? -1 : 1;
    if (x->shown_segment != y->shown_segment)
        return x->shown_segment < y->shown_segment ? -1 : 1;
    return 0;
}

pcs_status pcs_session_fetch_hits(pcs_hit_wanted *list, size_t n,
                                  pcs_session *s, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (n > 1 && !s->options->want_explanation)
        qsort(list, n, sizeof *list, compare_segments);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = pcs_session_fetch_hit(list[i].hit, s, list[i].candidate, err);
    return status;
}
