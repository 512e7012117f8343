/* guesses.c - words that may have been meant */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/guesses.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/korean.h"

void pcs_guesses_dispose(pcs_guesses *g)
{
    free(g->items);
    pcs_arena_dispose(&g->arena);
    memset(g, 0, sizeof *g);
}

pcs_status pcs_guesses_add(pcs_guesses *g, const char *text, size_t len,
                           int rank, uint64_t freq, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(g->items, g->cap, g->len + 1))
        return pcs_error_nomem(err);
    g->items[g->len++] = (pcs_guess){text, len, rank, freq};
    return PCS_OK;
}

static int compare_texts(const void *a, const void *b)
{
    const pcs_guess *x = a, *y = b;
    size_t n = x->len < y->len ? x->len : y->len;
    int diff = memcmp(x->text, y->text, n);
    if (diff == 0)
        diff = (x->len > y->len) - (x->len < y->len);
    return diff ? diff : (x->rank > y->rank) - (x->rank < y->rank);
}

static int compare(const void *a, const void *b)
{
    const pcs_guess *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->freq != y->freq)
        return x->freq > y->freq ? -1 : 1;
    return compare_texts(a, b);
}

static bool same_text(const pcs_guess *a, const pcs_guess *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

void pcs_guesses_sort(pcs_guesses *g)
{
    size_t n = 0;
    if (g->len == 0)
        return;
    qsort(g->items, g->len, sizeof *g->items, compare_texts);
    for (size_t i = 0; i < g->len; i++) {
        pcs_guess *last = &g->items[n - (n > 0)];
        if (n == 0 || !same_text(last, &g->items[i]))
            g->items[n++] = g->items[i];
        else if (last->rank == g->items[i].rank)
            last->freq += g->items[i].freq;
    }
    g->len = n;
    qsort(g->items, n, sizeof *g->items, compare);
}

/* How much of an eojeol that begins so (up to end) is the word; 0 for none. */
static pcs_status find_word(size_t *out, const pcs_lexicon *l,
                            const char *eojeol, size_t len, size_t end,
                            bool is_exact, pcs_error *err)
{
    pcs_status status = PCS_OK;
    *out = end;
    if (is_exact) {
        if (pcs_korean_classify(eojeol, len, end) == PCS_KOREAN_OTHER)
            *out = 0;
        return PCS_OK;
    }
    for (; status == PCS_OK && *out < len; *out += 3) {
        pcs_lexicon_range range;
        if (pcs_korean_classify(eojeol, len, *out) != PCS_KOREAN_PARTICLE)
            continue;
        status = pcs_lexicon_find(&range, l, eojeol, *out, err);
        if (status == PCS_OK && range.first < range.last)
            break;
    }
    if (*out > len)
        *out = len;
    return status;
}

static pcs_status add_eojeol(pcs_guesses *g, const pcs_unfinished *u,
                             const pcs_lexicon *l, size_t i, bool is_exact,
                             int rank, pcs_error *err)
{
    const char *eojeol;
    size_t len, end;
    uint32_t freq;
    pcs_status status = pcs_lexicon_word(&eojeol, &len, l, i, err);
    if (status != PCS_OK || !pcs_unfinished_begins(u, eojeol, len, &end))
        return status;
    status = find_word(&end, l, eojeol, len, end, is_exact, err);
    if (status == PCS_OK && end > 0)
        status = pcs_lexicon_freq(&freq, l, i, err);
    if (status == PCS_OK && end > 0)
        status = pcs_guesses_add(g, eojeol, end, rank, freq, err);
    return status;
}

/* Where words that begin so may stand: among all of Hangul where no syllable
 * is whole. */
static pcs_status find_range(pcs_lexicon_range *out, const pcs_unfinished *u,
                             const pcs_lexicon *l, pcs_error *err)
{
    if (u->whole_bytes)
        return pcs_lexicon_prefix(out, l, u->text, u->whole_bytes, err);
    pcs_lexicon_range last;
    pcs_status status = pcs_lexicon_prefix(out, l, "\xEA\xB0\x80", 3, err);
    if (status == PCS_OK)
        status = pcs_lexicon_prefix(&last, l, "\xED\x9E\xA4", 3, err);
    if (status == PCS_OK)
        out->last = last.first;
    return status;
}

pcs_status pcs_guesses_add_hangul(pcs_guesses *g, const pcs_unfinished *u,
                                  const pcs_lexicon *l, bool is_exact, int rank,
                                  pcs_error *err)
{
    pcs_lexicon_range range;
    pcs_status status = find_range(&range, u, l, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++)
        status = add_eojeol(g, u, l, i, is_exact, rank, err);
    return status;
}
