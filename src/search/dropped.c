/* dropped.c - what the results say was left out to find anything */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "search/session.h"

bool pcs_session_is_worth_naming(const char *text, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        UChar32 c = (UChar32)pcs_utf8_next(text, len, &pos, NULL);
        bool is_symbol = c < 0x80 && strchr("#%&*/@\\_-", c);
        if (is_symbol ||
            (!u_ispunct(c) && pcs_char_classify(c) != PCS_CHAR_SPACE))
            return true;
    }
    return false;
}

pcs_status pcs_session_name_dropped(pcs_session *s, const char *text,
                                    size_t len, pcs_error *err)
{
    pcs_results *r = s->results;
    if (len == 0 || !pcs_session_is_worth_naming(text, len))
        return PCS_OK;
    /* Two ends of each term, and the words that relaxing drops. */
    size_t cap = 2 * PCS_QUERY_TERMS_MAX + PCS_QUESTION_WORDS_MAX;
    if (!s->dropped) {
        s->dropped = pcs_arena_alloc(&r->arena, cap * sizeof *s->dropped);
        r->dropped = s->dropped;
    }
    char *copy = pcs_arena_copy(&r->arena, text, len);
    if (!s->dropped || !copy)
        return pcs_error_nomem(err);
    if (r->n_dropped < cap)
        s->dropped[r->n_dropped++] = copy;
    return PCS_OK;
}
