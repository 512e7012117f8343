/* crossing.c - a query of one locale, answered by the segments of another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/crossing.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/locale.h"
#include "search/joinkeys.h"

bool pcs_locale_is_among(const char *locale, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (pcs_locale_matches(locale, names[i], strlen(names[i])))
            return true;
    return false;
}

static bool answers(const pcs_session *s, size_t shelf)
{
    return pcs_locale_is_among(s->searcher->manifest.locales[shelf].locale,
                               s->options->answers, s->options->n_answers);
}

void pcs_crossing_free(pcs_crossing *c)
{
    if (!c)
        return;
    for (size_t i = 0; c->shown && i < c->n; i++)
        free(c->shown[i].live);
    for (size_t i = 0; c->crossed && i < c->n; i++)
        free(c->crossed[i]);
    for (size_t i = 0; c->headings && i < c->n; i++)
        free(c->headings[i].strings);
    for (size_t i = 0; c->joins && i < c->n * c->n; i++)
        pcs_siblings_free(c->joins[i]);
    free(c->shown);
    free(c->crossed);
    free(c->headings);
    free(c->joins);
    free(c);
}

static pcs_status make(pcs_session *s, pcs_error *err)
{
    pcs_crossing *c = calloc(1, sizeof *c);
    if (!c)
        return pcs_error_nomem(err);
    s->crossing = c;
    c->n = s->searcher->manifest.n_locales;
    c->shown = calloc(c->n + 1, sizeof *c->shown);
    c->crossed = calloc(c->n + 1, sizeof *c->crossed);
    c->headings = calloc(c->n + 1, sizeof *c->headings);
    c->joins = calloc(c->n * c->n + 1, sizeof(pcs_siblings *));
    return c->shown && c->crossed && c->headings && c->joins
               ? PCS_OK
               : pcs_error_nomem(err);
}

static pcs_status start_shelf(pcs_session *s, size_t i, pcs_error *err)
{
    pcs_crossing *c = s->crossing;
    pcs_status status =
        pcs_searcher_shelf(&c->shown[i].shelf, s->searcher, i, err);
    if (status != PCS_OK)
        return status;
    size_t n = c->shown[i].shelf->partition.n_segments;
    free(c->crossed[i]);
    free(c->shown[i].live);
    c->crossed[i] = calloc(n + 1, sizeof *c->crossed[i]);
    c->shown[i].live = calloc(n + 1, 1);
    return c->crossed[i] && c->shown[i].live ? PCS_OK : pcs_error_nomem(err);
}

pcs_status pcs_crossing_start(pcs_session *s, pcs_error *err)
{
    if (s->options->n_answers == 0)
        return PCS_OK;
    pcs_status status = s->crossing ? PCS_OK : make(s, err);
    for (size_t i = 0; status == PCS_OK && i < s->crossing->n; i++) {
        free(s->crossing->headings[i].strings);
        s->crossing->headings[i].strings = NULL;
        if (answers(s, i))
            status = start_shelf(s, i, err);
    }
    return status;
}

pcs_status pcs_session_siblings(pcs_siblings **out, pcs_session *s, size_t from,
                                size_t to, pcs_error *err)
{
    pcs_shelf *one, *other;
    pcs_status status = s->crossing ? PCS_OK : make(s, err);
    *out = NULL;
    if (status != PCS_OK)
        return status;
    pcs_siblings **join = &s->crossing->joins[from * s->crossing->n + to];
    if (!*join) {
        status = pcs_searcher_shelf(&one, s->searcher, from, err);
        if (status == PCS_OK)
            status = pcs_searcher_shelf(&other, s->searcher, to, err);
        if (status == PCS_OK)
            status = pcs_siblings_new(join, one, other, err);
    }
    *out = *join;
    return status;
}

pcs_matching *pcs_session_shown(const pcs_session *s, const pcs_candidate *c)
{
    return s->options->n_answers ? &s->crossing->shown[c->shown_shelf]
                                 : &s->matchings[c->shown_shelf];
}

/* The English texts that match, as a hash table; 0 is free. */
typedef struct english_set {
    uint64_t *slots;
    unsigned shift;
    bool has_zero;
} english_set;

static uint64_t *find_slot(const english_set *set, uint64_t english)
{
    size_t mask = ((size_t)1 << (64 - set->shift)) - 1;
    size_t at = english >> set->shift;
    while (set->slots[at] && set->slots[at] != english)
        at = (at + 1) & mask;
    return &set->slots[at];
}

static pcs_status collect_english(english_set *set, const pcs_partition *p,
                                  const pcs_tiers *tiers, pcs_error *err)
{
    size_t n = 0;
    unsigned bits = 4;
    for (size_t u = 0; u < p->n_units; u++)
        n += tiers[u] != PCS_TIER_NONE;
    while (((size_t)1 << bits) < 2 * n)
        bits++;
    set->shift = 64 - bits;
    set->slots = calloc((size_t)1 << bits, sizeof *set->slots);
    if (!set->slots)
        return pcs_error_nomem(err);
    for (size_t u = 0; u < p->n_units; u++) {
        if (!tiers[u])
            continue;
        if (p->unit_english[u])
            *find_slot(set, p->unit_english[u]) = p->unit_english[u];
        else
            set->has_zero = true;
    }
    return PCS_OK;
}

static bool has_english(const english_set *set, uint64_t english)
{
    return english ? *find_slot(set, english) != 0 : set->has_zero;
}

/* What one shelf that is searched says to one that answers. */
typedef struct crossing_pair {
    pcs_session *s;
    const pcs_matching *m; /* of what is searched */
    const pcs_tiers *tiers;
    const pcs_partition *p; /* of what answers */
    pcs_siblings *siblings;
    pcs_crossed *crossed;
    size_t shelf; /* that is searched */
} crossing_pair;

/* The tier of a segment of what is searched, and its unit. */
static pcs_status get_tier(pcs_tier *tier, uint32_t *unit,
                           const crossing_pair *x, uint32_t segment,
                           pcs_error *err)
{
    const pcs_segment_record *record;
    pcs_occurrences o;
    *tier = PCS_TIER_NONE;
    pcs_status status =
        pcs_partition_segment(&record, &x->m->shelf->partition, segment, err);
    if (status != PCS_OK)
        return status;
    *unit = record->unit;
    *tier = (pcs_tier)x->tiers[*unit];
    if (!*tier || !x->m->live)
        return PCS_OK;
    status = pcs_occurrences_get(&o, x->m, *unit, err);
    if (status != PCS_OK)
        return status;
    size_t i = pcs_occurrences_find(&o, segment);
    *tier = i < o.n ? (pcs_tier)o.tiers[i] : PCS_TIER_NONE;
    return PCS_OK;
}

static bool is_better(const pcs_session *s, const pcs_crossed *a,
                      const pcs_crossed *b)
{
    if (b->tier == PCS_TIER_NONE)
        return true;
    if (a->tier != b->tier && s->options->mode != PCS_MATCH_ANY)
        return a->tier < b->tier;
    return a->score > b->score;
}

static pcs_status cross_segment(crossing_pair *x, uint32_t segment,
                                pcs_crossed *out, pcs_error *err)
{
    pcs_sibling_by by;
    pcs_tier tier;
    uint32_t found, unit;
    pcs_status status =
        pcs_siblings_find(&found, &by, x->siblings, segment, err);
    if (status != PCS_OK || by == PCS_SIBLING_NONE)
        return status;
    status = get_tier(&tier, &unit, x, found, err);
    if (status != PCS_OK || tier == PCS_TIER_NONE)
        return status;
    const pcs_unit_record *record = &x->m->shelf->partition.units[unit];
    pcs_crossed now = {.score = pcs_session_score(x->s, x->shelf, unit, record),
                       .segment = found,
                       .shelf = (uint16_t)x->shelf,
                       .tier = (uint8_t)tier,
                       .by = (uint8_t)by};
    if (is_better(x->s, &now, out))
        *out = now;
    return PCS_OK;
}

/* Only units whose English matches can have siblings that match. */
static pcs_status cross_units(crossing_pair *x, const english_set *set,
                              pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (uint32_t u = 0; status == PCS_OK && u < x->p->n_units; u++) {
        const uint32_t *segments;
        size_t n;
        if (!has_english(set, x->p->unit_english[u]))
            continue;
        status = pcs_partition_occurrences(&segments, &n, x->p, u, err);
        pcs_crossed *out =
            status == PCS_OK ? x->crossed + x->p->units[u].first : NULL;
        for (size_t i = 0; status == PCS_OK && i < n; i++)
            status = cross_segment(x, segments[i], &out[i], err);
    }
    return status;
}

pcs_status pcs_crossing_add(pcs_session *s, size_t shelf,
                            const pcs_tiers *tiers, pcs_error *err)
{
    pcs_crossing *c = s->crossing;
    pcs_matching *m = &s->matchings[shelf];
    pcs_join_keys *keys;
    english_set set = {0};
    pcs_status status = pcs_join_keys_get(&keys, m->shelf, err);
    if (status == PCS_OK)
        status = collect_english(&set, &m->shelf->partition, tiers, err);
    if (status == PCS_OK && s->top.max > 0 && !s->asked)
        status = pcs_headings_find(&c->headings[shelf], &m->shelf->partition,
                                   tiers, err);
    for (size_t i = 0; status == PCS_OK && i < c->n; i++) {
        if (!c->crossed[i] || i == shelf)
            continue;
        crossing_pair x = {
            s,    m, tiers, &c->shown[i].shelf->partition, NULL, c->crossed[i],
            shelf};
        status = pcs_session_siblings(&x.siblings, s, i, shelf, err);
        if (status == PCS_OK)
            status = cross_units(&x, &set, err);
    }
    free(set.slots);
    return status;
}

pcs_status pcs_crossing_units(pcs_tiers **out, const pcs_session *s,
                              size_t shelf, pcs_error *err)
{
    const pcs_matching *m = &s->crossing->shown[shelf];
    const pcs_crossed *crossed = s->crossing->crossed[shelf];
    const pcs_partition *p = &m->shelf->partition;
    *out = calloc(p->n_units + 1, 1);
    if (!*out)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (uint32_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        const uint32_t *segments;
        size_t n;
        status = pcs_partition_occurrences(&segments, &n, p, u, err);
        for (size_t i = p->units[u].first, last = i + n;
             status == PCS_OK && i < last; i++) {
            m->live[i] = crossed[i].tier;
            if (m->live[i] && (!(*out)[u] || m->live[i] < (*out)[u]))
                (*out)[u] = m->live[i];
        }
    }
    if (status != PCS_OK) {
        free(*out);
        *out = NULL;
    }
    return status;
}

void pcs_crossing_finish(pcs_session *s)
{
    pcs_crossing *c = s->crossing;
    for (size_t i = 0; c && c->headings && i < c->n; i++)
        pcs_session_take_headings(s, i, &c->headings[i]);
}

/* The candidate that what matched for a segment is; it shows that segment. */
static pcs_status make_candidate(pcs_candidate *c, bool *is_out, pcs_session *s,
                                 const pcs_crossed *from, size_t shelf,
                                 uint32_t unit, pcs_error *err)
{
    const pcs_partition *p = &s->matchings[from->shelf].shelf->partition;
    const pcs_partition *q = &s->crossing->shown[shelf].shelf->partition;
    pcs_status status = pcs_session_candidate(
        c, is_out, s, from->shelf, &s->crossing->headings[from->shelf],
        p->segments[from->segment].unit, (pcs_tier)from->tier, err);
    c->segment = from->segment;
    c->by = from->by;
    c->shown_shelf = (uint16_t)shelf;
    c->shown_unit = unit;
    if (s->options->mode != PCS_MATCH_ANY &&
        q->units[unit].flags & PCS_UNIT_UNTRANSLATED)
        c->is_untranslated = 1;
    return status;
}

static pcs_status add_pair(pcs_session *s, size_t shelf, uint32_t unit,
                           const pcs_occurrences *o, const pcs_crossed *crossed,
                           pcs_error *err)
{
    pcs_candidate c;
    bool is_out;
    size_t first = o->n, best = o->n;
    for (size_t i = 0; i < o->n; i++) {
        if (!crossed[i].tier)
            continue;
        first = first < i ? first : i;
        if (best == o->n || is_better(s, &crossed[i], &crossed[best]))
            best = i;
    }
    if (best == o->n)
        return PCS_OK;
    pcs_status status =
        make_candidate(&c, &is_out, s, &crossed[best], shelf, unit, err);
    c.shown_segment = o->segments[first];
    return status == PCS_OK && !is_out ? pcs_top_add(&s->top, &c, err) : status;
}

/* Whether two are occurrences of one unit, and count the same. */
static bool is_alike(const pcs_session *s, const pcs_crossed *a,
                     const pcs_crossed *b)
{
    if (a->shelf != b->shelf || a->tier != b->tier)
        return false;
    const pcs_segment_record *segments =
        s->matchings[a->shelf].shelf->partition.segments;
    return segments[a->segment].unit == segments[b->segment].unit;
}

pcs_status pcs_crossing_candidates(pcs_session *s, size_t shelf, uint32_t unit,
                                   const pcs_occurrences *o, pcs_error *err)
{
    const pcs_partition *p = &s->crossing->shown[shelf].shelf->partition;
    const pcs_crossed *crossed =
        s->crossing->crossed[shelf] + p->units[unit].first;
    if (s->options->grouping == PCS_GROUP_PAIR)
        return add_pair(s, shelf, unit, o, crossed, err);
    pcs_status status = PCS_OK;
    const pcs_crossed *last = NULL;
    pcs_candidate c = {0};
    bool is_out = true;
    for (size_t i = 0; status == PCS_OK && i < o->n; i++) {
        if (!crossed[i].tier)
            continue;
        /* Who is weaker than all of the best stays so. */
        if (!last || !is_alike(s, last, &crossed[i]))
            status =
                make_candidate(&c, &is_out, s, &crossed[i], shelf, unit, err);
        last = &crossed[i];
        c.segment = crossed[i].segment;
        c.by = crossed[i].by;
        c.shown_segment = o->segments[i];
        if (status == PCS_OK && !is_out)
            status = pcs_session_keep(s, &c, o->articles[i], err);
    }
    return status;
}
