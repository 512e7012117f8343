/* fences.c - tells which lines stand in a fenced code block */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/fences.h"

#include <string.h>

#include "parse/scan.h"

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return p;
}

/* One marker of a quote or list item at p: its end, or NULL. */
static const char *skip_marker(const char *p, const char *end)
{
    if (p == end)
        return NULL;
    if (*p == '>' || *p == '-' || *p == '*' || *p == '+')
        return p + 1;
    const char *digit = pcs_scan_digit(p, end), *next = NULL;
    while (digit) {
        next = digit;
        digit = pcs_scan_digit(digit, end);
    }
    return next && next < end && (*next == '.' || *next == ')') ? next + 1
                                                                : NULL;
}

static const char *skip_run(const char *p, const char *end, char c)
{
    while (p < end && *p == c)
        p++;
    return p;
}

static bool opens(pcs_fence *fence, const char *p, const char *end)
{
    const char *next;
    p = skip_blanks(p, end);
    while ((next = skip_marker(p, end)))
        p = skip_blanks(next, end);
    if (p == end || (*p != '`' && *p != '~'))
        return false;
    next = skip_run(p, end, *p);
    if (next - p < 3)
        return false;
    if (*p == '`' && memchr(next, '`', (size_t)(end - next)))
        return false; /* inline code */
    fence->mark = *p;
    fence->len = (size_t)(next - p);
    return true;
}

static bool closes(const pcs_fence *fence, const char *p, const char *end)
{
    end = pcs_scan_trim(p, end);
    p = pcs_scan_spaces(p, end);
    while (p < end && (*p == '>' || *p == ' ' || *p == '\t'))
        p++;
    return (size_t)(end - p) >= fence->len &&
           skip_run(p, end, fence->mark) == end;
}

bool pcs_fence_follow(pcs_fence *fence, const char *begin, const char *end)
{
    if (!fence->mark)
        return opens(fence, begin, end);
    if (closes(fence, begin, end))
        fence->mark = 0;
    return true;
}
