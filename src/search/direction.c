/* direction.c - how a term was translated from one language to another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/direction.h"

#include <stdlib.h>
#include <string.h>

#include "search/crossing.h"
#include "search/occurrences.h"
#include "search/surfaces.h"

/* Words of a term, their parts included. */
#define TERM_CLASSES_MAX 64

/* One direction: from a side of a shelf to a side of the same or another. */
typedef struct direction {
    const pcs_direction *asked;
    pcs_arena *arena; /* of the answer */
    pcs_shelf *from, *to;
    pcs_aligned_segments segments;
    uint64_t alone;
    pcs_bitext bitext;
    pcs_renderings renderings;
    pcs_rendering_counts *counts;
    uint32_t term_classes[TERM_CLASSES_MAX]; /* in `from` */
    size_t n_term_classes;
    uint32_t term_row[PCS_QUERY_PHRASE_MAX]; /* for marks */
    size_t n_term_row;
} direction;

static void dispose(direction *d)
{
    free(d->segments.items);
    pcs_bitext_dispose(&d->bitext);
    pcs_renderings_dispose(&d->renderings);
    free(d->counts);
}

static int compare_segments(const void *a, const void *b)
{
    const pcs_aligned_segment *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return (x->segment > y->segment) - (x->segment < y->segment);
}

/* What stands for a segment where it is translated to. */
static pcs_status align(direction *d, pcs_aligned_segment *s,
                        pcs_siblings *siblings, bool *found, pcs_error *err)
{
    const pcs_segment_record *record;
    pcs_sibling_by by;
    uint32_t segment;
    *found = true;
    if (!siblings)
        return PCS_OK;
    pcs_status status =
        pcs_siblings_find(&segment, &by, siblings, s->segment, err);
    *found = status == PCS_OK && by != PCS_SIBLING_NONE;
    d->alone += status == PCS_OK && !*found && s->counts;
    if (!*found)
        return status;
    status = pcs_partition_segment(&record, &d->to->partition, segment, err);
    if (status == PCS_OK) {
        s->segment = segment;
        s->unit = record->unit;
    }
    return status;
}

/* Adds the segments of a unit; restricting may be NULL. */
static pcs_status add_unit(direction *d, uint32_t unit,
                           const pcs_matching *restricting,
                           const pcs_tiers *allowed, pcs_siblings *siblings,
                           pcs_error *err)
{
    const uint32_t *segments;
    size_t n;
    pcs_occurrences o = {NULL, NULL, NULL, 0};
    pcs_aligned_segments *list = &d->segments;
    pcs_status status = pcs_partition_occurrences(
        &segments, &n, &d->from->partition, unit, err);
    if (status == PCS_OK && restricting && allowed[unit])
        status = pcs_occurrences_get(&o, restricting, unit, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_aligned_segment s = {.unit = unit,
                                 .segment = segments[i],
                                 .from_unit = unit,
                                 .tier = d->asked->units->tiers[unit],
                                 .rendering = PCS_RENDERING_NONE};
        bool found;
        s.counts = !restricting || (i < o.n && pcs_occurrences_match(&o, i));
        status = align(d, &s, siblings, &found, err);
        if (status != PCS_OK || !found)
            continue;
        if (!PCS_ARRAY_RESERVE(list->items, list->cap, list->n + 1))
            return pcs_error_nomem(err);
        list->items[list->n++] = s;
    }
    return status;
}

/* All segments that have the term; those that the rest of the query leaves
 * count. */
static pcs_status collect(direction *d, pcs_error *err)
{
    pcs_session *session = &d->asked->term->session;
    pcs_matching *restricting = NULL;
    pcs_tiers *allowed = NULL;
    pcs_siblings *siblings = NULL;
    pcs_status status = PCS_OK;
    if (session->query.root) {
        status =
            pcs_session_matching(&restricting, session, d->asked->from, err);
        if (status == PCS_OK)
            status = pcs_match_units(&allowed, restricting, session->query.root,
                                     err);
    }
    if (status == PCS_OK && d->from != d->to)
        status = pcs_session_siblings(&siblings, session, d->asked->from,
                                      d->asked->to, err);
    for (uint32_t u = 0; status == PCS_OK && u < d->from->partition.n_units;
         u++)
        if (d->asked->units->tiers[u])
            status = add_unit(d, u, restricting, allowed, siblings, err);
    free(allowed);
    if (status == PCS_OK && d->segments.n)
        qsort(d->segments.items, d->segments.n, sizeof *d->segments.items,
              compare_segments);
    return status;
}

/* The units of the segments, each once. */
static pcs_status list_units(uint32_t **out, size_t *n, const direction *d,
                             pcs_error *err)
{
    const pcs_aligned_segments *list = &d->segments;
    *out = malloc((list->n + 1) * sizeof **out);
    *n = 0;
    if (!*out)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < list->n; i++)
        if (*n == 0 || (*out)[*n - 1] != list->items[i].unit)
            (*out)[(*n)++] = list->items[i].unit;
    return PCS_OK;
}

/* The words of the term as they were typed, between blanks and hyphens. */
static size_t count_words(const direction *d)
{
    const char *text = d->asked->term->text;
    size_t n = 0;
    for (size_t i = 0; i < d->asked->term->len; i++)
        n += !strchr(" -", text[i]) && (i == 0 || strchr(" -", text[i - 1]));
    return n;
}

/* What the renderings are learned from: bitext on side `side` of a shelf. */
static pcs_status learn(pcs_renderings *renderings, pcs_bitext *bitext,
                        const pcs_partition *p, pcs_side side,
                        const uint32_t *units, size_t n, const uint32_t *term,
                        size_t n_term, size_t n_words, pcs_error *err)
{
    pcs_status status = pcs_bitext_init(bitext, p, side, err);
    bitext->n_term_words = n_words;
    if (status == PCS_OK)
        status = pcs_bitext_read(bitext, units, n, term, n_term, err);
    return status == PCS_OK ? pcs_renderings_find(renderings, bitext, err)
                            : status;
}

/* The English words that a term is rendered by, in another partition. */
static pcs_status carry_classes(uint32_t *out, size_t *n, size_t max,
                                const pcs_renderings *english,
                                const pcs_partition *from,
                                const pcs_partition *to, pcs_error *err)
{
    pcs_status status = PCS_OK;
    *n = 0;
    for (size_t i = 0; status == PCS_OK && i < english->len; i++)
        for (size_t j = 0;
             status == PCS_OK && j < english->items[i].row.len && *n < max;
             j++) {
            const char *word;
            size_t len;
            status = pcs_lexicon_word(&word, &len, &from->english,
                                      english->items[i].row.classes[j], err);
            if (status == PCS_OK)
                status =
                    pcs_bitext_class(&out[*n], &to->english,
                                     &to->english_associations, word, len, err);
            *n += status == PCS_OK && out[*n] != PCS_NO_PARTNER;
        }
    return status;
}

#define BRIDGE_MAX (PCS_RENDERINGS_MAX * PCS_ROW_WORDS_MAX)

/* Between two locales, English is what both have: the term stands for what it
 * is rendered by there. */
static pcs_status bridge(uint32_t bridged[BRIDGE_MAX], size_t *n,
                         const direction *d, pcs_error *err)
{
    const pcs_partition *p = &d->from->partition;
    pcs_bitext bitext;
    pcs_renderings english;
    uint32_t *units = malloc((d->asked->units->n + 1) * sizeof *units);
    size_t n_units = 0;
    if (!units)
        return pcs_error_nomem(err);
    memset(&bitext, 0, sizeof bitext);
    memset(&english, 0, sizeof english);
    for (uint32_t u = 0; u < p->n_units; u++)
        if (d->asked->units->tiers[u])
            units[n_units++] = u;
    pcs_status status =
        learn(&english, &bitext, p, PCS_SIDE_ENGLISH, units, n_units,
              d->term_classes, d->n_term_classes, count_words(d), err);
    if (status == PCS_OK)
        status = carry_classes(bridged, n, BRIDGE_MAX, &english, p,
                               &d->to->partition, err);
    pcs_bitext_dispose(&bitext);
    pcs_renderings_dispose(&english);
    free(units);
    return status;
}

static pcs_status find_renderings(direction *d, pcs_error *err)
{
    uint32_t bridged[BRIDGE_MAX], *units;
    const uint32_t *term = d->term_classes;
    size_t n, n_term = d->n_term_classes;
    pcs_status status = list_units(&units, &n, d, err);
    if (status == PCS_OK && d->from != d->to) {
        status = bridge(bridged, &n_term, d, err);
        term = bridged;
    }
    /* Symbols have no translations. */
    if (d->asked->term->terms[d->asked->from_side].words.len == 0)
        n = 0;
    if (status == PCS_OK)
        status = learn(&d->renderings, &d->bitext, &d->to->partition,
                       d->asked->to_side, units, n, term, n_term,
                       count_words(d), err);
    free(units);
    if (status != PCS_OK)
        return status;
    d->counts = calloc(1, sizeof *d->counts);
    if (!d->counts)
        return pcs_error_nomem(err);
    return pcs_renderings_count(d->counts, &d->segments, &d->bitext,
                                &d->renderings, err);
}

static void add_tally(pcs_tally *sum, const pcs_tally *t)
{
    sum->units += t->units;
    sum->segments += t->segments;
    sum->human += t->human;
    sum->machine += t->machine;
}

/* A rendering that is written as another one is that. */
static size_t merge(pcs_translation *items, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t j = 0;
        while (j < kept && strcmp(items[j].text, items[i].text) != 0)
            j++;
        if (j < kept)
            add_tally(&items[j].tally, &items[i].tally);
        else
            items[kept++] = items[i];
    }
    return kept;
}

/* Most segments first; equals as they were found. */
static void sort(pcs_translation *items, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        pcs_translation one = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1].tally.segments < one.tally.segments;
             at--)
            items[at] = items[at - 1];
        items[at] = one;
    }
}

/* Gives the renderings that were counted their texts. Where the words of one
 * are only ever parted by punctuation, it is made shorter, and *again says
 * that all is to be counted once more. */
static pcs_status write(pcs_translation *items, size_t *n, bool *again,
                        direction *d, pcs_error *err)
{
    pcs_surface_source source = {d->to,
                                 d->asked->term->session.searcher->analyzer,
                                 &d->bitext,
                                 &d->renderings,
                                 &d->segments,
                                 &d->asked->units->matching,
                                 d->asked->from_side,
                                 d->term_row,
                                 d->n_term_row,
                                 d->arena};
    pcs_status status = PCS_OK;
    *n = 0;
    *again = false;
    for (size_t i = 0; status == PCS_OK && i < d->renderings.len; i++) {
        const pcs_rendering_count *c = &d->counts->items[i];
        pcs_rendering *r = &d->renderings.items[i];
        if (c->tally.segments == 0)
            continue;
        pcs_translation *one = &items[(*n)++];
        memset(one, 0, sizeof *one);
        one->tally = c->tally;
        one->dice = r->dice;
        status = pcs_surface_find(one, &source, i, c, err);
        if (status == PCS_OK && !one->is_written && pcs_rendering_shorten(r))
            *again = true;
    }
    return status;
}

static pcs_status fill(pcs_translated *out, direction *d, pcs_error *err)
{
    size_t n, limit = d->asked->limit;
    bool again;
    pcs_translation *items =
        pcs_arena_alloc(d->arena, PCS_RENDERINGS_MAX * sizeof *items);
    if (!items)
        return pcs_error_nomem(err);
    pcs_status status = write(items, &n, &again, d, err);
    while (status == PCS_OK && again) {
        status = pcs_renderings_count(d->counts, &d->segments, &d->bitext,
                                      &d->renderings, err);
        if (status == PCS_OK)
            status = write(items, &n, &again, d, err);
    }
    if (status != PCS_OK)
        return status;
    n = merge(items, n);
    sort(items, n);
    out->items = items;
    out->n = n < limit ? n : limit;
    out->n_more = n - out->n;
    for (size_t i = out->n; i < n; i++)
        add_tally(&out->more, &items[i].tally);
    out->all = d->counts->all;
    out->rest = d->counts->rest;
    out->alone = d->alone;
    return PCS_OK;
}

static const char *name_of(const pcs_shelf *shelf, pcs_side side)
{
    return side == PCS_SIDE_ENGLISH ? PCS_TRANSLATIONS_ENGLISH : shelf->locale;
}

pcs_status pcs_direction_translate(pcs_translated *out, pcs_arena *arena,
                                   const pcs_direction *asked, pcs_error *err)
{
    pcs_searcher *searcher = asked->term->session.searcher;
    direction d;
    memset(&d, 0, sizeof d);
    memset(out, 0, sizeof *out);
    d.asked = asked;
    d.arena = arena;
    pcs_status status = pcs_searcher_shelf(&d.from, searcher, asked->from, err);
    if (status == PCS_OK)
        status = pcs_searcher_shelf(&d.to, searcher, asked->to, err);
    if (status == PCS_OK)
        status = pcs_asked_term_classes(
            d.term_classes, &d.n_term_classes, TERM_CLASSES_MAX, asked->term,
            &d.from->partition, asked->from_side, err);
    if (status == PCS_OK)
        status = pcs_asked_term_row(d.term_row, &d.n_term_row,
                                    PCS_QUERY_PHRASE_MAX, asked->term,
                                    &d.from->partition, asked->from_side, err);
    if (status == PCS_OK)
        status = collect(&d, err);
    if (status == PCS_OK)
        status = find_renderings(&d, err);
    if (status == PCS_OK) {
        out->from = name_of(d.from, asked->from_side);
        out->to = name_of(d.to, asked->to_side);
        status = fill(out, &d, err);
    }
    dispose(&d);
    return status;
}
