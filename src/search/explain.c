/* explain.c - what a query was read as, and what its terms stand for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/explain.h"

#include <stdlib.h>
#include <string.h>

#include "search/breakdown.h"

pcs_status pcs_session_explain_query(pcs_session *s, pcs_error *err)
{
    if (!s->options->want_explanation)
        return PCS_OK;
    pcs_explaining *e = s->explaining = calloc(1, sizeof *e);
    if (!e)
        return pcs_error_nomem(err);
    e->n_shelves = s->searcher->manifest.n_locales;
    e->headings = calloc(e->n_shelves + 1, sizeof *e->headings);
    if (!e->headings)
        return pcs_error_nomem(err);
    return pcs_session_outline(&e->parsed, s, err);
}

static pcs_status explain_term(pcs_explained_term *out, pcs_session *s,
                               const pcs_term *t, pcs_error *err)
{
    const pcs_node *node = t->node;
    pcs_arena *arena = &s->results->arena;
    bool was_typed = node->typed && !node->is_synonym;
    memset(out, 0, sizeof *out);
    out->text = pcs_arena_copy(arena, node->text, node->len);
    out->typed = pcs_arena_copy(arena, was_typed ? node->typed : "",
                                was_typed ? node->typed_len : 0);
    out->lookup = pcs_term_lookup(t);
    out->is_english = node->side == PCS_SIDE_ENGLISH;
    out->is_synonym = node->is_synonym;
    out->is_joined = pcs_node_is_joined(node);
    out->is_dropped = node->is_dropped;
    out->is_excluded = node->is_excluded;
    return out->text && out->typed ? PCS_OK : pcs_error_nomem(err);
}

/* Terms by their numbers. */
static pcs_status explain_terms(pcs_explanation *out, pcs_session *s,
                                pcs_error *err)
{
    pcs_explained_term *list =
        pcs_arena_alloc(&s->results->arena, s->n_terms * sizeof *list + 1);
    pcs_status status = list ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < s->n_terms; i++)
        status = explain_term(&list[i], s, &s->terms[i], err);
    out->terms = list;
    out->n_terms = status == PCS_OK ? s->n_terms : 0;
    return status;
}

/* The most frequent words of each tier so far, best first. */
typedef struct listing {
    pcs_explained_word items[PCS_TIER_COUNT][PCS_EXPLAINED_WORDS_MAX];
    uint32_t words[PCS_TIER_COUNT][PCS_EXPLAINED_WORDS_MAX];
    size_t n[PCS_TIER_COUNT], n_more[PCS_TIER_COUNT];
} listing;

/* Words come in the order of their bytes, which equals keep. */
static void list_word(listing *l, uint32_t word, pcs_tier tier, uint32_t units)
{
    size_t at = l->n[tier];
    while (at > 0 && l->items[tier][at - 1].units < units)
        at--;
    if (l->n[tier] == PCS_EXPLAINED_WORDS_MAX)
        l->n_more[tier]++;
    else
        l->n[tier]++;
    if (at == PCS_EXPLAINED_WORDS_MAX)
        return;
    size_t behind = l->n[tier] - at - 1;
    memmove(&l->items[tier][at + 1], &l->items[tier][at],
            behind * sizeof l->items[tier][0]);
    memmove(&l->words[tier][at + 1], &l->words[tier][at],
            behind * sizeof l->words[tier][0]);
    l->items[tier][at] = (pcs_explained_word){NULL, tier, units};
    l->words[tier][at] = word;
}

static pcs_status copy_words(pcs_explained_match *out, listing *l,
                             pcs_arena *arena, const pcs_lexicon *lexicon,
                             pcs_error *err)
{
    size_t n = 0;
    for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++)
        n += l->n[t];
    pcs_explained_word *list = pcs_arena_alloc(arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    out->words = list;
    memcpy(out->n_more, l->n_more, sizeof out->n_more);
    for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++)
        for (size_t i = 0; i < l->n[t]; i++) {
            const char *word;
            size_t len;
            pcs_status status =
                pcs_lexicon_word(&word, &len, lexicon, l->words[t][i], err);
            if (status != PCS_OK)
                return status;
            l->items[t][i].text = pcs_arena_copy(arena, word, len);
            if (!l->items[t][i].text)
                return pcs_error_nomem(err);
            list[out->n_words++] = l->items[t][i];
        }
    return PCS_OK;
}

/* The words that were watched. */
static pcs_status list_words(pcs_explained_match *out, pcs_arena *arena,
                             const pcs_tiers *words, const pcs_lexicon *lexicon,
                             pcs_error *err)
{
    listing *l = calloc(1, sizeof *l);
    pcs_status status = l ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < lexicon->len; i++) {
        uint32_t units;
        if (!words[i])
            continue;
        status = pcs_lexicon_freq(&units, lexicon, i, err);
        if (status == PCS_OK)
            list_word(l, (uint32_t)i, (pcs_tier)words[i], units);
    }
    if (status == PCS_OK)
        status = copy_words(out, l, arena, lexicon, err);
    free(l);
    return status;
}

static void count_units(pcs_explained_match *out, const pcs_tiers *found,
                        size_t n)
{
    for (size_t u = 0; found && u < n; u++)
        if (found[u] && found[u] < PCS_TIER_COUNT)
            out->units[found[u]]++;
}

/* Looks a term up again, by itself and watched. */
static pcs_status match_again(pcs_explained_match *out, pcs_session *s,
                              pcs_matching *m, const pcs_term *t,
                              pcs_error *err)
{
    pcs_vocabulary v;
    size_t number = t->node->number;
    pcs_status status = pcs_shelf_vocabulary(&v, m->shelf, t->node->side, err);
    if (status != PCS_OK)
        return status;
    pcs_watch watch = {calloc(v.lexicon->len + 1, 1), PCS_TIER_NONE};
    if (!watch.words)
        return pcs_error_nomem(err);
    if (t->node->is_synonym)
        watch.best = PCS_TIER_STEM;
    m->watch = &watch;
    status = pcs_match_term(m, t, NULL, err);
    m->watch = NULL;
    count_units(out, m->found[number], m->shelf->partition.n_units);
    free(m->found[number]);
    m->found[number] = NULL;
    if (status == PCS_OK)
        status =
            list_words(out, &s->results->arena, watch.words, v.lexicon, err);
    free(watch.words);
    return status;
}

/* used: the matching of the search; again: one of its own. */
static pcs_status explain_match(pcs_explained_match *out, pcs_session *s,
                                const pcs_matching *used, pcs_matching *again,
                                size_t i, pcs_error *err)
{
    const pcs_term *t = &s->terms[i];
    size_t n = used->shelf->partition.n_units;
    memset(out, 0, sizeof *out);
    out->term = i;
    out->freq = pcs_term_freq(used, i);
    if (!t->node->is_excluded && !t->node->is_dropped)
        out->idf = pcs_idf(n, out->freq);
    /* All texts are not read twice; no words are looked up then. */
    if (pcs_term_is_scan(t)) {
        count_units(out, used->found[i], n);
        return PCS_OK;
    }
    return match_again(out, s, again, t, err);
}

static pcs_status explain_locale(pcs_explained_locale *out, pcs_session *s,
                                 pcs_matching *used, pcs_error *err)
{
    pcs_matching again = {0};
    pcs_shelf *shelf = used->shelf;
    pcs_explained_match *list =
        pcs_arena_alloc(&s->results->arena, s->n_terms * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_matching_init(&again, shelf, used->analyzer, s->terms, s->n_terms,
                          s->options->lowest, err);
    out->locale = shelf->locale;
    out->units = shelf->partition.n_units;
    out->average_words = shelf->average_words;
    out->matches = list;
    out->n_matches = 0;
    for (size_t i = 0; status == PCS_OK && i < used->n_terms; i++)
        if (pcs_matching_wants(used, s->terms[i].node))
            status =
                explain_match(&list[out->n_matches++], s, used, &again, i, err);
    if (again.found)
        pcs_matching_dispose(&again);
    return status;
}

static pcs_status explain_locales(pcs_explanation *out, pcs_session *s,
                                  pcs_error *err)
{
    size_t n = s->searcher->manifest.n_locales;
    pcs_explained_locale *list =
        pcs_arena_alloc(&s->results->arena, n * sizeof *list + 1);
    pcs_status status = list ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        if (s->matchings[i].shelf)
            status = explain_locale(&list[out->n_locales++], s,
                                    &s->matchings[i], err);
    out->locales = list;
    return status;
}

pcs_status pcs_session_explain(pcs_session *s, pcs_error *err)
{
    if (!s->explaining)
        return PCS_OK;
    pcs_explanation *x = pcs_arena_alloc(&s->results->arena, sizeof *x);
    if (!x)
        return pcs_error_nomem(err);
    memset(x, 0, sizeof *x);
    x->parsed = s->explaining->parsed;
    x->is_question = s->asked != NULL;
    pcs_status status = pcs_session_outline(&x->searched, s, err);
    if (status == PCS_OK)
        status = explain_terms(x, s, err);
    if (status == PCS_OK)
        status = explain_locales(x, s, err);
    if (status == PCS_OK)
        status = pcs_session_break_down(s, err);
    s->results->explanation = x;
    return status;
}
