/* typed.c - the text of a query, and what stands where in it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/typed.h"

#include <string.h>

#include "analyze/chars.h"
#include "base/buffer.h"
#include "base/utf8.h"

pcs_status pcs_typed_clean(pcs_typed *typed, pcs_arena *arena, const char *text,
                           size_t len, size_t max, bool *is_cut, pcs_error *err)
{
    pcs_buffer clean = {0};
    pcs_utf8_repair(&clean, text, len);
    if (clean.failed)
        return pcs_error_nomem(err);
    size_t n = pcs_utf8_cut(clean.data, clean.len, max);
    *is_cut = n < clean.len;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)clean.data[i] <= ' ')
            clean.data[i] = ' ';
    typed->text = pcs_arena_copy(arena, clean.data, n);
    typed->len = n;
    pcs_buffer_dispose(&clean);
    return typed->text ? PCS_OK : pcs_error_nomem(err);
}

size_t pcs_typed_space(const pcs_typed *t, size_t pos)
{
    if (pos >= t->len)
        return 0;
    size_t next = pos;
    uint32_t c = pcs_utf8_next(t->text, t->len, &next, NULL);
    return pcs_char_classify((UChar32)c) == PCS_CHAR_SPACE ? next - pos : 0;
}

bool pcs_typed_is_end(const pcs_typed *t, size_t pos)
{
    return pos >= t->len || pcs_typed_space(t, pos) > 0;
}

size_t pcs_typed_quote(const pcs_typed *t, size_t pos)
{
    static const char *const quotes[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D",
                                         "\xE2\x80\x9E"};
    for (size_t i = 0; !t->is_plain && i < 4; i++) {
        size_t n = strlen(quotes[i]);
        if (t->len - pos >= n && memcmp(t->text + pos, quotes[i], n) == 0)
            return n;
    }
    return 0;
}

bool pcs_typed_find_quote(const pcs_typed *t, size_t *pos, size_t *n)
{
    for (; *pos < t->len; ++*pos)
        if ((*n = pcs_typed_quote(t, *pos)) > 0)
            return true;
    return false;
}

bool pcs_typed_operator(const pcs_typed *t, size_t pos, const char *word)
{
    size_t n = strlen(word);
    return !t->is_plain && t->len - pos >= n &&
           memcmp(t->text + pos, word, n) == 0 && pcs_typed_is_end(t, pos + n);
}

/* Where the phrase ends whose opening quote, n bytes long, is at pos; 0 where
 * no quote closes it. */
static size_t phrase_end(const pcs_typed *t, size_t pos, size_t n)
{
    size_t end = pos + n;
    return pcs_typed_find_quote(t, &end, &n) ? end + n : 0;
}

bool pcs_typed_is_closed(const pcs_typed *t, size_t pos)
{
    size_t depth = 0;
    bool may_begin = false, is_open = false;
    for (size_t n; pos < t->len; pos++) {
        char c = t->text[pos];
        /* A quote within a word is part of it. */
        n = may_begin && !is_open ? pcs_typed_quote(t, pos) : 0;
        size_t end = n ? phrase_end(t, pos, n) : 0;
        is_open = is_open || (n && !end);
        if (end) {
            pos = end - 1;
            continue;
        }
        depth += c == '(';
        if (c == ')' && --depth == 0)
            return true;
        size_t space = pcs_typed_space(t, pos);
        may_begin = space > 0 || memchr("()-:", c, 4);
        pos += space ? space - 1 : 0;
    }
    return false;
}
