/* correct.c - queries that may have been meant */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/correct.h"

#include <string.h>

/* So many words of a query are corrected; each costs reading a vocabulary. */
#define WORDS_MAX 3

typedef struct correcting {
    pcs_session *s;
    bool is_weak; /* there are hits, with parts of words only */
    pcs_correction words[WORDS_MAX];
    size_t n;
    const char **list; /* what results.suggestions points to */
} correcting;

pcs_search_options pcs_session_quiet_options(const pcs_session *s)
{
    pcs_search_options o = *s->options;
    o.n_facets = 0;
    o.limit = o.offset = o.context = 0;
    o.want_files = o.want_explanation = o.want_origin = false;
    o.want_article = false;
    o.visitor = NULL;
    o.no_suggestions = true;
    if (o.lowest > PCS_TIER_PART)
        o.lowest = PCS_TIER_PART;
    return o;
}

/* Whether some unit has the term as a word or by its stem. */
static bool has_words(const pcs_session *s, const pcs_term *t)
{
    for (size_t i = 0; i < s->searcher->manifest.n_locales; i++) {
        const pcs_matching *m = &s->matchings[i];
        const pcs_tiers *found = m->shelf ? m->found[t->node->number] : NULL;
        size_t n = found ? m->shelf->partition.n_units : 0;
        for (size_t u = pcs_tiers_next(found, 0, n); u < n;
             u = pcs_tiers_next(found, u + 1, n))
            if (found[u] == PCS_TIER_WORD || found[u] == PCS_TIER_STEM)
                return true;
    }
    return false;
}

/* A word that is looked for there is there, unless by a typo. */
static bool has_english(const pcs_session *s, const pcs_node *node)
{
    return s->options->lowest < PCS_TIER_NEAR ||
           has_words(s, &s->terms[node->number]);
}

/* Words are matched where others match; alone, they may match more. */
static pcs_status match_alone(pcs_session *s, const pcs_term *t, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < s->searcher->manifest.n_locales;
         i++)
        if (s->matchings[i].shelf)
            status = pcs_match_term(&s->matchings[i], t, NULL, err);
    return status;
}

/* Hits with parts of words are taken as they are, but for Hangul that may not
 * be typed to its end: 구도 finds little, and 구독 much. */
static bool is_unfinished(const pcs_term *t)
{
    pcs_unfinished u;
    return pcs_unfinished_make(&u, t->folded.data, t->folded.len) &&
           u.len >= PCS_SYLLABLES_MIN && u.units[u.len - 1].is_open;
}

/* Whether a term is, or is part of, what was dropped. */
static bool is_dropped(const pcs_session *s, const pcs_node *node)
{
    const pcs_node *c = s->query.root->child;
    for (; c; c = c->next)
        if (c->is_dropped && node->text >= c->typed &&
            node->text < c->typed + c->typed_len)
            return true;
    return node->is_dropped;
}

static bool may_be_wrong(const correcting *c, const pcs_term *t)
{
    const pcs_session *s = c->s;
    const pcs_node *node = t->node;
    return node && !node->is_synonym && !node->is_english_too &&
           !node->is_phrase && !node->is_prefix && !node->is_excluded &&
           t->kind != PCS_TERM_KIND_RAW && t->folded.len > 0 &&
           (s->results->segments == 0 || is_dropped(s, node) ||
            s->results->segments == s->results->tiers[PCS_TIER_NEAR] ||
            (c->is_weak && is_unfinished(t)));
}

static pcs_status find_wrong(correcting *c, pcs_error *err)
{
    pcs_session *s = c->s;
    pcs_status status = PCS_OK;
    for (size_t i = 0;
         status == PCS_OK && i < s->query.n_terms && c->n < WORDS_MAX; i++) {
        const pcs_term *t = &s->terms[i];
        if (!may_be_wrong(c, t))
            continue;
        if (s->query.n_terms > 1 && !t->node->is_dropped)
            status = match_alone(s, t, err);
        /* What the English side has is no mistake. */
        if (status != PCS_OK || has_words(s, t) ||
            (t->node->other && has_english(s, t->node->other)))
            continue;
        pcs_correction *w = &c->words[c->n];
        w->term = t;
        status = pcs_correction_guess(w, s, c->is_weak, err);
        if (w->guesses.len)
            c->n++;
        else
            pcs_guesses_dispose(&w->guesses);
    }
    return status;
}

/* The query with a guess for each wrong word: the best, but for word number
 * `which`, which takes number `other`. */
static pcs_status write_query(pcs_buffer *out, const correcting *c,
                              size_t which, size_t other, pcs_error *err)
{
    const pcs_query *q = &c->s->query;
    const char *at = q->text;
    for (size_t i = 0; i < c->n; i++) {
        const pcs_correction *w = &c->words[i];
        const pcs_node *node = w->term->node;
        const pcs_guess *g = &w->guesses.items[i == which ? other : 0];
        if (node->text < at)
            continue;
        pcs_buffer_append(out, at, (size_t)(node->text - at));
        pcs_buffer_append(out, g->text, g->len);
        at = node->text + node->len;
    }
    pcs_buffer_append(out, at, q->len - (size_t)(at - q->text));
    return pcs_buffer_status(out, err);
}

/* Whether a result left out what was put in the place of a wrong word. */
static bool drops_guess(const correcting *c, const pcs_results *r, size_t which,
                        size_t other)
{
    for (size_t i = 0; i < c->n; i++) {
        const pcs_guess *g = &c->words[i].guesses.items[i == which ? other : 0];
        for (size_t j = 0; j < r->n_dropped; j++) {
            size_t len = strlen(r->dropped[j]);
            if (len >= g->len &&
                memcmp(r->dropped[j] + len - g->len, g->text, g->len) == 0)
                return true;
        }
    }
    return false;
}

static pcs_status suggest(correcting *c, size_t which, size_t other,
                          pcs_error *err)
{
    pcs_session *s = c->s;
    pcs_search_options o = pcs_session_quiet_options(s);
    pcs_buffer text = {0};
    pcs_results r;
    bool good = false;
    pcs_status status = write_query(&text, c, which, other, err);
    if (status == PCS_OK)
        status = pcs_search(&r, s->searcher, text.data, text.len, &o, err);
    if (status == PCS_OK) {
        good = r.segments > 0 && !drops_guess(c, &r, which, other);
        pcs_results_dispose(&r);
    }
    if (good) {
        char *copy = pcs_arena_copy(&s->results->arena, text.data, text.len);
        if (!copy)
            status = pcs_error_nomem(err);
        else
            c->list[s->results->n_suggestions++] = copy;
    }
    pcs_buffer_dispose(&text);
    return status;
}

static pcs_status suggest_all(correcting *c, pcs_error *err)
{
    pcs_results *r = c->s->results;
    c->list = pcs_arena_alloc(&r->arena, PCS_SUGGESTIONS_MAX * sizeof *c->list);
    if (!c->list)
        return pcs_error_nomem(err);
    r->suggestions = c->list;
    size_t n = c->words[0].guesses.len;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < PCS_SUGGESTIONS_MAX && i < n;
         i++)
        status = suggest(c, 0, i, err);
    return status;
}

/* Nobody wants a pasted text back with a word in it changed. */
#define TERMS_MAX 12

pcs_status pcs_session_correct(pcs_session *s, pcs_error *err)
{
    const pcs_results *r = s->results;
    correcting c = {.s = s};
    pcs_status status = PCS_OK;
    c.is_weak = r->segments > 0 && r->segments == r->tiers[PCS_TIER_PART] &&
                s->query.n_terms == 1;
    /* A word that makes all texts be read does not go into other queries. */
    bool is_cheap = (s->n_scans == 0 || s->query.n_terms == 1) &&
                    s->query.n_terms <= TERMS_MAX;
    /* What only titles have is no mistake. */
    is_cheap = is_cheap && (r->segments > 0 || r->articles == 0);
    if (s->options->lowest > PCS_TIER_WORD && s->query.root && is_cheap)
        status = find_wrong(&c, err);
    if (status == PCS_OK && c.n > 0)
        status = suggest_all(&c, err);
    for (size_t i = 0; i < WORDS_MAX; i++)
        pcs_guesses_dispose(&c.words[i].guesses);
    return status;
}
