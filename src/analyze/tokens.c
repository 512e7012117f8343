/* tokens.c - words of folded text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/tokens.h"

#include <stdlib.h>

#include "base/buffer.h"

static bool add(pcs_tokens *tokens, size_t start, size_t end,
                pcs_char_class class, bool is_compound)
{
    if (!PCS_ARRAY_RESERVE(tokens->items, tokens->cap, tokens->len + 1))
        return false;
    tokens->items[tokens->len++] =
        (pcs_token){(uint32_t)start, (uint32_t)end, class, is_compound};
    return true;
}

static bool is_katakana(UChar c)
{
    return (c >= 0x30A1 && c <= 0x30FF && c != PCS_MIDDLE_DOT) ||
           (c >= 0x31F0 && c <= 0x31FF);
}

/* ICU cuts katakana into what its dictionary knows (サブ|スク|リ|プ|ション), so
 * that runs are taken whole here. */
static bool tokenize_katakana(pcs_tokens *tokens, const pcs_folded *folded)
{
    const UChar *t = folded->text;
    size_t len = folded->len;
    for (size_t i = 0; i < len;) {
        if (!is_katakana(t[i])) {
            i++;
            continue;
        }
        size_t first = i, last = i, parts = 0;
        while (i < len && is_katakana(t[i])) {
            size_t start = i;
            while (i < len && is_katakana(t[i]))
                i++;
            last = i;
            parts++;
            if (!add(tokens, start, last, PCS_CHAR_KATAKANA, false))
                return false;
            while (i < len && (t[i] == ' ' || t[i] == PCS_MIDDLE_DOT))
                i++;
        }
        if (parts > 1 && !add(tokens, first, last, PCS_CHAR_KATAKANA, true))
            return false;
    }
    return true;
}

/* Adds what ICU calls a word, less its katakana; a lone hiragana is grammar
 * (を, は, の) that the grams find and that would only fatten the index. */
static bool add_word(pcs_tokens *tokens, const UChar *t, size_t start,
                     size_t end)
{
    for (size_t i = start; i < end;) {
        if (is_katakana(t[i])) {
            i++;
            continue;
        }
        size_t from = i;
        while (i < end && !is_katakana(t[i]))
            i++;
        size_t at = from;
        pcs_char_class class = pcs_char_classify(pcs_unit_next(t, &at, i));
        if (class == PCS_CHAR_HIRAGANA && i - from == 1)
            continue;
        if (!add(tokens, from, i, class, false))
            return false;
    }
    return true;
}

/* add_word for what stands between the borders that folding hid. *next is the
 * first border not yet passed. */
static bool add_parts(pcs_tokens *tokens, const pcs_folded *folded,
                      size_t start, size_t end, size_t *next)
{
    while (*next < folded->n_borders && folded->borders[*next] <= start)
        ++*next;
    for (; *next < folded->n_borders && folded->borders[*next] < end; ++*next) {
        size_t border = folded->borders[*next];
        if (!add_word(tokens, folded->text, start, border))
            return false;
        start = border;
    }
    return add_word(tokens, folded->text, start, end);
}

static pcs_status open_breaks(UBreakIterator **breaks, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!*breaks)
        *breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    if (U_FAILURE(code))
        return pcs_error_set(err, PCS_EFORMAT, "ICU has no word rules: %s",
                             u_errorName(code));
    return PCS_OK;
}

static bool is_plain_letter(UChar c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_syllable(UChar c)
{
    return c >= 0xAC00 && c <= 0xD7A3;
}

/* Where there are only ASCII letters and digits, Hangul syllables and spaces,
 * words end where their kind does: what ICU says too, at a tenth of its price,
 * and without loading its data. */
static bool is_simple(const pcs_folded *folded)
{
    for (size_t i = 0; i < folded->len; i++) {
        UChar c = folded->text[i];
        if (!is_plain_letter(c) && !is_syllable(c) && c != ' ')
            return false;
    }
    return true;
}

static bool tokenize_simple(pcs_tokens *tokens, const pcs_folded *folded)
{
    const UChar *t = folded->text;
    size_t len = folded->len;
    for (size_t i = 0; i < len;) {
        size_t start = i;
        if (is_syllable(t[i]))
            while (i < len && is_syllable(t[i]))
                i++;
        else
            while (i < len && is_plain_letter(t[i]))
                i++;
        if (i == start)
            i++;
        else if (!add(tokens, start, i,
                      is_syllable(t[start]) ? PCS_CHAR_HANGUL : PCS_CHAR_WORD,
                      false))
            return false;
    }
    return true;
}

/* Compounds behind everything else, each in the order of the text. */
static int compare(const void *a, const void *b)
{
    const pcs_token *x = a, *y = b;
    if (x->is_compound != y->is_compound)
        return x->is_compound ? 1 : -1;
    return (x->start > y->start) - (x->start < y->start);
}

static pcs_status tokenize_rest(pcs_tokens *tokens, UBreakIterator *b,
                                const pcs_folded *folded, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    ubrk_setText(b, folded->text, (int32_t)folded->len, &code);
    if (U_FAILURE(code))
        return pcs_error_set(err, PCS_EFORMAT, "ICU cannot break words: %s",
                             u_errorName(code));
    size_t border = 0;
    int32_t start = ubrk_first(b);
    for (int32_t end; (end = ubrk_next(b)) != UBRK_DONE; start = end)
        if (ubrk_getRuleStatus(b) >= UBRK_WORD_NONE_LIMIT &&
            !add_parts(tokens, folded, (size_t)start, (size_t)end, &border))
            return pcs_error_nomem(err);
    return PCS_OK;
}

pcs_status pcs_tokenize(pcs_tokens *tokens, UBreakIterator **breaks,
                        const pcs_folded *folded, pcs_error *err)
{
    if (folded->len == 0)
        return PCS_OK;
    if (folded->n_borders == 0 && is_simple(folded))
        return tokenize_simple(tokens, folded) ? PCS_OK : pcs_error_nomem(err);
    size_t first = tokens->len;
    if (!tokenize_katakana(tokens, folded))
        return pcs_error_nomem(err);
    bool has_katakana = tokens->len > first;
    pcs_status status = open_breaks(breaks, err);
    if (status == PCS_OK)
        status = tokenize_rest(tokens, *breaks, folded, err);
    if (status == PCS_OK && has_katakana)
        qsort(tokens->items + first, tokens->len - first, sizeof *tokens->items,
              compare);
    return status;
}
