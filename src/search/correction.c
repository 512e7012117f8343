/* correction.c - what a word that matches nothing may have been */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "analyze/keyboard.h"
#include "analyze/locale.h"
#include "base/utf8.h"
#include "search/correct.h"
#include "search/near.h"

/* Shorter words are found in any text by chance. */
#define LETTERS_MIN 3

/* What is less likely has to be so much more frequent. */
#define FREQ_FACTOR 10

/* What is likeliest to have been meant. A distance is added to the last. */
enum { RANK_KEYBOARD, RANK_INITIALS, RANK_UNFINISHED, RANK_NEAR = 1 };

/* How many segments hold a word, in part only where any part is a word. */
static pcs_status count(uint64_t *out, pcs_session *s, const pcs_buffer *word,
                        pcs_error *err)
{
    pcs_search_options o = pcs_session_quiet_options(s);
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

static pcs_status add_copy(pcs_correction *w, const pcs_buffer *text, int rank,
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
static pcs_status add_typed(pcs_session *s, pcs_correction *w, pcs_buffer *text,
                            bool is_latin, pcs_error *err)
{
    uint64_t n = 0;
    bool is_english = w->term->node->side == PCS_SIDE_ENGLISH;
    size_t least = is_latin ? LETTERS_MIN : PCS_SYLLABLES_MIN;
    if (text->failed || pcs_utf8_count(text->data, text->len) < least)
        return pcs_buffer_status(text, err);
    pcs_buffer field = {0};
    pcs_buffer_puts(&field, "en:");
    pcs_buffer_append(&field, text->data, text->len);
    pcs_status status = count(&n, s, is_english ? &field : text, err);
    if (status == PCS_OK && n > 0)
        status = add_copy(w, text, RANK_KEYBOARD, n, err);
    else if (status == PCS_OK && is_latin && !is_english &&
             !s->options->is_plain) {
        status = count(&n, s, &field, err);
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

static pcs_status add_latin(pcs_session *s, pcs_correction *w,
                            const pcs_keyboard *k, bool is_whole,
                            pcs_error *err)
{
    const pcs_buffer *from = &w->term->folded;
    pcs_buffer text = {0};
    pcs_status status = PCS_OK;
    if (pcs_keyboard_latin(&text, k, from->data, from->len, is_whole) &&
        is_word(&text))
        status = add_typed(s, w, &text, true, err);
    pcs_buffer_dispose(&text);
    return status;
}

/* What the same keys type in another layout. Capitals are tried as typed,
 * since they are other letters of Hangul, and as small ones. */
static pcs_status add_keyboard(pcs_session *s, pcs_correction *w,
                               const pcs_keyboard *k, pcs_error *err)
{
    const pcs_node *node = w->term->node;
    const pcs_buffer *folded = &w->term->folded;
    pcs_buffer text = {0};
    pcs_status status = PCS_OK;
    size_t before = w->guesses.len;
    if (!is_used(s, k))
        return PCS_OK;
    if (pcs_keyboard_local(&text, k, node->text, node->len))
        status = add_typed(s, w, &text, false, err);
    pcs_buffer_clear(&text);
    if (status == PCS_OK && w->guesses.len == before &&
        pcs_keyboard_local(&text, k, folded->data, folded->len))
        status = add_typed(s, w, &text, false, err);
    pcs_buffer_dispose(&text);
    if (status == PCS_OK && w->guesses.len == before)
        status = add_latin(s, w, k, true, err);
    if (status == PCS_OK && w->guesses.len == before)
        status = add_latin(s, w, k, false, err);
    return status;
}

/* What is less likely has a penalty. */
static pcs_status add_near(pcs_correction *w, const pcs_near *near,
                           pcs_shelf *shelf, pcs_side side, int penalty,
                           pcs_error *err)
{
    pcs_near_words words = {NULL, 0, 0, false};
    pcs_status status = pcs_near_find(&words, near, shelf, side, err);
    for (size_t i = 0; status == PCS_OK && i < words.len; i++) {
        const pcs_near_word *n = &words.items[i];
        if (n->distance > 0)
            status = pcs_guesses_add(&w->guesses, n->text, n->len,
                                     RANK_NEAR + n->distance + penalty, n->freq,
                                     err);
    }
    free(words.items);
    return status;
}

/* What the vocabulary of one locale has. */
static pcs_status add_words(pcs_correction *w, pcs_shelf *shelf, bool is_weak,
                            pcs_error *err)
{
    const pcs_term *t = w->term;
    pcs_unfinished unfinished;
    pcs_vocabulary v;
    pcs_near near;
    pcs_status status = pcs_shelf_vocabulary(&v, shelf, t->node->side, err);
    if (status == PCS_OK &&
        pcs_unfinished_make(&unfinished, t->folded.data, t->folded.len) &&
        unfinished.len >= PCS_SYLLABLES_MIN)
        status = pcs_guesses_add_hangul(
            &w->guesses, &unfinished, v.lexicon, true,
            unfinished.has_initials ? RANK_INITIALS : RANK_UNFINISHED, err);
    if (status != PCS_OK || is_weak || !pcs_near_make_term(&near, t))
        return status;
    status = add_near(w, &near, shelf, t->node->side, 0, err);
    /* A word without a field may be one of the English side. */
    if (status == PCS_OK && t->node->side == PCS_SIDE_LOCAL &&
        !t->node->is_sided && !t->node->language && !near.is_hangul)
        status = add_near(w, &near, shelf, PCS_SIDE_ENGLISH, 1, err);
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

/* Keeps what is as likely as the best, or far more frequent. */
static void keep_best(pcs_guesses *g)
{
    size_t n = 0;
    pcs_guess best = g->len ? g->items[0] : (pcs_guess){0};
    for (size_t i = 0; i < g->len && n < PCS_SUGGESTIONS_MAX; i++)
        if (g->items[i].rank == best.rank ||
            g->items[i].freq / FREQ_FACTOR > best.freq)
            g->items[n++] = g->items[i];
    g->len = n;
}

/* Guesses begin with a capital where the word does. */
static pcs_status capitalize(pcs_correction *w, pcs_error *err)
{
    const pcs_node *node = w->term->node;
    size_t pos = 0;
    if (!u_isupper((UChar32)pcs_utf8_next(node->text, node->len, &pos, NULL)))
        return PCS_OK;
    pcs_buffer text = {0};
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < w->guesses.len; i++) {
        pcs_guess *g = &w->guesses.items[i];
        char first[4];
        pos = 0;
        uint32_t c = pcs_utf8_next(g->text, g->len, &pos, NULL);
        c = (uint32_t)u_totitle((UChar32)c);
        pcs_buffer_clear(&text);
        pcs_buffer_append(&text, first, pcs_utf8_put(first, c));
        pcs_buffer_append(&text, g->text + pos, g->len - pos);
        g->text = pcs_arena_copy(&w->guesses.arena, text.data, text.len);
        g->len = text.len;
        if (text.failed || !g->text)
            status = pcs_error_nomem(err);
    }
    pcs_buffer_dispose(&text);
    return status;
}

pcs_status pcs_correction_guess(pcs_correction *w, pcs_session *s, bool is_weak,
                                pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && !is_weak && i < pcs_n_keyboards; i++)
        status = add_keyboard(s, w, &pcs_keyboards[i], err);
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        if (!pcs_session_wants(s, m->locales[i].locale))
            continue;
        status = pcs_searcher_shelf(&shelf, s->searcher, i, err);
        if (status == PCS_OK)
            status = add_words(w, shelf, is_weak, err);
    }
    pcs_guesses_sort(&w->guesses);
    if (is_weak)
        keep_frequent(&w->guesses, FREQ_FACTOR * s->results->segments);
    keep_best(&w->guesses);
    return status == PCS_OK ? capitalize(w, err) : status;
}
