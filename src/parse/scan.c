/* scan.c - characters, white space and tags in valid UTF-8 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/scan.h"

#include <string.h>
#include <unicode/uchar.h>

static bool is_wide_space(uint32_t c)
{
    return c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

size_t pcs_scan_wide_space(const char *p)
{
    uint32_t c;
    const char *next = pcs_scan_char(p, &c);
    return is_wide_space(c) ? (size_t)(next - p) : 0;
}

const char *pcs_scan_spaces(const char *p, const char *end)
{
    size_t len;
    while ((len = pcs_scan_space(p, end)))
        p += len;
    return p;
}

const char *pcs_scan_trim(const char *begin, const char *end)
{
    while (end > begin && !pcs_scan_is_solid_before(begin, end))
        end = pcs_scan_back(end);
    return end;
}

static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               (c >= 'a' && c <= 'z');
    return U_MASK(u_charType((UChar32)c)) & (U_GC_L_MASK | U_GC_N_MASK);
}

bool pcs_scan_is_word(const char *p, const char *end)
{
    if (p >= end)
        return false;
    uint32_t c;
    pcs_scan_char(p, &c);
    return is_word(c);
}

bool pcs_scan_is_word_before(const char *begin, const char *p)
{
    return p > begin && pcs_scan_is_word(pcs_scan_back(p), p);
}

bool pcs_scan_is_solid(const char *p, const char *end)
{
    return p < end && !pcs_scan_space(p, end);
}

bool pcs_scan_is_solid_before(const char *begin, const char *p)
{
    return p > begin && !pcs_scan_space(pcs_scan_back(p), p);
}

/* Unicode folds four letters beyond ASCII to i, k and s; a pattern that is
 * matched without case takes them as well. */
static const char *match_folded(const char *p, const char *end, char c)
{
    size_t left = (size_t)(end - p);
    if (c == 's' && left >= 2 && !memcmp(p, "\xc5\xbf", 2))
        return p + 2;
    if (c == 'k' && left >= 3 && !memcmp(p, "\xe2\x84\xaa", 3))
        return p + 3;
    if (c == 'i' && left >= 2 &&
        (!memcmp(p, "\xc4\xb0", 2) || !memcmp(p, "\xc4\xb1", 2)))
        return p + 2;
    return NULL;
}

const char *pcs_scan_nocase(const char *p, const char *end, const char *text)
{
    for (; *text; text++) {
        if (p >= end)
            return NULL;
        char c = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
        if (c == *text)
            p++;
        else if ((unsigned char)c < 0x80 || !(p = match_folded(p, end, *text)))
            return NULL;
    }
    return p;
}

const char *pcs_scan_letter(const char *p, const char *end)
{
    if (p >= end)
        return NULL;
    if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z'))
        return p + 1;
    const char *next = match_folded(p, end, 's');
    if (!next)
        next = match_folded(p, end, 'k');
    return next ? next : match_folded(p, end, 'i');
}

const char *pcs_scan_digit(const char *p, const char *end)
{
    if (p >= end)
        return NULL;
    uint32_t c;
    const char *next = pcs_scan_char(p, &c);
    if (c < 0x80)
        return c >= '0' && c <= '9' ? next : NULL;
    return u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER ? next : NULL;
}

const char *pcs_scan_span_close(const char *p, const char *end)
{
    p = pcs_scan_nocase(p, end, "</span");
    if (!p)
        return NULL;
    p = pcs_scan_spaces(p, end);
    return p < end && *p == '>' ? p + 1 : NULL;
}

/* What ends an attribute's value, white space beyond ASCII aside. */
static const bool ends_value[128] = {
    ['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true,
    ['\r'] = true, [0x1c] = true, [0x1d] = true, [0x1e] = true,
    [0x1f] = true, [' '] = true,  ['"'] = true,  ['\''] = true,
    ['&'] = true,  ['<'] = true,  ['>'] = true,  ['\\'] = true,
};

const char *pcs_scan_value(const char *p, const char *end)
{
    while (p < end && ((unsigned char)*p < 0x80 ? !ends_value[(unsigned char)*p]
                                                : !pcs_scan_space(p, end)))
        p++;
    return p;
}

const char *pcs_scan_find(const char *p, const char *end, const char *needle,
                          size_t len)
{
    return p < end ? memmem(p, (size_t)(end - p), needle, len) : NULL;
}

const char *pcs_scan_either(const char *p, const char *end, char a, char b)
{
    while (p < end && *p != a && *p != b)
        p++;
    return p;
}
