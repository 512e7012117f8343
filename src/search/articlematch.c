/* articlematch.c - articles that are found by their titles and descriptions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/articlematch.h"

#include <stdlib.h>
#include <string.h>

#include "search/contexts.h"
#include "search/headmatch.h"
#include "search/together.h"

/* Whoever names an article says what it is about: more than any place in it
 * does. */
#define TITLE_FACTOR 1.35F
#define DESCRIPTION_FACTOR 0.6F
/* What is spread over several texts is less sure. */
#define TOGETHER_FACTOR 0.8F

/* One shelf that is searched. */
typedef struct finding {
    pcs_session *s;
    size_t shelf;
    pcs_matching *m;
    const pcs_partition *p;
    const uint32_t *segments; /* of each article, that match */
    pcs_tiers **heads;        /* by term: of each head */
    pcs_tiers **filters;      /* by filter: of each article */
    bool *has_word;           /* of each article: something asked for */
    pcs_tiers *whole, *title; /* of each article: of its head, its title */
    uint8_t *found;           /* the caller's */
    uint32_t *numbers;        /* of each article: of its match, plus one */
} finding;

bool pcs_session_wants_heads(const pcs_session *s)
{
    const pcs_search_options *o = s->options;
    return o->grouping == PCS_GROUP_ARTICLE && o->n_answers == 0 &&
           !s->nearest && s->query.root && s->query.root->has_term;
}

void pcs_head_matches_dispose(pcs_head_matches *m)
{
    free(m->items);
    memset(m, 0, sizeof *m);
}

/* Whether a term is looked for in heads. */
static bool is_of_heads(const finding *f, const pcs_term *t)
{
    return t->node && !t->node->is_dropped && t->node->side == PCS_SIDE_LOCAL &&
           pcs_matching_wants(f->m, t->node);
}

static bool is_asked(const finding *f, const pcs_term *t)
{
    return is_of_heads(f, t) && !t->node->is_excluded;
}

/* Words that were typed: of several, compounds hold parts. */
static size_t count_words(const pcs_session *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->query.n_terms; i++)
        n += !s->terms[i].node->is_synonym;
    return n;
}

static pcs_status match_term(finding *f, size_t i, pcs_error *err)
{
    const pcs_term *t = &f->s->terms[i];
    size_t n = PCS_HEAD_KINDS * f->p->n_articles;
    pcs_tiers *heads = f->heads[i] = calloc(n + 1, 1);
    if (!heads)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_heads_match(heads, f->m, t, count_words(f->s) > 1, err);
    for (size_t h = 0; status == PCS_OK && h < n; h++) {
        if (heads[h] == PCS_TIER_WORD && t->node->is_synonym)
            heads[h] = PCS_TIER_STEM;
        if (heads[h] && !t->node->is_excluded)
            f->has_word[h / PCS_HEAD_KINDS] = true;
    }
    return status;
}

/* What words are asked for, and then, if any is there, what is not wanted. */
static pcs_status match_terms(finding *f, bool *any, pcs_error *err)
{
    pcs_status status = PCS_OK;
    *any = false;
    for (size_t i = 0; status == PCS_OK && i < f->s->query.n_terms; i++)
        if (is_asked(f, &f->s->terms[i]))
            status = match_term(f, i, err);
    for (size_t a = 0; status == PCS_OK && !*any && a < f->p->n_articles; a++)
        *any = f->has_word[a];
    for (size_t i = 0; status == PCS_OK && *any && i < f->s->query.n_terms; i++)
        if (is_of_heads(f, &f->s->terms[i]) && !f->heads[i])
            status = match_term(f, i, err);
    return status;
}

static pcs_status match_filters(finding *f, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < f->s->query.n_filters; i++) {
        f->filters[i] = calloc(f->p->n_articles + 1, 1);
        status = f->filters[i]
                     ? pcs_filter_match_articles(f->filters[i], f->m,
                                                 &f->s->filters[i], err)
                     : pcs_error_nomem(err);
    }
    return status;
}

static pcs_status match_heads(finding *f, pcs_error *err)
{
    pcs_contexts c = {.m = f->m,
                      .n = f->p->n_articles,
                      .parts = PCS_CONTEXT_TITLE | PCS_CONTEXT_DESCRIPTION,
                      .heads = f->heads,
                      .filters = f->filters};
    pcs_status status = pcs_contexts_match(f->whole, &c, f->s->query.root, err);
    c.parts = PCS_CONTEXT_TITLE;
    if (status == PCS_OK)
        status = pcs_contexts_match(f->title, &c, f->s->query.root, err);
    for (size_t a = 0; status == PCS_OK && a < f->p->n_articles; a++)
        if (!f->has_word[a] || f->p->articles[a].n_segments == 0)
            f->whole[a] = f->title[a] = PCS_TIER_NONE;
    return status;
}

/* What each asked word of a context is worth, with its length in words. */
static float score_of(const finding *f, const pcs_contexts *c, size_t i,
                      double words)
{
    double k1 = (double)PCS_BM25_K1, b = (double)PCS_BM25_B, score = 0;
    double norm = 1 + k1 * (1 - b + b * words / f->m->shelf->average_words);
    for (size_t t = 0; t < f->s->query.n_terms; t++) {
        if (!is_asked(f, &f->s->terms[t]))
            continue;
        pcs_tier tier = pcs_contexts_term(c, t, i);
        if (tier)
            score += pcs_tier_weight(tier) *
                     pcs_idf(f->p->n_units, pcs_term_freq(f->m, t)) * (1 + k1) /
                     norm;
    }
    return (float)score;
}

static void begin_key(pcs_candidate *key, const finding *f, uint32_t article,
                      pcs_tier tier)
{
    bool is_any = f->s->options->mode == PCS_MATCH_ANY;
    memset(key, 0, sizeof *key);
    key->tier = (uint8_t)tier;
    key->order = is_any ? 0 : (uint8_t)tier;
    key->is_partial = 1;
    key->is_apart = 1;
    key->shelf = key->shown_shelf = (uint16_t)f->shelf;
    key->segment = key->shown_segment = f->p->articles[article].first_segment;
}

/* The place of what a head has: with all words in the title before what is in
 * the text, with the words side by side before others. */
static void rank_head(pcs_candidate *key, const finding *f, uint32_t article)
{
    bool in_title = f->title[article] != PCS_TIER_NONE;
    const pcs_heads *heads = &f->m->shelf->heads->heads;
    pcs_contexts c = {.m = f->m, .n = f->p->n_articles, .heads = f->heads};
    size_t n, len, start, end,
        head = PCS_HEAD_KINDS * (size_t)article +
               (in_title ? PCS_HEAD_TITLE : PCS_HEAD_DESCRIPTION);
    c.parts = PCS_CONTEXT_TITLE | (in_title ? 0 : PCS_CONTEXT_DESCRIPTION);
    begin_key(key, f, article,
              (pcs_tier)(in_title ? f->title : f->whole)[article]);
    pcs_heads_words(heads, head, &n);
    key->score = score_of(f, &c, article, (double)n);
    key->score *= in_title ? TITLE_FACTOR : DESCRIPTION_FACTOR;
    if (f->s->options->mode == PCS_MATCH_ANY)
        return;
    const uint16_t *text = pcs_heads_text(heads, head, &len);
    key->is_partial = !in_title;
    if (f->s->wants_together)
        key->is_apart = !pcs_pattern_find(&f->s->together.pattern, text, len, 0,
                                          &start, &end);
}

static pcs_status add_match(pcs_head_match **out, finding *f, uint32_t article,
                            pcs_article_by by, pcs_error *err)
{
    pcs_head_matches *list = f->s->heads;
    f->found[article] = 1;
    *out = NULL;
    if (f->s->top.max == 0)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(list->items, list->cap, list->n + 1))
        return pcs_error_nomem(err);
    *out = &list->items[list->n++];
    memset(*out, 0, sizeof **out);
    (*out)->shelf = (uint16_t)f->shelf;
    (*out)->article = article;
    (*out)->by = by;
    return PCS_OK;
}

static pcs_status add_heads(finding *f, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (uint32_t a = 0; status == PCS_OK && a < f->p->n_articles; a++) {
        pcs_head_match *match;
        if (!f->whole[a])
            continue;
        status = add_match(&match, f, a,
                           f->title[a] ? PCS_ARTICLE_BY_TITLE
                                       : PCS_ARTICLE_BY_DESCRIPTION,
                           err);
        if (status == PCS_OK && match)
            rank_head(&match->key, f, a);
    }
    return status;
}

/* One of the segments that an article is found by together with its head. */
static pcs_status add_together(finding *f, pcs_together *t, size_t i,
                               pcs_error *err)
{
    pcs_head_matches *list = f->s->heads;
    uint32_t article = t->articles[i];
    bool is_new = !f->found[article];
    pcs_head_match *match = NULL;
    pcs_candidate key;
    if (is_new) {
        pcs_status status =
            add_match(&match, f, article, PCS_ARTICLE_BY_TOGETHER, err);
        if (status != PCS_OK)
            return status;
        f->numbers[article] = (uint32_t)list->n;
    }
    if (f->s->top.max == 0)
        return PCS_OK;
    match = &list->items[f->numbers[article] - 1];
    begin_key(&key, f, article, (pcs_tier)t->tiers[i]);
    key.score = TOGETHER_FACTOR *
                score_of(f, &t->contexts, i, f->m->shelf->average_words);
    if (is_new || pcs_candidate_compare(&key, &match->key) < 0)
        match->key = key;
    if (match->n_hits == PCS_ARTICLE_SEGMENTS_MAX)
        return PCS_OK;
    return pcs_together_candidate(&match->hits[match->n_hits++], t, f->shelf, i,
                                  err);
}

static pcs_status find_together(finding *f, pcs_error *err)
{
    size_t n = f->p->n_articles;
    bool any = false, *is_open = calloc(n + 1, sizeof *is_open);
    f->numbers = calloc(n + 1, sizeof *f->numbers);
    if (!is_open || !f->numbers) {
        free(is_open);
        return pcs_error_nomem(err);
    }
    for (size_t a = 0; a < n; a++) {
        is_open[a] = f->has_word[a] && !f->whole[a] && !f->segments[a];
        any = any || is_open[a];
    }
    pcs_together t;
    pcs_status status = pcs_together_init(&t, f->s, f->m, err);
    if (status == PCS_OK && any)
        status = pcs_together_match(&t, is_open, f->heads, err);
    for (size_t i = 0; status == PCS_OK && i < t.n; i++)
        if (t.tiers[i])
            status = add_together(f, &t, i, err);
    pcs_together_dispose(&t);
    free(is_open);
    return status;
}

/* Whether the words can be spread at all. */
static bool may_be_spread(const pcs_session *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->query.n_terms; i++) {
        const pcs_node *node = s->terms[i].node;
        n += !node->is_synonym && !node->is_english_too && !node->is_dropped &&
             !node->is_excluded;
    }
    return s->options->mode != PCS_MATCH_ANY && n + s->query.n_filters > 1;
}

static pcs_status find(finding *f, pcs_error *err)
{
    bool any = false;
    pcs_status status =
        pcs_tables_check(f->p->tables, f->p->articles,
                         f->p->n_articles * sizeof *f->p->articles, err);
    if (status == PCS_OK)
        status = match_terms(f, &any, err);
    if (status != PCS_OK || !any)
        return status;
    status = match_filters(f, err);
    if (status == PCS_OK)
        status = match_heads(f, err);
    if (status == PCS_OK)
        status = add_heads(f, err);
    return status == PCS_OK && may_be_spread(f->s) ? find_together(f, err)
                                                   : status;
}

static void dispose(finding *f)
{
    for (size_t i = 0; f->heads && i < f->s->query.n_terms; i++)
        free(f->heads[i]);
    for (size_t i = 0; f->filters && i < f->s->query.n_filters; i++)
        free(f->filters[i]);
    free(f->heads);
    free(f->filters);
    free(f->has_word);
    free(f->numbers);
    free(f->whole);
    free(f->title);
}

pcs_status pcs_session_match_heads(uint8_t *found, pcs_session *s, size_t shelf,
                                   pcs_matching *m, const uint32_t *segments,
                                   pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    finding f = {.s = s,
                 .shelf = shelf,
                 .m = m,
                 .p = p,
                 .segments = segments,
                 .heads = calloc(s->query.n_terms + 1, sizeof *f.heads),
                 .filters = calloc(s->query.n_filters + 1, sizeof *f.filters),
                 .has_word = calloc(p->n_articles + 1, sizeof *f.has_word),
                 .whole = calloc(p->n_articles + 1, 1),
                 .title = calloc(p->n_articles + 1, 1),
                 .found = found};
    if (!s->heads)
        s->heads = calloc(1, sizeof *s->heads);
    pcs_status status = PCS_OK;
    if (!f.heads || !f.filters || !f.has_word || !f.whole || !f.title ||
        !s->heads)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = find(&f, err);
    dispose(&f);
    return status;
}
