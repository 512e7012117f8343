/* gather.c - what matches: totals of all, and the best */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "search/articlematch.h"
#include "search/crossing.h"
#include "search/english.h"
#include "search/facets.h"
#include "search/hits.h"
#include "search/occurrences.h"
#include "search/session.h"

/* Articles that match, and segments, and the best hits of one locale. */
typedef struct gathering {
    pcs_session *s;
    pcs_matching *m;
    size_t shelf;
    uint32_t *articles; /* segments of each that match */
    uint8_t *found;     /* of each: by its head; NULL where none counts */
    pcs_headings headings;
    bool is_crossed; /* it answers for other shelves */
} gathering;

float pcs_session_score(const pcs_session *s, size_t shelf, uint32_t unit,
                        const pcs_unit_record *record)
{
    const pcs_matching *m = &s->matchings[shelf];
    const float *scores = s->asked ? s->asked[shelf].scores : NULL;
    if (!scores)
        return (float)pcs_score(m, unit, record);
    /* A question is asked on the localized side. */
    return scores[unit] +
           (s->has_english ? (float)pcs_score_english(m, unit, record) : 0);
}

pcs_status pcs_session_candidate(pcs_candidate *c, bool *is_out, pcs_session *s,
                                 size_t shelf, const pcs_headings *headings,
                                 uint32_t unit, pcs_tier tier, pcs_error *err)
{
    const pcs_matching *m = &s->matchings[shelf];
    const pcs_partition *p = &m->shelf->partition;
    const pcs_unit_record *record = &p->units[unit];
    float prior;
    memset(c, 0, sizeof *c);
    if (s->query.n_terms)
        c->score = pcs_session_score(s, shelf, unit, record);
    c->tier = (uint8_t)tier;
    c->order = s->options->mode == PCS_MATCH_ANY ? 0 : (uint8_t)tier;
    c->is_untranslated = record->flags & PCS_UNIT_UNTRANSLATED;
    bool may_be_whole;
    pcs_status status =
        pcs_session_may_be_whole(&may_be_whole, s, m, unit, tier, err);
    if (status != PCS_OK)
        return status;
    c->is_partial = !may_be_whole;
    c->is_apart = 1;
    if (s->options->mode == PCS_MATCH_ANY) {
        c->is_untranslated = 0;
        c->is_partial = 1;
    }
    c->shelf = c->shown_shelf = (uint16_t)shelf;
    c->unit = c->shown_unit = unit;
    pcs_candidate best = *c;
    best.score *= PCS_PRIOR_MAX;
    *is_out = !s->groups && !pcs_top_wants(&s->top, &best);
    /* Without words nothing has a score. */
    if (*is_out || s->query.n_terms == 0)
        return PCS_OK;
    status = pcs_prior(&prior, p, headings, unit, err);
    c->score *= prior;
    /* Now, since what it is not would keep others out. */
    if (status == PCS_OK && !c->is_partial)
        status = pcs_session_check_whole(s, c, err);
    return status;
}

static pcs_status gather_unit(gathering *g, uint32_t unit, pcs_tier tier,
                              pcs_error *err)
{
    const pcs_partition *p = &g->m->shelf->partition;
    pcs_results *r = g->s->results;
    pcs_occurrences o;
    pcs_status status = pcs_occurrences_get(&o, g->m, unit, err);
    if (status != PCS_OK || o.n == 0)
        return status;
    r->pairs++;
    for (size_t i = 0; i < o.n; i++) {
        if (!pcs_occurrences_match(&o, i))
            continue;
        r->segments++;
        r->tiers[o.tiers ? o.tiers[i] : tier]++;
        if (o.articles[i] < p->n_articles)
            g->articles[o.articles[i]]++;
    }
    if (g->s->top.max == 0)
        return PCS_OK;
    pcs_candidate c;
    bool is_out = false;
    if (g->is_crossed)
        return pcs_crossing_candidates(g->s, g->shelf, unit, &o, err);
    status = pcs_session_candidate(&c, &is_out, g->s, g->shelf, &g->headings,
                                   unit, tier, err);
    if (is_out)
        return status;
    bool is_pair = g->s->options->grouping == PCS_GROUP_PAIR;
    for (size_t i = 0; status == PCS_OK && i < o.n; i++) {
        if (!pcs_occurrences_match(&o, i))
            continue;
        c.segment = c.shown_segment = o.segments[i];
        if (o.tiers && !is_pair) {
            c.tier = o.tiers[i];
            c.order = g->s->options->mode == PCS_MATCH_ANY ? 0 : c.tier;
        }
        status = pcs_session_keep(g->s, &c, o.articles[i], err);
        if (is_pair)
            break;
    }
    return status;
}

static pcs_status gather_articles(gathering *g, pcs_error *err)
{
    const pcs_partition *p = &g->m->shelf->partition;
    pcs_session *s = g->s;
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < p->n_articles; i++) {
        if (!g->articles[i] && !(g->found && g->found[i]))
            continue;
        s->results->articles++;
        if (!s->options->want_files)
            continue;
        if (!PCS_ARRAY_RESERVE(s->files, s->cap_files, s->results->n_files + 1))
            return pcs_error_nomem(err);
        status = pcs_article_place(&s->files[s->results->n_files++],
                                   &s->results->arena, p, i, err);
    }
    return status;
}

static pcs_status find_heads(gathering *g, pcs_error *err)
{
    if (!pcs_session_wants_heads(g->s))
        return PCS_OK;
    g->found = calloc(g->m->shelf->partition.n_articles + 1, 1);
    if (!g->found)
        return pcs_error_nomem(err);
    return pcs_session_match_heads(g->found, g->s, g->shelf, g->m, g->articles,
                                   err);
}

/* What is below one counts for scores. */
static bool wants_headings(const gathering *g)
{
    const pcs_session *s = g->s;
    return s->top.max > 0 && !s->asked && !g->is_crossed &&
           (s->query.n_terms > 0 || s->options->want_explanation);
}

static pcs_status gather(gathering *g, const pcs_tiers *tiers, pcs_error *err)
{
    const pcs_partition *p = &g->m->shelf->partition;
    g->articles = calloc(p->n_articles + 1, sizeof *g->articles);
    pcs_status status = g->articles ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK && wants_headings(g))
        status = pcs_headings_find(&g->headings, p, tiers, err);
    for (size_t u = pcs_tiers_next(tiers, 0, p->n_units);
         status == PCS_OK && u < p->n_units;
         u = pcs_tiers_next(tiers, u + 1, p->n_units))
        status = gather_unit(g, (uint32_t)u, (pcs_tier)tiers[u], err);
    if (status == PCS_OK)
        status = find_heads(g, err);
    if (status == PCS_OK)
        status = gather_articles(g, err);
    if (status == PCS_OK && g->s->options->n_facets)
        status = pcs_facets_add(&g->s->facets, g->s->options,
                                g->s->searcher->analyzer, g->m->shelf,
                                g->articles, g->found, err);
    free(g->found);
    free(g->articles);
    if (g->is_crossed)
        return status;
    pcs_session_take_headings(g->s, g->shelf, &g->headings);
    return status;
}

/* Who searches once is faster without. */
static pcs_status remember(pcs_shelf *shelf, pcs_error *err)
{
    pcs_partition *p = &shelf->partition;
    pcs_status status = pcs_lexicon_remember(&p->words, err);
    if (status == PCS_OK)
        status = pcs_lexicon_remember(&p->english, err);
    if (status != PCS_OK)
        return status;
    if (!shelf->local_chances)
        shelf->local_chances = calloc(p->words.len + 1, sizeof(float));
    if (!shelf->english_chances)
        shelf->english_chances = calloc(p->english.len + 1, sizeof(float));
    return shelf->local_chances && shelf->english_chances
               ? PCS_OK
               : pcs_error_nomem(err);
}

pcs_status pcs_session_matching(pcs_matching **out, pcs_session *s, size_t i,
                                pcs_error *err)
{
    pcs_shelf *shelf;
    *out = &s->matchings[i];
    if ((*out)->shelf)
        return PCS_OK;
    pcs_status status = pcs_searcher_shelf(&shelf, s->searcher, i, err);
    if (status == PCS_OK && shelf->was_searched)
        status = remember(shelf, err);
    if (status == PCS_OK)
        shelf->was_searched = true;
    if (status == PCS_OK)
        status = pcs_matching_init(*out, shelf, s->searcher->analyzer, s->terms,
                                   s->query.n_terms, s->options->lowest, err);
    if (s->query.n_filters) {
        (*out)->filters = s->filters;
        (*out)->n_filters = s->query.n_filters;
    }
    return status;
}

static size_t keep_nearest(pcs_tiers *tiers, const uint32_t *nearest, size_t n)
{
    for (size_t u = 0; u < n; u++)
        tiers[u] = nearest[u] ? tiers[u] : PCS_TIER_NONE;
    return n;
}

/* Whether nobody asks what single words match in a locale that has not all of
 * them: most locales, of most queries. */
static bool ends_early(const pcs_session *s, const pcs_matching *m)
{
    const pcs_search_options *o = s->options;
    return !m->keeps_all && !o->want_explanation && o->n_also == 0 &&
           o->n_answers == 0 && o->lowest < PCS_TIER_NEAR;
}

static pcs_status search_shelf(pcs_session *s, size_t i, pcs_error *err)
{
    pcs_tiers *tiers;
    pcs_matching *m;
    pcs_status status = pcs_session_matching(&m, s, i, err);
    if (status == PCS_OK) {
        m->keeps_all = pcs_session_wants_heads(s);
        m->ends_at = ends_early(s, m) ? s->query.root : NULL;
    }
    if (status == PCS_OK && s->asked && !s->asked[i].scores)
        status = pcs_session_ask_local(s, i, err);
    if (status == PCS_OK && s->asked && s->options->lowest >= PCS_TIER_PART) {
        m->any = &s->any;
        m->also = s->asked[i].words;
    }
    if (status == PCS_OK)
        status = pcs_match_units(&tiers, m, s->query.root, err);
    if (status != PCS_OK)
        return status;
    status = pcs_session_collocate(s, m, tiers, err);
    if (status != PCS_OK) {
        free(tiers);
        return status;
    }
    if (s->nearest)
        s->n_passed += keep_nearest(tiers, s->nearest + s->n_passed,
                                    m->shelf->partition.n_units);
    gathering g = {.s = s, .m = m, .shelf = i};
    status = s->options->n_answers ? pcs_crossing_add(s, i, tiers, err)
                                   : gather(&g, tiers, err);
    free(tiers);
    return status;
}

/* What siblings of other shelves have found in a shelf. */
static pcs_status gather_crossed(pcs_session *s, size_t i, pcs_error *err)
{
    pcs_tiers *tiers;
    gathering g = {
        .s = s, .m = &s->crossing->shown[i], .shelf = i, .is_crossed = true};
    if (!s->crossing->crossed[i])
        return PCS_OK;
    pcs_status status = pcs_crossing_units(&tiers, s, i, err);
    if (status != PCS_OK)
        return status;
    status = gather(&g, tiers, err);
    free(tiers);
    return status;
}

pcs_status pcs_session_search(pcs_session *s, pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    pcs_status status = pcs_crossing_start(s, err);
    for (size_t i = 0; status == PCS_OK && s->query.root && i < m->n_locales;
         i++)
        if (pcs_session_wants(s, m->locales[i].locale))
            status = search_shelf(s, i, err);
    for (size_t i = 0; status == PCS_OK && s->options->n_answers &&
                       s->query.root && i < m->n_locales;
         i++)
        status = gather_crossed(s, i, err);
    if (s->options->n_answers)
        pcs_crossing_finish(s);
    return status;
}
