/* address.c - addresses of links, less what localization changes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/address.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "parse/scan.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_letter_or_digit(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* In lower case, with slashes, without percent signs. */
static void append_decoded(pcs_buffer *out, const char *p, const char *end)
{
    while (p < end) {
        int hi = end - p > 2 && *p == '%' ? hex_value(p[1]) : -1;
        int low = hi >= 0 ? hex_value(p[2]) : -1;
        char c = low >= 0 ? (char)(hi * 16 + low) : lower(*p);
        pcs_buffer_putc(out, c == '\\' ? '/' : lower(c));
        p += low >= 0 ? 3 : 1;
    }
}

/* How many letters stand at p, up to five. */
static size_t letters(const char *p, const char *end)
{
    size_t n = 0;
    while (n < 5 && p + n < end && is_letter(p[n]))
        n++;
    return n;
}

/* "ko-kr", "zh_hant_tw" or "es-419" at p: its end, or NULL. */
static const char *region_end(const char *p, const char *end)
{
    size_t n = letters(p, end);
    const char *mark = p + n, *q;
    if ((n != 2 && n != 3) || mark == end || (*mark != '-' && *mark != '_'))
        return NULL;
    q = mark + 1;
    if (letters(q, end) == 4) {
        if (q + 4 == end || (q[4] != '-' && q[4] != '_'))
            return q + 4;
        q += 5;
    }
    n = letters(q, end);
    if (n != 2 && !(end - q >= 3 && memcmp(q, "419", 3) == 0))
        return NULL;
    q += n ? n : 3;
    return q == end || !is_letter_or_digit(*q) ? q : NULL;
}

/* Whether p..end is the name of a language or a locale, and no more. */
static bool is_locale(const char *p, const char *end)
{
    return (end - p == 2 && letters(p, end) == 2) || region_end(p, end) == end;
}

/* Without names of locales that stand between marks. */
static void append_path_part(pcs_buffer *out, const char *p, const char *end)
{
    const char *begin = p;
    if (is_locale(p, end))
        return;
    pcs_buffer_putc(out, '/');
    while (p < end) {
        bool starts = p == begin || !is_letter_or_digit(p[-1]);
        const char *after = starts ? region_end(p, end) : NULL;
        if (after && (p > begin || after < end)) {
            p = after;
            continue;
        }
        pcs_buffer_putc(out, *p++);
    }
}

static void append_path(pcs_buffer *out, const char *p, const char *end)
{
    while (p < end) {
        const char *slash = memchr(p, '/', (size_t)(end - p));
        const char *stop = slash ? slash : end;
        if (stop > p && !(stop - p == 1 && *p == '.'))
            append_path_part(out, p, stop);
        p = slash ? slash + 1 : end;
    }
}

/* The host, less "www." and a language in its place. */
static void append_host(pcs_buffer *out, const char *p, const char *end)
{
    const char *dot = memchr(p, '.', (size_t)(end - p));
    if (dot &&
        ((dot - p == 3 && memcmp(p, "www", 3) == 0) || is_locale(p, dot)))
        p = dot + 1;
    pcs_buffer_append(out, p, (size_t)(end - p));
}

static bool is_locale_name(const char *p, const char *end)
{
    static const char *const names[] = {
        "mkt",      "clcid",   "lcid",   "locale",  "lang",
        "language", "culture", "hl",     "setlang", "ui",
        "country",  "cc",      "market", "region",  "l"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == (size_t)(end - p) &&
            memcmp(p, names[i], (size_t)(end - p)) == 0)
            return true;
    return false;
}

static void append_query(pcs_buffer *out, const char *p, const char *end)
{
    while (p < end) {
        const char *next = pcs_scan_either(p, end, '&', ';');
        const char *value = memchr(p, '=', (size_t)(next - p));
        const char *name_end = value ? value : next;
        if (!is_locale_name(p, name_end) &&
            !is_locale(value ? value + 1 : p, next)) {
            pcs_buffer_putc(out, '?');
            pcs_buffer_append(out, p, (size_t)(next - p));
        }
        p = next + (next < end);
    }
}

static bool is_ascii(const char *p, const char *end)
{
    while (p < end && !((unsigned char)*p & 0x80))
        p++;
    return p == end;
}

static const char *skip_scheme(const char *p, const char *end)
{
    if (end - p > 8 && memcmp(p, "https://", 8) == 0)
        return p + 8;
    return end - p > 7 && memcmp(p, "http://", 7) == 0 ? p + 7 : p;
}

void pcs_address_key(pcs_buffer *out, const char *address, size_t len)
{
    pcs_buffer decoded = {0};
    append_decoded(&decoded, address, address + len);
    out->failed |= decoded.failed;
    const char *p = decoded.data ? decoded.data : "";
    const char *end = p + decoded.len;
    const char *hash = memchr(p, '#', (size_t)(end - p));
    const char *before = hash ? hash : end;
    const char *query = memchr(p, '?', (size_t)(before - p));
    const char *path_end = query ? query : before;
    const char *rest = skip_scheme(p, path_end);
    bool has_host = rest > p || (path_end - p > 4 && memcmp(p, "www.", 4) == 0);
    if (has_host) {
        const char *slash = memchr(rest, '/', (size_t)(path_end - rest));
        append_host(out, rest, slash ? slash : path_end);
        rest = slash ? slash : path_end;
    }
    append_path(out, rest, path_end);
    if (query)
        append_query(out, query + 1, before);
    if (hash && is_ascii(hash, end))
        pcs_buffer_append(out, hash, (size_t)(end - hash));
    pcs_buffer_dispose(&decoded);
}

/* The "http" or "https" before the colon, or NULL. */
static const char *find_scheme(const char *begin, const char *colon)
{
    for (size_t n = 5; n >= 4; n--) {
        const char *p = colon - n;
        if ((size_t)(colon - begin) >= n && strncasecmp(p, "https", n) == 0 &&
            (p == begin || !is_letter_or_digit(p[-1])))
            return p;
    }
    return NULL;
}

/* Looked for by the bytes that texts have least of: this is done to each text
 * that is indexed. */
static const char *find_http(const char *p, const char *end)
{
    const char *scheme = NULL, *colon = p;
    while (!scheme && end - colon > 3 &&
           (colon = memchr(colon, ':', (size_t)(end - colon - 2)))) {
        if (colon[1] == '/' && colon[2] == '/')
            scheme = find_scheme(p, colon);
        colon++;
    }
    return scheme;
}

static const char *find_www(const char *p, const char *end)
{
    for (const char *dot = p;
         dot < end && (dot = memchr(dot, '.', (size_t)(end - dot))); dot++)
        if (dot - p >= 3 && memcmp(dot - 3, "www", 3) == 0 &&
            (dot - p == 3 || !is_letter_or_digit(dot[-4])))
            return dot - 3;
    return NULL;
}

/* Where an address begins, at or behind p; NULL where none does. */
static const char *find_start(const char *p, const char *end)
{
    const char *http = find_http(p, end), *www = find_www(p, http ? http : end);
    return www ? www : http;
}

const char *pcs_address_find(size_t *len, const char *p, const char *end)
{
    const char *start = find_start(p, end), *stop;
    if (!start)
        return NULL;
    size_t parens = 0;
    for (stop = start;
         stop<end && * stop> ' ' && *stop < 0x7F && !strchr("<>\"`|", *stop);
         stop++) {
        parens += *stop == '(';
        if (*stop == ')' && parens-- == 0)
            break;
    }
    while (stop > start && strchr(".,;:!?'*_[(", stop[-1]))
        stop--;
    *len = (size_t)(stop - start);
    return start;
}
