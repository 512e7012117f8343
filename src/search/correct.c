/* correct.c - queries that may have been meant */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "analyze/keyboard.h"
#include "analyze/locale.h"
#include "base/utf8.h"
#include "search/guesses.h"
#include "search/near.h"
#include "search/session.h"

/* So many words of a query are corrected; each costs reading a vocabulary. */
#define WORDS_MAX 3

/* Fewer letters than that are found in any text by chance. */
#define SYLLABLES_MIN 2
#define LETTERS_MIN 3

/* Where parts of words are found, a word has to be so much more frequent. */
#define FREQ_FACTOR 10

/* What is likeliest to have been meant. A distance is added to the last. */
enum { RANK_KEYBOARD, RANK_INITIALS, RANK_UNFINISHED, RANK_NEAR = 1 };

/* A word of the query that matches nothing, and what it may have been. */
typedef struct correction {
    const pcs_term *term;
    pcs_guesses guesses;
} correction;

typedef struct correcting {
    pcs_session *s;
    bool is_weak; /* there are hits, with parts of words only */
    correction words[WORDS_MAX];
    size_t n;
    const char **list; /* what results.suggestions points to */
} correcting;

/* A search for nothing but numbers. */
static pcs_search_options quiet_options(const pcs_session *s)
{
    pcs_search_options o = *s->options;
    o.limit = o.offset = o.context = 0;
    o.want_files = false;
    o.no_suggestions = true;
    if (o.lowest > PCS_TIER_PART)
        o.lowest = PCS_TIER_PART;
    return o;
}

/* How many segments hold a word, in part only where any part is a word. */
static pcs_status count(uint64_t *out, pcs_session *s, const pcs_buffer *word,
                        pcs_error *err)
{
    pcs_search_options o = quiet_options(s);
    pcs_results r;
    size_t pos = 0;
    pcs_status status = pcs_buffer_status(word, err);
    if (status != PCS_OK || word->len == 0)
        return status;
    uint32_t c = pcs_utf8_next(word->data, word->len, &pos, NULL);
    if (!pcs_class_has_grams(pcs_char_classify((UChar32)c)))
        o.lowest = PCS_TIER_STEM;
    o.mode = PCS_MATCH_ALL;
    status = pcs_search(&r, s->searcher, word->data, word->len, &o, err);
    *out = status == PCS_OK ? r.segments : 0;
    if (status == PCS_OK)
        pcs_results_dispose(&r);
    return status;
}

static pcs_status add_copy(correction *w, const pcs_buffer *text, int rank,
                           uint64_t freq, pcs_error *err)
{
    pcs_guesses *g = &w->guesses;
    char *copy = pcs_arena_copy(&g->arena, text->data, text->len);
    if (!copy)
        return pcs_error_nomem(err);
    return pcs_guesses_add(g, copy, text->len, rank, freq, err);
}

/* Whether the layout is that of a locale that is searched. */
static bool is_used(const pcs_session *s, const pcs_keyboard *k)
{
    const pcs_manifest *m = &s->searcher->manifest;
    for (size_t i = 0; i < m->n_locales; i++)
        if (pcs_session_wants(s, m->locales[i].locale) &&
            pcs_locale_matches(m->locales[i].locale, k->language,
                               strlen(k->language)))
            return true;
    return false;
}

/* Adds text, which keys of another layout type, if it is found; what only the
 * English side has, with its field. */
static pcs_status add_typed(correcting *c, correction *w, pcs_buffer *text,
                            bool is_latin, pcs_error *err)
{
    uint64_t n = 0;
    bool is_english = w->term->node->side == PCS_SIDE_ENGLISH;
    size_t least = is_latin ? LETTERS_MIN : SYLLABLES_MIN;
    if (text->failed || pcs_utf8_count(text->data, text->len) < least)
        return pcs_buffer_status(text, err);
    pcs_buffer field = {0};
    pcs_buffer_puts(&field, "en:");
    pcs_buffer_append(&field, text->data, text->len);
    pcs_status status = count(&n, c->s, is_english ? &field : text, err);
    if (status == PCS_OK && n > 0)
        status = add_copy(w, text, RANK_KEYBOARD, n, err);
    else if (status == PCS_OK && is_latin && !is_english &&
             !c->s->options->is_plain) {
        status = count(&n, c->s, &field, err);
        if (status == PCS_OK && n > 0)
            status = add_copy(w, &field, RANK_KEYBOARD, n, err);
    }
    pcs_buffer_dispose(&field);
    return status;
}

static bool is_word(const pcs_buffer *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (text->data[i] < 'a' || text->data[i] > 'z')
            return false;
    return text->len > 0;
}

static pcs_status add_latin(correcting *c, correction *w, const pcs_keyboard *k,
                            bool is_whole, pcs_error *err)
{
    const pcs_buffer *from = &w->term->folded;
    pcs_buffer text = {0};
    pcs_status status = PCS_OK;
    if (pcs_keyboard_latin(&text, k, from->data, from->len, is_whole) &&
        is_word(&text))
        status = add_typed(c, w, &text, true, err);
    pcs_buffer_dispose(&text);
    return status;
}

/* What the same keys type in another layout. Capitals are tried as typed,
 * since they are other letters of Hangul, and as small ones. */
static pcs_status add_keyboard(correcting *c, correction *w,
                               const pcs_keyboard *k, pcs_error *err)
{
    const pcs_node *node = w->term->node;
    const pcs_buffer *folded = &w->term->folded;
    pcs_buffer text = {0};
    pcs_status status = PCS_OK;
    size_t before = w->guesses.len;
    if (!is_used(c->s, k))
        return PCS_OK;
    if (pcs_keyboard_local(&text, k, node->text, node->len))
        status = add_typed(c, w, &text, false, err);
    pcs_buffer_clear(&text);
    if (status == PCS_OK && w->guesses.len == before &&
        pcs_keyboard_local(&text, k, folded->data, folded->len))
        status = add_typed(c, w, &text, false, err);
    pcs_buffer_dispose(&text);
    if (status == PCS_OK && w->guesses.len == before)
        status = add_latin(c, w, k, true, err);
    if (status == PCS_OK && w->guesses.len == before)
        status = add_latin(c, w, k, false, err);
    return status;
}

static pcs_status add_near(correction *w, const pcs_near *near,
                           const pcs_lexicon *l, pcs_error *err)
{
    pcs_near_words words = {NULL, 0, 0, false};
    pcs_status status = pcs_near_find(&words, near, l, err);
    for (size_t i = 0; status == PCS_OK && i < words.len; i++) {
        const pcs_near_word *n = &words.items[i];
        if (n->distance > 0)
            status = pcs_guesses_add(&w->guesses, n->text, n->len,
                                     RANK_NEAR + n->distance, n->freq, err);
    }
    free(words.items);
    return status;
}

/* What the vocabulary of one locale has. */
static pcs_status add_words(correcting *c, correction *w, pcs_shelf *shelf,
                            pcs_error *err)
{
    const pcs_term *t = w->term;
    pcs_unfinished unfinished;
    pcs_vocabulary v;
    pcs_near near;
    pcs_status status = pcs_shelf_vocabulary(&v, shelf, t->node->side, err);
    if (status == PCS_OK &&
        pcs_unfinished_make(&unfinished, t->folded.data, t->folded.len) &&
        unfinished.len >= SYLLABLES_MIN)
        status = pcs_guesses_add_hangul(
            &w->guesses, &unfinished, v.lexicon, true,
            unfinished.has_initials ? RANK_INITIALS : RANK_UNFINISHED, err);
    if (status == PCS_OK && !c->is_weak && pcs_near_make_term(&near, t))
        status = add_near(w, &near, v.lexicon, err);
    return status;
}

static void keep_frequent(pcs_guesses *g, uint64_t more_than)
{
    size_t n = 0;
    for (size_t i = 0; i < g->len; i++)
        if (g->items[i].freq > more_than)
            g->items[n++] = g->items[i];
    g->len = n;
}

static pcs_status guess(correcting *c, correction *w, pcs_error *err)
{
    const pcs_manifest *m = &c->s->searcher->manifest;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && !c->is_weak && i < pcs_n_keyboards;
         i++)
        status = add_keyboard(c, w, &pcs_keyboards[i], err);
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        if (!pcs_session_wants(c->s, m->locales[i].locale))
            continue;
        status = pcs_searcher_shelf(&shelf, c->s->searcher, i, err);
        if (status == PCS_OK)
            status = add_words(c, w, shelf, err);
    }
    pcs_guesses_sort(&w->guesses);
    if (c->is_weak)
        keep_frequent(&w->guesses, FREQ_FACTOR * c->s->results->segments);
    return status;
}

/* Whether some unit has the term as a word or by its stem. */
static bool has_words(const pcs_session *s, const pcs_term *t)
{
    for (size_t i = 0; i < s->searcher->manifest.n_locales; i++) {
        const pcs_matching *m = &s->matchings[i];
        const pcs_tiers *found = m->shelf ? m->found[t->node->number] : NULL;
        size_t n = found ? m->shelf->partition.n_units : 0;
        for (size_t u = 0; u < n; u++)
            if (found[u] == PCS_TIER_WORD || found[u] == PCS_TIER_STEM)
                return true;
    }
    return false;
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
           u.len >= SYLLABLES_MIN && u.units[u.len - 1].is_open;
}

static bool may_be_wrong(const correcting *c, const pcs_term *t)
{
    const pcs_session *s = c->s;
    const pcs_node *node = t->node;
    return node && !node->is_phrase && !node->is_prefix && !node->is_excluded &&
           t->kind != PCS_TERM_KIND_RAW && t->folded.len > 0 &&
           (s->results->segments == 0 || node->is_dropped ||
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
        if (status != PCS_OK || has_words(s, t))
            continue;
        correction *w = &c->words[c->n];
        w->term = t;
        status = guess(c, w, err);
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
        const correction *w = &c->words[i];
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
    pcs_search_options o = quiet_options(s);
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

pcs_status pcs_session_correct(pcs_session *s, pcs_error *err)
{
    const pcs_results *r = s->results;
    correcting c = {.s = s};
    pcs_status status = PCS_OK;
    c.is_weak = r->segments > 0 && r->segments == r->tiers[PCS_TIER_PART] &&
                s->query.n_terms == 1;
    if (s->options->lowest > PCS_TIER_WORD && s->query.root)
        status = find_wrong(&c, err);
    if (status == PCS_OK && c.n > 0)
        status = suggest_all(&c, err);
    for (size_t i = 0; i < WORDS_MAX; i++)
        pcs_guesses_dispose(&c.words[i].guesses);
    return status;
}
