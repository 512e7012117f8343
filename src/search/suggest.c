/* suggest.c - completing what is being typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/guesses.h"
#include "search/session.h"

/* Longer words are no words, and the longest are posted by their hash. */
#define WORD_BYTES_MAX 128

/* What is completed: the words before the last, and the last one folded. */
typedef struct completing {
    pcs_session session; /* for its choice of locales */
    pcs_buffer text;
    size_t before;
    pcs_side side;
    pcs_buffer word;
    pcs_guesses guesses;
} completing;

/* Finds the last word, and its field. */
static pcs_status split(completing *c, const char *text, size_t len,
                        pcs_error *err)
{
    pcs_utf8_repair(&c->text, text,
                    pcs_utf8_cut(text, len, PCS_QUERY_BYTES_MAX));
    if (c->text.failed)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < c->text.len; i++) {
        if ((unsigned char)c->text.data[i] <= ' ')
            c->text.data[i] = ' ';
        if (c->text.data[i] == ' ')
            c->before = i + 1;
    }
    if (c->text.len - c->before >= 3 &&
        memcmp(c->text.data + c->before, "en:", 3) == 0) {
        c->side = PCS_SIDE_ENGLISH;
        c->before += 3;
    }
    return PCS_OK;
}

static pcs_status fold(completing *c, pcs_error *err)
{
    const pcs_analysis *a;
    size_t n = c->text.len - c->before;
    if (n == 0)
        return PCS_OK;
    pcs_status status = pcs_analyze(&a, c->session.searcher->analyzer,
                                    c->text.data + c->before, n, 0, err);
    for (size_t i = 0; status == PCS_OK && i < a->folded.len;) {
        char bytes[4];
        uint32_t u = (uint32_t)pcs_unit_next(a->folded.text, &i, a->folded.len);
        if ((u & 0xFFFFF800u) == 0xD800u)
            u = PCS_REPLACEMENT;
        pcs_buffer_append(&c->word, bytes, pcs_utf8_put(bytes, u));
    }
    return status == PCS_OK ? pcs_buffer_status(&c->word, err) : status;
}

static pcs_status add_prefix(completing *c, const pcs_lexicon *l,
                             pcs_error *err)
{
    pcs_lexicon_range range;
    pcs_status status =
        pcs_lexicon_prefix(&range, l, c->word.data, c->word.len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        const char *word;
        size_t len;
        uint32_t freq;
        status = pcs_lexicon_word(&word, &len, l, i, err);
        if (status == PCS_OK)
            status = pcs_lexicon_freq(&freq, l, i, err);
        if (status == PCS_OK && len <= WORD_BYTES_MAX)
            status = pcs_guesses_add(&c->guesses, word, len, 0, freq, err);
    }
    return status;
}

static pcs_status add_shelf(completing *c, pcs_shelf *shelf, pcs_error *err)
{
    pcs_vocabulary v;
    pcs_unfinished u;
    pcs_status status = pcs_shelf_vocabulary(&v, shelf, c->side, err);
    if (status != PCS_OK)
        return status;
    if (!pcs_unfinished_make(&u, c->word.data, c->word.len))
        return add_prefix(c, v.lexicon, err);
    status = pcs_guesses_add_hangul(&c->guesses, &u, v.lexicon, false, 0, err);
    if (status == PCS_OK && pcs_unfinished_shift(&u))
        status =
            pcs_guesses_add_hangul(&c->guesses, &u, v.lexicon, false, 0, err);
    return status;
}

static pcs_status find(completing *c, pcs_error *err)
{
    pcs_searcher *s = c->session.searcher;
    pcs_status status = fold(c, err);
    for (size_t i = 0;
         status == PCS_OK && c->word.len && i < s->manifest.n_locales; i++) {
        pcs_shelf *shelf;
        if (!pcs_session_wants(&c->session, s->manifest.locales[i].locale))
            continue;
        status = pcs_searcher_shelf(&shelf, s, i, err);
        if (status == PCS_OK)
            status = add_shelf(c, shelf, err);
    }
    pcs_guesses_sort(&c->guesses);
    return status;
}

static pcs_status write_items(pcs_completions *out, completing *c, size_t limit,
                              pcs_error *err)
{
    size_t n = c->guesses.len < limit ? c->guesses.len : limit;
    const char **items = pcs_arena_alloc(&out->arena, (n + 1) * sizeof *items);
    if (!items)
        return pcs_error_nomem(err);
    out->items = items;
    for (; out->len < n; out->len++) {
        const pcs_guess *g = &c->guesses.items[out->len];
        char *text = pcs_arena_alloc(&out->arena, c->before + g->len + 1);
        if (!text)
            return pcs_error_nomem(err);
        if (c->before)
            memcpy(text, c->text.data, c->before);
        memcpy(text + c->before, g->text, g->len);
        text[c->before + g->len] = 0;
        items[out->len] = text;
    }
    return PCS_OK;
}

pcs_status pcs_suggest(pcs_completions *out, pcs_searcher *searcher,
                       const char *text, size_t len,
                       const pcs_search_options *options, pcs_error *err)
{
    completing c = {.session = {.searcher = searcher, .options = options}};
    memset(out, 0, sizeof *out);
    pcs_status status = pcs_session_check_locales(&c.session, err);
    if (status == PCS_OK)
        status = split(&c, text, len, err);
    if (status == PCS_OK)
        status = find(&c, err);
    if (status == PCS_OK)
        status = write_items(out, &c, options->limit, err);
    pcs_buffer_dispose(&c.text);
    pcs_buffer_dispose(&c.word);
    pcs_guesses_dispose(&c.guesses);
    if (status != PCS_OK)
        pcs_completions_dispose(out);
    return status;
}

void pcs_completions_dispose(pcs_completions *completions)
{
    pcs_arena_dispose(&completions->arena);
    memset(completions, 0, sizeof *completions);
}
