/* pieces.c - texts whose characters borders cut into other words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/closed.h"
#include "base/utf8.h"

/* What pieces of a text are put together in. reach[i]: the units that hold
 * pieces which make up its first i characters. */
typedef struct piecing {
    pcs_matching *m;
    const char *text;
    size_t at[PCS_PIECES_MAX + 1]; /* of each character, in bytes */
    size_t n;
    pcs_tiers *reach[PCS_PIECES_MAX + 1];
    pcs_tiers *piece;
} piecing;

/* Adds the units of words that are a function word and the piece. */
static pcs_status add_joined(piecing *p, const char *text, size_t len,
                             bool is_before, bool *found, pcs_error *err)
{
    const pcs_lexicon *l = &p->m->shelf->partition.words;
    pcs_lexicon_range range;
    pcs_status status = is_before
                            ? pcs_lexicon_suffix(&range, l, text, len, err)
                            : pcs_lexicon_prefix(&range, l, text, len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        const char *word;
        size_t n = 0, number = i;
        if (is_before)
            status = pcs_lexicon_suffix_word(&number, l, i, err);
        if (status == PCS_OK)
            status = pcs_lexicon_word(&word, &n, l, number, err);
        if (status != PCS_OK || n != len + 3 ||
            !pcs_is_chinese_particle(is_before ? word : word + len, 3,
                                     is_before))
            continue;
        *found = true;
        status =
            pcs_match_lexicon_word(p->piece, p->m, number, PCS_TIER_STEM, err);
    }
    return status;
}

/* The units of characters [i, j) as a word. */
static pcs_status find_piece(bool *out, piecing *p, size_t i, size_t j,
                             pcs_error *err)
{
    const char *text = p->text + p->at[i];
    size_t len = p->at[j] - p->at[i];
    size_t n_units = p->m->shelf->partition.n_units;
    const pcs_lexicon *l = &p->m->shelf->partition.words;
    pcs_char_class class = pcs_char_classify_first(text, len);
    pcs_lexicon_range range;
    *out = true;
    /* A lone hiragana is not posted. */
    if (class == PCS_CHAR_HIRAGANA && j == i + 1) {
        memset(p->piece, PCS_TIER_WORD, n_units);
        return PCS_OK;
    }
    bool is_last = j == p->n && class == PCS_CHAR_HANGUL;
    pcs_status status = is_last ? pcs_lexicon_prefix(&range, l, text, len, err)
                                : pcs_lexicon_find(&range, l, text, len, err);
    *out = status == PCS_OK && range.first < range.last;
    bool is_chinese = class == PCS_CHAR_HAN && j - i < p->n &&
                      strncmp(p->m->shelf->locale, "zh", 2) == 0;
    if (!*out && !is_chinese)
        return status;
    memset(p->piece, 0, n_units);
    if (*out && is_last)
        return pcs_match_eojeols(p->piece, p->m, text, len, err);
    if (*out)
        status = pcs_match_lexicon_word(p->piece, p->m, range.first,
                                        PCS_TIER_WORD, err);
    if (status == PCS_OK && is_chinese && i == 0)
        status = add_joined(p, text, len, true, out, err);
    if (status == PCS_OK && is_chinese && j == p->n)
        status = add_joined(p, text, len, false, out, err);
    return status;
}

static pcs_status add_piece(piecing *p, size_t i, size_t j, pcs_error *err)
{
    size_t n = p->m->shelf->partition.n_units;
    bool is_known;
    pcs_status status = find_piece(&is_known, p, i, j, err);
    if (status != PCS_OK || !is_known)
        return status;
    if (i > 0)
        pcs_tiers_and(p->piece, p->reach[i], n);
    if (pcs_tiers_next(p->piece, 0, n) == n)
        return PCS_OK;
    if (!p->reach[j])
        p->reach[j] = calloc(n + 1, 1);
    if (!p->reach[j])
        return pcs_error_nomem(err);
    pcs_tiers_or(p->reach[j], p->piece, n);
    return PCS_OK;
}

static pcs_status put_together(piecing *p, bool with_whole, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < p->n; i++)
        for (size_t j = i + 1;
             status == PCS_OK && j <= p->n && (i == 0 || p->reach[i]); j++)
            if (with_whole || i > 0 || j < p->n)
                status = add_piece(p, i, j, err);
    return status;
}

pcs_status pcs_match_pieces(pcs_tiers *found, pcs_matching *m, const char *text,
                            size_t len, bool with_whole, pcs_error *err)
{
    size_t n_units = m->shelf->partition.n_units;
    piecing p = {.m = m, .text = text};
    for (size_t i = 0; i < len; p.n++) {
        if (p.n == PCS_PIECES_MAX)
            return PCS_OK;
        pcs_utf8_next(text, len, &i, NULL);
        p.at[p.n + 1] = i;
    }
    p.piece = malloc(n_units + 1);
    pcs_status status = p.piece ? PCS_OK : pcs_error_nomem(err);
    /* A piece is not what the term stands for. */
    pcs_watch *watch = m->watch;
    m->watch = NULL;
    if (status == PCS_OK)
        status = put_together(&p, with_whole, err);
    m->watch = watch;
    if (status == PCS_OK && p.reach[p.n]) {
        pcs_tiers_clamp(p.reach[p.n], PCS_TIER_WORD, m->lowest, n_units);
        pcs_tiers_or(found, p.reach[p.n], n_units);
    }
    for (size_t i = 0; i <= PCS_PIECES_MAX; i++)
        free(p.reach[i]);
    free(p.piece);
    return status;
}
