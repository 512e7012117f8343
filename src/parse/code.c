/* code.c - sets inline code and backslash escapes aside */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/code.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "parse/scan.h"

void pcs_code_dispose(pcs_code *code)
{
    pcs_buffer_dispose(&code->text);
    free(code->items);
    free(code->runs);
    free(code->last);
    memset(code, 0, sizeof *code);
}

static bool add_run(pcs_code *code, size_t at, size_t len)
{
    if (!PCS_ARRAY_RESERVE(code->runs, code->cap_runs, code->n_runs + 1))
        return false;
    code->runs[code->n_runs++] = (pcs_code_run){(uint32_t)at, (uint32_t)len, 0};
    return true;
}

/* A run of backticks ends at the next run of just its length. Looking that up
 * for all of them in one go, backwards, keeps texts of many unmatched runs
 * linear. */
static bool find_runs(pcs_code *code, const char *s, size_t len)
{
    size_t longest = 0;
    code->n_runs = 0;
    for (const char *p = s, *end = s + len;
         p < end && (p = memchr(p, '`', (size_t)(end - p)));) {
        const char *run = p;
        while (p < end && *p == '`')
            p++;
        size_t n = (size_t)(p - run);
        longest = n > longest ? n : longest;
        if (!add_run(code, (size_t)(run - s), n))
            return false;
    }
    if (!PCS_ARRAY_RESERVE(code->last, code->cap_last, longest + 1))
        return false;
    memset(code->last, 0, (longest + 1) * sizeof *code->last);
    for (size_t i = code->n_runs; i-- > 0;) {
        uint32_t *last = &code->last[code->runs[i].len];
        code->runs[i].next = *last;
        *last = (uint32_t)i; /* run 0 is never anyone's next */
    }
    return true;
}

static void set_aside(pcs_buffer *out, pcs_code *code, const char *s,
                      size_t len, bool is_code)
{
    if (!PCS_ARRAY_RESERVE(code->items, code->cap, code->n + 1)) {
        out->failed = true;
        return;
    }
    pcs_buffer_append(&code->text, s, len);
    code->items[code->n].end = code->text.len;
    code->items[code->n].is_code = is_code;
    out->failed |= code->text.failed;
    char number[24], *digit = number + sizeof number;
    *--digit = 1;
    size_t n = code->n++;
    do
        *--digit = (char)('0' + n % 10);
    while (n /= 10);
    *--digit = 0;
    pcs_buffer_append(out, digit, (size_t)(number + sizeof number - digit));
}

/* One space or line end goes from either end of code, as CommonMark has it,
 * unless the code is nothing but white space. */
static void set_code_aside(pcs_buffer *out, pcs_code *code, const char *s,
                           size_t len)
{
    bool padded = len > 2 && (s[0] == ' ' || s[0] == '\n') &&
                  (s[len - 1] == ' ' || s[len - 1] == '\n') &&
                  pcs_scan_spaces(s, s + len) < s + len;
    set_aside(out, code, s + padded, len - (padded ? 2 : 0), true);
}

static bool is_punct(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
           (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* Where the next backslash or backtick stands, or end. */
static const char *find_special(const char *p, const char *end)
{
    while (p < end && *p != '\\' && *p != '`')
        p++;
    return p;
}

void pcs_code_protect(pcs_buffer *out, pcs_code *code, const char *s,
                      size_t len)
{
    const char *end = s + len, *kept = s, *p = s;
    size_t r = 0;
    code->n = 0;
    pcs_buffer_clear(&code->text);
    if (!find_runs(code, s, len)) {
        out->failed = true;
        return;
    }
    while ((p = find_special(p, end)) < end) {
        const pcs_code_run *run = NULL;
        if (*p == '`') {
            while (code->runs[r].at + code->runs[r].len <= (size_t)(p - s))
                r++;
            run = &code->runs[r];
        }
        if (run && (s + run->at < p || !run->next)) {
            p = s + run->at + run->len; /* not at its start, or no end */
        } else if (run) {
            const pcs_code_run *close = &code->runs[run->next];
            const char *inner = s + run->at + run->len;
            pcs_buffer_append(out, kept, (size_t)(p - kept));
            set_code_aside(out, code, inner, (size_t)(s + close->at - inner));
            kept = p = s + close->at + close->len;
        } else if (p + 1 < end && is_punct(p[1])) {
            pcs_buffer_append(out, kept, (size_t)(p - kept));
            set_aside(out, code, p + 1, 1, false);
            kept = p += 2;
        } else {
            p++;
        }
    }
    pcs_buffer_append(out, kept, (size_t)(end - kept));
}

/* Reads a place holder at p (a NUL): its end, or NULL where it is none. */
static const char *read_holder(size_t *n, const char *p, const char *end)
{
    const char *digits = ++p;
    *n = 0;
    for (; p < end && *p >= '0' && *p <= '9'; p++)
        if (*n < UINT32_MAX)
            *n = *n * 10 + (size_t)(*p - '0');
    return p > digits && p < end && *p == 1 ? p + 1 : NULL;
}

void pcs_code_restore(pcs_buffer *out, const pcs_code *code, const char *s,
                      size_t len)
{
    const char *p = s, *end = s + len, *kept = s;
    while (p < end && (p = memchr(p, 0, (size_t)(end - p)))) {
        size_t n;
        const char *next = read_holder(&n, p, end);
        if (!next || n >= code->n) {
            p++;
            continue;
        }
        pcs_buffer_append(out, kept, (size_t)(p - kept));
        size_t begin = n ? code->items[n - 1].end : 0;
        pcs_buffer_append(out, code->text.data + begin,
                          code->items[n].end - begin);
        kept = p = next;
    }
    pcs_buffer_append(out, kept, (size_t)(end - kept));
}
