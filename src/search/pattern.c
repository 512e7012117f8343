/* pattern.c - finding a term in a text, character by character */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pattern.h"

#include <stdlib.h>
#include <string.h>

static bool is_word_class(pcs_char_class class)
{
    return class == PCS_CHAR_WORD || pcs_class_has_grams(class);
}

/* Where a run of one kind meets one of the other. */
static bool is_border(UChar32 before, UChar32 after)
{
    pcs_char_class a = pcs_char_classify(before);
    pcs_char_class b = pcs_char_classify(after);
    return is_word_class(a) && is_word_class(b) &&
           pcs_class_has_grams(a) != pcs_class_has_grams(b);
}

static void find_borders(pcs_pattern *p)
{
    UChar32 before = ' ';
    for (size_t i = 0; i < p->len;) {
        size_t at = i;
        UChar32 c = pcs_unit_next(p->text, &i, p->len);
        p->may_gap[at] = at > 0 && is_border(before, c);
        p->has_gaps = p->has_gaps || p->may_gap[at];
        before = c;
    }
}

static void find_ends(pcs_pattern *p)
{
    bool has_grams = false;
    UChar32 first = 0, last = 0;
    for (size_t i = 0; i < p->len;) {
        last = pcs_unit_next(p->text, &i, p->len);
        if (first == 0)
            first = last;
        has_grams =
            has_grams || pcs_class_has_grams(pcs_char_classify(last));
    }
    p->starts_word = !has_grams && pcs_char_classify(first) == PCS_CHAR_WORD;
    p->ends_word = !has_grams && pcs_char_classify(last) == PCS_CHAR_WORD;
}

pcs_status pcs_pattern_make(pcs_pattern *out, const pcs_joined *joined,
                            bool with_gaps, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    out->text = malloc((joined->len + 1) * sizeof *out->text);
    out->may_gap = calloc(joined->len + 1, sizeof *out->may_gap);
    if (!out->text || !out->may_gap) {
        pcs_pattern_dispose(out);
        return pcs_error_nomem(err);
    }
    if (joined->len)
        memcpy(out->text, joined->text, joined->len * sizeof *out->text);
    out->len = joined->len;
    if (with_gaps)
        find_borders(out);
    find_ends(out);
    return PCS_OK;
}

void pcs_pattern_dispose(pcs_pattern *pattern)
{
    free(pattern->text);
    free(pattern->may_gap);
    memset(pattern, 0, sizeof *pattern);
}

/* Matches at `at`; *end is behind the match. */
static bool match_at(const pcs_pattern *p, const UChar *text, size_t len,
                     size_t at, size_t *end)
{
    for (size_t i = 0; i < p->len; i++) {
        if (p->may_gap[i] && at < len &&
            (text[at] == ' ' || text[at] == PCS_MIDDLE_DOT))
            at++;
        if (at >= len || text[at] != p->text[i])
            return false;
        at++;
    }
    *end = at;
    return true;
}

static bool is_word_at(const UChar *text, size_t len, size_t at)
{
    if (at >= len)
        return false;
    if (at > 0 && (text[at] & 0xFC00u) == 0xDC00u)
        at--;
    return pcs_char_classify(pcs_unit_next(text, &at, len)) == PCS_CHAR_WORD;
}

/* A low surrogate in front of the pattern would be half a character. */
static bool has_borders(const pcs_pattern *p, const UChar *text, size_t len,
                        size_t start, size_t end)
{
    if (start > 0 && p->starts_word && is_word_at(text, len, start - 1))
        return false;
    return !p->ends_word || !is_word_at(text, len, end);
}

bool pcs_pattern_find(const pcs_pattern *p, const UChar *text, size_t len,
                      size_t from, size_t *start, size_t *end)
{
    if (p->len == 0)
        return false;
    UChar first = p->text[0];
    for (size_t at = from; at < len; at++) {
        if (text[at] != first || !match_at(p, text, len, at, end) ||
            !has_borders(p, text, len, at, *end))
            continue;
        *start = at;
        return true;
    }
    return false;
}
