/* pattern.c - finding a term in a text, character by character */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pattern.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "analyze/bare.h"
#include "base/utf8.h"

/* Where a word of a spaced script meets a script with grams. Not digits: "4일"
 * is one thing, and "4 일" would bring in every "24 일". */
static bool is_border(UChar32 before, UChar32 after)
{
    bool a = pcs_class_has_grams(pcs_char_classify(before));
    bool b = pcs_class_has_grams(pcs_char_classify(after));
    UChar32 letter = a ? after : before;
    return a != b && pcs_char_classify(letter) == PCS_CHAR_WORD &&
           !u_isdigit(letter);
}

static void find_borders(pcs_pattern *p)
{
    UChar32 before = ' ';
    for (size_t i = 0; i < p->len;) {
        size_t at = i;
        UChar32 c = pcs_unit_next(p->text, &i, p->len);
        p->may_gap[at] = at > 0 && is_border(before, c);
        if (p->may_gap[at] && p->first_gap == 0)
            p->first_gap = at;
        if (p->may_gap[at])
            p->last_gap = at;
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
        has_grams = has_grams || pcs_class_has_grams(pcs_char_classify(last));
    }
    p->starts_word = !has_grams && pcs_char_classify(first) == PCS_CHAR_WORD;
    p->ends_word = !has_grams && pcs_char_classify(last) == PCS_CHAR_WORD;
}

/* How much of the pattern is searched for by the table: what is before the
 * first gap. */
static size_t searched(const pcs_pattern *p)
{
    return p->first_gap ? p->first_gap : p->len;
}

/* borders[i]: the longest beginning of the pattern that also ends its first
 * i + 1 units, short of all of them. */
static void find_prefixes(pcs_pattern *p)
{
    uint32_t k = 0;
    for (size_t i = 1; i < searched(p); i++) {
        while (k > 0 && p->text[i] != p->text[k])
            k = p->borders[k - 1];
        k += p->text[i] == p->text[k];
        p->borders[i] = k;
    }
}

/* Whether a character folds to itself whatever stands around it, and is no part
 * of what stands before it: ASCII but for capitals and gaps, Hangul syllables,
 * kana, Han. */
static bool is_plain(uint32_t c)
{
    if (c < 0x80)
        return c > ' ' && (c < 'A' || c > 'Z');
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) ||
           (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || c == 0x3001 || c == 0x3002;
}

static bool is_ascii_symbol(uint32_t c)
{
    return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') &&
           !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
}

static bool make_plain(pcs_pattern *p)
{
    for (size_t i = 0; i < p->len && !p->symbol; i++)
        if (is_ascii_symbol(p->text[i]))
            p->symbol = (char)p->text[i];
    if (p->starts_word || p->ends_word || p->first_gap)
        return true;
    for (size_t i = 0; i < p->len; i++)
        if (!is_plain(p->text[i]))
            return true;
    p->plain = malloc(3 * p->len + 1);
    for (size_t i = 0; p->plain && i < p->len; i++)
        p->plain_len += pcs_utf8_put(p->plain + p->plain_len, p->text[i]);
    return p->plain != NULL;
}

pcs_status pcs_pattern_make(pcs_pattern *out, const pcs_joined *joined,
                            bool with_gaps, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    out->text = malloc((joined->len + 1) * sizeof *out->text);
    out->may_gap = calloc(joined->len + 1, sizeof *out->may_gap);
    out->borders = calloc(joined->len + 1, sizeof *out->borders);
    if (!out->text || !out->may_gap || !out->borders) {
        pcs_pattern_dispose(out);
        return pcs_error_nomem(err);
    }
    if (joined->len)
        memcpy(out->text, joined->text, joined->len * sizeof *out->text);
    out->len = joined->len;
    out->bare = malloc(3 * joined->len + 1);
    if (out->bare)
        out->bare_len = pcs_bare_joined(out->bare, joined->text, joined->len);
    if (with_gaps)
        find_borders(out);
    find_ends(out);
    find_prefixes(out);
    if (make_plain(out) && out->bare)
        return PCS_OK;
    pcs_pattern_dispose(out);
    return pcs_error_nomem(err);
}

void pcs_pattern_dispose(pcs_pattern *pattern)
{
    free(pattern->text);
    free(pattern->may_gap);
    free(pattern->borders);
    free(pattern->plain);
    free(pattern->bare);
    memset(pattern, 0, sizeof *pattern);
}

/* Whether the character at text[at] goes on with a word beside it: what stands
 * before or behind '_' is no word by itself. */
static bool is_word_at(const UChar *text, size_t len, size_t at)
{
    if (at >= len)
        return false;
    if (at > 0 && (text[at] & 0xFC00u) == 0xDC00u)
        at--;
    return text[at] == '_' ||
           pcs_char_classify(pcs_unit_next(text, &at, len)) == PCS_CHAR_WORD;
}

static bool is_gap(UChar c)
{
    return c == ' ' || c == PCS_MIDDLE_DOT;
}

/* Matches at `start`; *end is behind the match. Beyond a gap, a word of a
 * spaced script has to be whole: Azure구독 finds "Azure 구독", but e구독 does
 * not. */
static bool match_at(const pcs_pattern *p, const UChar *text, size_t len,
                     size_t start, size_t *end)
{
    size_t at = start;
    bool first = p->starts_word, last = p->ends_word;
    for (size_t i = 0; i < p->len; i++) {
        if (p->may_gap[i] && at < len && is_gap(text[at])) {
            at++;
            first = first || (i == p->first_gap && is_word_at(p->text, i, 0));
            last = last || (i == p->last_gap &&
                            is_word_at(p->text, p->len, p->len - 1));
        }
        if (at >= len || text[at] != p->text[i])
            return false;
        at++;
    }
    *end = at;
    if (first && start > 0 && is_word_at(text, len, start - 1))
        return false;
    return !last || !is_word_at(text, len, at);
}

bool pcs_pattern_find(const pcs_pattern *p, const UChar *text, size_t len,
                      size_t from, size_t *start, size_t *end)
{
    size_t n = searched(p), k = 0;
    if (p->len == 0)
        return false;
    for (size_t at = from; at < len; at++) {
        while (k > 0 && text[at] != p->text[k])
            k = p->borders[k - 1];
        k += text[at] == p->text[k];
        if (k < n)
            continue;
        *start = at + 1 - n;
        if (match_at(p, text, len, *start, end))
            return true;
        k = p->borders[k - 1];
    }
    return false;
}

/* Whether a text has the pattern's bytes, and behind them nothing that might
 * fold with the last. */
static bool has_bytes(const pcs_pattern *p, const char *text, size_t len)
{
    const char *at = text, *end = text + len;
    while (p->plain_len &&
           (at = memmem(at, (size_t)(end - at), p->plain, p->plain_len))) {
        size_t next = (size_t)(at - text) + p->plain_len;
        if (next == len || (unsigned char)text[next] < 0x80 ||
            is_plain(pcs_utf8_next(text, len, &next, NULL)))
            return true;
        at++;
    }
    return false;
}

/* Whether a character beyond ASCII folds to nothing with that ASCII symbol in
 * it, as far as that is easily said: letters, kana, Han, common punctuation,
 * and the full-width forms of other symbols. */
static bool folds_without(uint32_t c, char symbol)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0 != (unsigned char)symbol;
    return is_plain(c) || (c >= 0xC0 && c <= 0x24F) ||
           (c >= 0x2012 && c <= 0x201F) || (c >= 0x3001 && c <= 0x3011) ||
           (c >= 0x30FB && c <= 0x30FE);
}

/* Whether a text lacks a symbol of the pattern, whatever it folds to. */
static bool lacks_symbol(const pcs_pattern *p, const char *text, size_t len)
{
    if (!p->symbol || len == 0 || memchr(text, p->symbol, len))
        return false;
    for (size_t i = 0; i < len;) {
        if ((unsigned char)text[i] < 0x80)
            i++;
        else if (!folds_without(pcs_utf8_next(text, len, &i, NULL), p->symbol))
            return false;
    }
    return true;
}

/* Whether a text cannot have the pattern, as it lacks it without gaps. */
static bool lacks_bare(const pcs_pattern *p, const char *text, size_t len)
{
    char bare[PCS_BARE_MAX];
    size_t n;
    return p->bare_len && pcs_bare_text(bare, &n, text, len) &&
           (n == 0 || !memmem(bare, n, p->bare, p->bare_len));
}

/* Longer texts are rare. */
#define PLAIN_MAX 512

bool pcs_pattern_find_plain(const pcs_pattern *p, const char *text, size_t len,
                            bool *found)
{
    UChar folded[PLAIN_MAX];
    size_t start, end;
    unsigned char all = 0;
    *found = has_bytes(p, text, len);
    if (*found || lacks_symbol(p, text, len) || lacks_bare(p, text, len))
        return true;
    if (len > PLAIN_MAX)
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        all |= c;
        folded[i] = (UChar)(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
    }
    if (all >= 0x80)
        return false;
    *found = pcs_pattern_find(p, folded, len, 0, &start, &end);
    return true;
}
