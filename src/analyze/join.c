/* join.c - folded text without the spaces that matching ignores */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/join.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/chars.h"
#include "base/buffer.h"

void pcs_joined_dispose(pcs_joined *joined)
{
    free(joined->text);
    free(joined->from);
    memset(joined, 0, sizeof *joined);
}

/* PCS_CHAR_SPACE; Unicode has none behind the ideographic one. */
static inline bool is_space(UChar c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    if (c < 0x1680)
        return c == 0x85 || c == 0xA0;
    return c <= 0x3000 && pcs_char_classify(c) == PCS_CHAR_SPACE;
}

/* A gap is a run of spaces and middle dots. Says where the one at i ends, and
 * whether it holds a dot. */
static size_t gap_end(const pcs_folded *folded, size_t i, bool *has_dot)
{
    *has_dot = false;
    for (; i < folded->len; i++) {
        UChar c = folded->text[i];
        if (c == PCS_MIDDLE_DOT)
            *has_dot = true;
        else if (!is_space(c))
            break;
    }
    return i;
}

static pcs_char_class class_at(const pcs_folded *folded, size_t i)
{
    if (i >= folded->len)
        return PCS_CHAR_OTHER;
    return pcs_char_classify(pcs_unit_next(folded->text, &i, folded->len));
}

static pcs_char_class last_class(const pcs_joined *joined)
{
    const UChar *t = joined->text;
    size_t n = joined->len, i = n - 1;
    if (i > 0 && (t[i] & 0xFC00) == 0xDC00 && (t[i - 1] & 0xFC00) == 0xD800)
        i--;
    return pcs_char_classify(pcs_unit_next(t, &i, n));
}

/* Whether the gap between the last unit of joined and folded[next] goes. */
static bool gap_goes(const pcs_joined *joined, const pcs_folded *folded,
                     size_t next, bool has_dot)
{
    if (joined->len == 0)
        return false;
    pcs_char_class before = last_class(joined);
    if (before == PCS_CHAR_HANGUL && !has_dot)
        return class_at(folded, next) == PCS_CHAR_HANGUL;
    return before == PCS_CHAR_KATAKANA &&
           class_at(folded, next) == PCS_CHAR_KATAKANA;
}

static void copy(pcs_joined *joined, const pcs_folded *folded, size_t i,
                 size_t end)
{
    for (; i < end; i++) {
        joined->text[joined->len] = folded->text[i];
        joined->from[joined->len++] = (uint32_t)i;
    }
}

pcs_status pcs_join(pcs_joined *joined, const pcs_folded *folded,
                    pcs_error *err)
{
    joined->len = 0;
    if (!PCS_ARRAY_RESERVE(joined->text, joined->cap, folded->len + 1) ||
        !PCS_ARRAY_RESERVE(joined->from, joined->cap_from, folded->len + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; i < folded->len;) {
        bool has_dot;
        size_t end = gap_end(folded, i, &has_dot);
        if (end == i) {
            copy(joined, folded, i, i + 1);
            i++;
            continue;
        }
        if (!gap_goes(joined, folded, end, has_dot))
            copy(joined, folded, i, end);
        i = end;
    }
    joined->from[joined->len] = (uint32_t)folded->len;
    return PCS_OK;
}
