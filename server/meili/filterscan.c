/* filterscan.c - the words of Meilisearch's filters, and what is wrong */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/filterscan.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

/* What is wrong, and the place in the expression, in characters from 1. */
bool pcs_meili_scan_fail(const pcs_meili_scanner *p, size_t at,
                         const char *what)
{
    size_t rest = p->len - at;
    size_t shown = pcs_utf8_cut(p->text + at, rest, 128);
    return pcs_meili_fail(
        p->error, 400, PCS_MEILI_FILTER_CODE, "%s\n%zu:%zu %.*s", what,
        pcs_utf8_count(p->text, at) + 1, pcs_utf8_count(p->text, p->len) + 1,
        (int)shown, p->text + at);
}

bool pcs_meili_scan_fail_about(const pcs_meili_scanner *p, size_t at,
                               const char *before, const char *after)
{
    char what[PCS_MEILI_MESSAGE_MAX / 2];
    pcs_meili_error one = {0};
    size_t shown = pcs_utf8_cut(p->text + at, p->len - at, 64);
    pcs_meili_fail(&one, 400, PCS_MEILI_FILTER_CODE, "%s`%.*s`%s", before,
                   (int)shown, p->text + at, after);
    memcpy(what, one.message, sizeof what);
    what[sizeof what - 1] = '\0';
    return pcs_meili_scan_fail(p, at, what);
}

void pcs_meili_scan_skip(pcs_meili_scanner *p)
{
    while (p->pos < p->len && isspace((unsigned char)p->text[p->pos]))
        p->pos++;
}

bool pcs_meili_scan_is_part(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 ||
           (c && strchr("_-./", c));
}

/* Whether the keyword stands next, alone, which then is passed. */
bool pcs_meili_scan_take(pcs_meili_scanner *p, const char *keyword)
{
    size_t n = strlen(keyword);
    pcs_meili_scan_skip(p);
    if (p->len - p->pos < n || memcmp(p->text + p->pos, keyword, n) != 0)
        return false;
    if (pcs_meili_scan_is_part(keyword[n - 1]) && p->pos + n < p->len &&
        pcs_meili_scan_is_part(p->text[p->pos + n]))
        return false;
    p->pos += n;
    return true;
}

bool pcs_meili_scan_take_two(pcs_meili_scanner *p, const char *first,
                             const char *second)
{
    size_t back = p->pos;
    if (pcs_meili_scan_take(p, first) && pcs_meili_scan_take(p, second))
        return true;
    p->pos = back;
    return false;
}

static bool read_quoted(pcs_meili_word *out, pcs_meili_scanner *p)
{
    char quote = p->text[p->pos];
    char *copy = pcs_arena_alloc(p->arena, p->len - p->pos + 1);
    if (!copy)
        return pcs_meili_nomem(p->error);
    size_t i = p->pos + 1, n = 0;
    for (; i < p->len && p->text[i] != quote; i++) {
        bool is_escape = p->text[i] == '\\' && i + 1 < p->len &&
                         strchr("\\'\"", p->text[i + 1]);
        i += is_escape;
        copy[n++] = p->text[i];
    }
    copy[n] = '\0';
    if (i >= p->len)
        return pcs_meili_scan_fail_about(
            p, p->pos, "Expression ",
            quote == '"' ? " is missing the following closing "
                           "delimiter: `\"`."
                         : " is missing the following closing "
                           "delimiter: `'`.");
    *out = (pcs_meili_word){copy, n, p->pos};
    p->pos = i + 1;
    return true;
}

static bool is_keyword(const char *text, size_t len)
{
    static const char *const all[] = {
        "AND", "OR",       "NOT",    "IN",         "TO",
        "IS",  "CONTAINS", "EXISTS", "_geoRadius", "_geoBoundingBox"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strlen(all[i]) == len && memcmp(all[i], text, len) == 0)
            return true;
    return false;
}

bool pcs_meili_scan_word(pcs_meili_word *out, pcs_meili_scanner *p)
{
    pcs_meili_scan_skip(p);
    if (p->pos >= p->len)
        return pcs_meili_scan_fail(
            p, p->pos, "Was expecting a value but instead got nothing.");
    if (p->text[p->pos] == '"' || p->text[p->pos] == '\'')
        return read_quoted(out, p);
    size_t start = p->pos;
    while (p->pos < p->len && pcs_meili_scan_is_part(p->text[p->pos]))
        p->pos++;
    size_t n = p->pos - start;
    if (n == 0 || is_keyword(p->text + start, n)) {
        p->pos = start;
        return pcs_meili_scan_fail_about(
            p, start, "Was expecting a value but instead got ",
            n ? ", which is a reserved keyword. To use it as a "
                "value, surround it by quotes."
              : ".");
    }
    *out = (pcs_meili_word){pcs_arena_copy(p->arena, p->text + start, n), n,
                            start};
    return out->text ? true : pcs_meili_nomem(p->error);
}
