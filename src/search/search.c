/* search.c - one search, from the query's text to the hits */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/locale.h"
#include "base/utf8.h"
#include "search/articles.h"
#include "search/facets.h"
#include "search/hits.h"
#include "search/occurrences.h"
#include "search/near.h"
#include "search/session.h"
#include "search/synonyms.h"

/* Among so many of the best, hits whose words stand together come first. */
#define ADJACENCY_WINDOW 1000

/* Among so many of the best of a question, pairs of words count. */
#define QUESTION_WINDOW ((size_t)24)

static pcs_status make_terms(pcs_session *s, pcs_node *node, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->kind == PCS_NODE_FILTER)
        status = pcs_filter_make(&s->filters[node->number], node,
                                 s->searcher->analyzer, err);
    if (node->kind == PCS_NODE_TERM) {
        pcs_term *term = &s->terms[node->number];
        status = pcs_term_make(term, node, s->searcher->analyzer, err);
        if (status == PCS_OK && pcs_term_is_scan(term) &&
            ++s->n_scans > PCS_QUERY_SCANS_MAX) {
            node->is_dropped = true;
            pcs_query_ignore(&s->query, "%.*s: more than %d terms of symbols",
                             (int)pcs_utf8_cut(node->text, node->len, 64),
                             node->text, PCS_QUERY_SCANS_MAX);
        }
    }
    for (pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = make_terms(s, c, err);
    return status;
}

/* The words of a plain AND query, as typed. */
static pcs_status make_together(pcs_session *s, pcs_error *err)
{
    const pcs_node *root = s->query.root;
    pcs_buffer text = {0};
    size_t n = 0;
    if (!root || root->kind != PCS_NODE_AND)
        return PCS_OK;
    for (const pcs_node *c = root->child; c; c = c->next) {
        if (c->kind != PCS_NODE_TERM || c->is_prefix ||
            c->side != PCS_SIDE_LOCAL || c->language)
            continue;
        if (n++)
            pcs_buffer_putc(&text, ' ');
        pcs_buffer_append(&text, c->text, c->len);
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK && n > 1) {
        s->together_node.kind = PCS_NODE_TERM;
        s->together_node.text =
            pcs_arena_copy(&s->query.arena, text.data, text.len);
        s->together_node.len = text.len;
        s->together_node.is_phrase = true;
        if (!s->together_node.text)
            status = pcs_error_nomem(err);
        else
            status = pcs_term_make(&s->together, &s->together_node,
                                   s->searcher->analyzer, err);
        s->wants_together = status == PCS_OK && s->together.pattern.len > 0;
    }
    pcs_buffer_dispose(&text);
    return status;
}

bool pcs_session_wants(const pcs_session *s, const char *locale)
{
    const pcs_search_options *o = s->options;
    for (size_t i = 0; i < o->n_locales; i++)
        if (pcs_locale_matches(locale, o->locales[i], strlen(o->locales[i])))
            return true;
    return o->n_locales == 0;
}

pcs_status pcs_session_check_locales(const pcs_session *s, pcs_error *err)
{
    const pcs_search_options *o = s->options;
    const pcs_manifest *m = &s->searcher->manifest;
    for (size_t i = 0; i < o->n_locales; i++) {
        bool found = false;
        pcs_buffer have = {0};
        for (size_t j = 0; j < m->n_locales; j++) {
            found =
                found || pcs_locale_matches(m->locales[j].locale, o->locales[i],
                                            strlen(o->locales[i]));
            pcs_buffer_printf(&have, "%s%s", j ? ", " : "",
                              m->locales[j].locale);
        }
        if (!found)
            pcs_error_set(err, PCS_EINVAL,
                          "no locale %s in the index; it has %s", o->locales[i],
                          have.data ? have.data : "none");
        pcs_buffer_dispose(&have);
        if (!found)
            return PCS_EINVAL;
    }
    return PCS_OK;
}

/* Articles that match, and segments, and the best hits of one locale. */
typedef struct gathering {
    pcs_session *s;
    pcs_matching *m;
    size_t shelf;
    uint32_t *articles; /* segments of each that match */
    pcs_headings headings;
} gathering;

/* The candidate that a unit is; *is_out where it is not among the best. */
static pcs_status make_candidate(pcs_candidate *c, bool *is_out,
                                 const gathering *g, uint32_t unit,
                                 pcs_tier tier, pcs_error *err)
{
    const pcs_partition *p = &g->m->shelf->partition;
    pcs_session *s = g->s;
    const pcs_unit_record *record = &p->units[unit];
    const float *scores = s->asked ? s->asked[g->shelf].scores : NULL;
    float prior;
    memset(c, 0, sizeof *c);
    c->score = scores ? scores[unit] : (float)pcs_score(g->m, unit, record);
    c->tier = (uint8_t)tier;
    c->order = s->options->mode == PCS_MATCH_ANY ? 0 : (uint8_t)tier;
    c->is_untranslated = record->flags & PCS_UNIT_UNTRANSLATED;
    c->is_partial = !pcs_session_may_be_whole(s, g->m, unit, tier);
    c->is_apart = 1;
    c->shelf = (uint16_t)g->shelf;
    c->unit = unit;
    pcs_candidate best = *c;
    best.score *= PCS_PRIOR_MAX;
    *is_out = !pcs_top_wants(&s->top, &best);
    if (*is_out)
        return PCS_OK;
    pcs_status status = pcs_prior(&prior, p, &g->headings, unit, err);
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
    status = make_candidate(&c, &is_out, g, unit, tier, err);
    if (is_out)
        return status;
    bool is_pair = g->s->options->grouping == PCS_GROUP_PAIR;
    for (size_t i = 0; status == PCS_OK && i < o.n; i++) {
        if (!pcs_occurrences_match(&o, i))
            continue;
        c.segment = o.segments[i];
        if (o.tiers && !is_pair) {
            c.tier = o.tiers[i];
            c.order = g->s->options->mode == PCS_MATCH_ANY ? 0 : c.tier;
        }
        status = pcs_top_add(&g->s->top, &c, err);
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
        if (!g->articles[i])
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

static pcs_status gather(gathering *g, const pcs_tiers *tiers, pcs_error *err)
{
    const pcs_partition *p = &g->m->shelf->partition;
    g->articles = calloc(p->n_articles + 1, sizeof *g->articles);
    pcs_status status = g->articles ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK && g->s->top.max > 0 && !g->s->asked)
        status = pcs_headings_find(&g->headings, p, tiers, err);
    for (uint32_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        uint64_t eight = 1;
        if (u % 8 == 0 && u + 8 <= p->n_units)
            memcpy(&eight, tiers + u, sizeof eight);
        if (eight == 0)
            u += 7;
        else if (tiers[u])
            status = gather_unit(g, u, (pcs_tier)tiers[u], err);
    }
    if (status == PCS_OK)
        status = gather_articles(g, err);
    if (status == PCS_OK && g->s->options->n_facets)
        status = pcs_facets_add(&g->s->facets, g->s->options,
                                g->s->searcher->analyzer, g->m->shelf,
                                g->articles, err);
    free(g->articles);
    pcs_session_take_headings(g->s, g->shelf, &g->headings);
    return status;
}

pcs_status pcs_session_matching(pcs_matching **out, pcs_session *s, size_t i,
                                pcs_error *err)
{
    pcs_shelf *shelf;
    *out = &s->matchings[i];
    if ((*out)->shelf)
        return PCS_OK;
    pcs_status status = pcs_searcher_shelf(&shelf, s->searcher, i, err);
    if (status == PCS_OK)
        status = pcs_matching_init(*out, shelf, s->searcher->analyzer, s->terms,
                                   s->query.n_terms, s->options->lowest, err);
    if (s->query.n_filters) {
        (*out)->filters = s->filters;
        (*out)->n_filters = s->query.n_filters;
    }
    return status;
}

static size_t keep_nearest(pcs_tiers *tiers, const uint8_t *nearest, size_t n)
{
    for (size_t u = 0; u < n; u++)
        tiers[u] = nearest[u] ? tiers[u] : PCS_TIER_NONE;
    return n;
}

static pcs_status search_shelf(pcs_session *s, size_t i, pcs_error *err)
{
    pcs_tiers *tiers;
    pcs_matching *m;
    pcs_status status = pcs_session_matching(&m, s, i, err);
    if (status == PCS_OK && s->asked && !s->asked[i].scores)
        status = pcs_asked_make(&s->asked[i], &s->question, m, err);
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
    gathering g = {s, m, i, NULL, {NULL}};
    status = gather(&g, tiers, err);
    free(tiers);
    return status;
}

static pcs_status search_shelves(pcs_session *s, pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && s->query.root && i < m->n_locales;
         i++)
        if (pcs_session_wants(s, m->locales[i].locale))
            status = search_shelf(s, i, err);
    return status;
}

static pcs_status check_together(pcs_session *s, pcs_candidate *c,
                                 pcs_error *err)
{
    pcs_matching *m = &s->matchings[c->shelf];
    pcs_unit_text text;
    const pcs_analysis *a;
    size_t start, end;
    pcs_status status =
        pcs_texts_get(&text, m->shelf->partition.texts, c->unit, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, m->analyzer, text.local, text.local_len,
                             PCS_ANALYZE_JOINED, err);
    if (status == PCS_OK)
        c->is_apart = !pcs_pattern_find(&s->together.pattern, a->joined.text,
                                        a->joined.len, 0, &start, &end);
    return status;
}

static pcs_status order_asked(pcs_session *s, pcs_error *err)
{
    size_t n = s->top.len < QUESTION_WINDOW ? s->top.len : QUESTION_WINDOW;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_candidate *c = &s->top.items[i];
        float more = 0;
        status = pcs_asked_pairs(&more, &s->asked[c->shelf],
                                 &s->matchings[c->shelf], c->unit, err);
        c->score += more;
        c->has_pairs = 1;
    }
    if (n)
        qsort(s->top.items, n, sizeof *s->top.items, pcs_candidate_compare);
    return status;
}

/* Sorts the best, and those first that are the query or whose words stand
 * together. */
static pcs_status order(pcs_session *s, pcs_error *err)
{
    pcs_top_sort(&s->top);
    if (s->asked)
        return order_asked(s, err);
    if (!s->wants_together)
        return PCS_OK;
    size_t n = s->top.len < ADJACENCY_WINDOW ? s->top.len : ADJACENCY_WINDOW;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = check_together(s, &s->top.items[i], err);
    pcs_top_sort(&s->top);
    return status;
}

static pcs_status fetch(pcs_session *s, pcs_error *err)
{
    const pcs_search_options *o = s->options;
    pcs_results *r = s->results;
    size_t first = o->offset < s->top.len ? o->offset : s->top.len;
    size_t n = s->top.len - first < o->limit ? s->top.len - first : o->limit;
    pcs_hit *hits = pcs_arena_alloc(&r->arena, n * sizeof *hits + 1);
    if (!hits)
        return pcs_error_nomem(err);
    r->hits = hits;
    pcs_status status = PCS_OK;
    for (; status == PCS_OK && r->n_hits < n; r->n_hits++) {
        const pcs_candidate *c = &s->top.items[first + r->n_hits];
        status = pcs_hit_fetch(&hits[r->n_hits], &r->arena,
                               &s->matchings[c->shelf], c, o, err);
        if (status == PCS_OK)
            status = pcs_session_note_hit(s, &hits[r->n_hits], c, err);
    }
    return status;
}

/* Names the words that more than enough others are near to. */
static void name_capped(pcs_session *s)
{
    for (size_t i = 0; i < s->query.n_terms; i++) {
        bool is_capped = false;
        for (size_t j = 0; j < s->searcher->manifest.n_locales; j++)
            is_capped = is_capped ||
                        (s->matchings[j].capped && s->matchings[j].capped[i]);
        if (is_capped)
            pcs_query_ignore(&s->query, "%.*s: more than %d near words",
                             (int)pcs_utf8_cut(s->terms[i].node->text,
                                               s->terms[i].node->len, 64),
                             s->terms[i].node->text, PCS_NEAR_WORDS_MAX);
    }
}

static pcs_status report_ignored(pcs_session *s, pcs_error *err)
{
    pcs_results *r = s->results;
    size_t n = s->query.n_ignored;
    const char **list = pcs_arena_alloc(&r->arena, (n + 1) * sizeof *list);
    char *text =
        pcs_arena_copy(&r->arena, s->query.ignored.data, s->query.ignored.len);
    if (!list || !text)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++, text += strlen(text) + 1)
        list[i] = text;
    r->ignored = list;
    r->n_ignored = n;
    r->is_exact = n == 0;
    return PCS_OK;
}

/* The names of locales are fields. */
static pcs_status parse(pcs_session *s, const char *text, size_t len,
                        pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    const char **locales = calloc(m->n_locales + 1, sizeof *locales);
    if (!locales)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < m->n_locales; i++)
        locales[i] = m->locales[i].locale;
    pcs_query_options options = {s->options->is_plain, locales, m->n_locales};
    pcs_status status = pcs_query_parse(&s->query, text, len, &options, err);
    free(locales);
    return status;
}

static void drop_terms(pcs_session *s)
{
    for (size_t i = 0; s->matchings && i < s->searcher->manifest.n_locales; i++)
        if (s->matchings[i].shelf)
            pcs_matching_dispose(&s->matchings[i]);
    for (size_t i = 0; s->terms && i < s->n_terms; i++)
        pcs_term_dispose(&s->terms[i]);
    free(s->matchings);
    for (size_t i = 0; s->filters && i < s->query.n_filters; i++)
        pcs_filter_dispose(&s->filters[i]);
    free(s->terms);
    free(s->filters);
    s->matchings = NULL;
    s->terms = NULL;
    s->filters = NULL;
}

/* Analyses the terms of the tree as it stands. */
static pcs_status prepare(pcs_session *s, pcs_error *err)
{
    drop_terms(s);
    s->n_terms = s->query.n_terms;
    s->terms = calloc(s->n_terms + 1, sizeof *s->terms);
    s->filters = calloc(s->query.n_filters + 1, sizeof *s->filters);
    s->matchings =
        calloc(s->searcher->manifest.n_locales + 1, sizeof *s->matchings);
    if (!s->terms || !s->filters || !s->matchings)
        return pcs_error_nomem(err);
    return s->query.root ? make_terms(s, s->query.root, err) : PCS_OK;
}

static pcs_status start(pcs_session *s, const char *query, size_t len,
                        pcs_error *err)
{
    const pcs_search_options *o = s->options;
    pcs_status status = pcs_session_check_locales(s, err);
    if (status == PCS_OK)
        status = pcs_search_check_facets(o->facets, o->n_facets, err);
    if (status == PCS_OK)
        status = parse(s, query, len, err);
    if (status == PCS_OK)
        status = pcs_session_join_syllables(s, err);
    if (status != PCS_OK)
        return status;
    bool changed;
    if (o->mode == PCS_MATCH_ANY)
        status = pcs_session_split(s, &changed, err);
    if (status == PCS_OK && o->mode == PCS_MATCH_ANY)
        status = pcs_session_ask(s, err);
    if (status != PCS_OK)
        return status;
    status = prepare(s, err);
    if (status == PCS_OK)
        status = make_together(s, err);
    if (status == PCS_OK)
        status = pcs_session_expand(s, err);
    if (status == PCS_OK)
        status = pcs_session_make_whole(s, err);
    if (o->mode == PCS_MATCH_ANY)
        pcs_session_make_any(s);
    if (status == PCS_OK)
        status = pcs_session_explain_query(s, err);
    s->top.max =
        o->limit > SIZE_MAX - o->offset ? SIZE_MAX : o->limit + o->offset;
    if (o->limit == 0)
        s->top.max = 0;
    else if (o->grouping == PCS_GROUP_ARTICLE)
        s->top.max = SIZE_MAX;
    else if (s->asked && s->top.max < QUESTION_WINDOW)
        s->top.max = QUESTION_WINDOW;
    else if (s->wants_together && s->top.max < ADJACENCY_WINDOW)
        s->top.max = ADJACENCY_WINDOW;
    return status;
}

static void dispose(pcs_session *s)
{
    size_t n = s->searcher->manifest.n_locales;
    drop_terms(s);
    pcs_term_dispose(&s->together);
    pcs_facets_free(s->facets);
    free(s->whole);
    free(s->nearest);
    for (size_t i = 0; s->asked && i < n; i++)
        pcs_asked_dispose(&s->asked[i]);
    free(s->asked);
    pcs_question_dispose(&s->question);
    pcs_session_drop_explaining(s);
    free(s->top.items);
    free(s->files);
    pcs_query_dispose(&s->query);
}

static pcs_status finish(pcs_session *s, pcs_error *err)
{
    pcs_results *r = s->results;
    if (r->segments == 0)
        r->n_dropped = 0;
    pcs_status status = order(s, err);
    if (status == PCS_OK && s->options->grouping == PCS_GROUP_ARTICLE)
        status = pcs_session_group_articles(s, err);
    else if (status == PCS_OK)
        status = fetch(s, err);
    if (status == PCS_OK)
        status = pcs_session_explain(s, err);
    name_capped(s);
    if (status == PCS_OK)
        status = report_ignored(s, err);
    if (status == PCS_OK && s->options->n_facets)
        status = pcs_facets_finish(r, s->facets, s->options, err);
    if (status != PCS_OK || r->n_files == 0)
        return status;
    pcs_place_of *files =
        pcs_arena_alloc(&r->arena, r->n_files * sizeof *files);
    if (!files)
        return pcs_error_nomem(err);
    memcpy(files, s->files, r->n_files * sizeof *files);
    r->files = files;
    return PCS_OK;
}

/* Where nothing matches as it was typed: without punctuation, taken apart into
 * words, with fewer words. */
static pcs_status search_on(pcs_session *s, pcs_error *err)
{
    bool again = false;
    pcs_status status = pcs_session_trim(s, &again, err);
    if (status == PCS_OK && again)
        status = pcs_session_expand(s, err);
    if (status == PCS_OK && again)
        status = search_shelves(s, err);
    if (status != PCS_OK || s->results->segments > 0)
        return status;
    status = pcs_session_split(s, &again, err);
    if (status == PCS_OK && again)
        status = prepare(s, err);
    if (status == PCS_OK && again)
        status = search_shelves(s, err);
    if (status != PCS_OK || s->results->segments > 0)
        return status;
    status = pcs_session_relax(s, &again, err);
    if (s->asked && s->top.max > 0 && s->top.max < QUESTION_WINDOW)
        s->top.max = QUESTION_WINDOW;
    if (status == PCS_OK && again)
        status = search_shelves(s, err);
    return status;
}

pcs_status pcs_search(pcs_results *results, pcs_searcher *searcher,
                      const char *query, size_t len,
                      const pcs_search_options *options, pcs_error *err)
{
    pcs_session s = {
        .searcher = searcher, .options = options, .results = results};
    memset(results, 0, sizeof *results);
    pcs_status status = start(&s, query, len, err);
    if (status == PCS_OK)
        status = search_shelves(&s, err);
    if (status == PCS_OK && results->segments == 0 &&
        options->mode == PCS_MATCH_AUTO)
        status = search_on(&s, err);
    if (status == PCS_OK)
        status = finish(&s, err);
    if (status == PCS_OK && !options->no_suggestions)
        status = pcs_session_correct(&s, err);
    dispose(&s);
    if (status != PCS_OK)
        pcs_results_dispose(results);
    return status;
}

void pcs_results_dispose(pcs_results *results)
{
    pcs_arena_dispose(&results->arena);
    memset(results, 0, sizeof *results);
}
