/* scan.h - characters, white space and tags in valid UTF-8 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_SCAN_H
#define PCS_PARSE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Everything here reads text that is valid UTF-8 (the article was mended on
 * the way in), between p and end, and answers where it stopped.
 *
 * White space is what Unicode calls so, U+0085, U+00A0 and U+001C to U+001F
 * included; a word character is a letter or number of any script, or '_'.
 */

/** Reads the character at p (p < end is the caller's duty). */
static inline const char *pcs_scan_char(const char *p, uint32_t *c)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] < 0x80) {
        *c = u[0];
        return p + 1;
    }
    if (u[0] < 0xe0) {
        *c = (u[0] & 0x1fu) << 6 | (u[1] & 0x3fu);
        return p + 2;
    }
    if (u[0] < 0xf0) {
        *c = (u[0] & 0xfu) << 12 | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
        return p + 3;
    }
    *c = (u[0] & 7u) << 18 | (u[1] & 0x3fu) << 12 | (u[2] & 0x3fu) << 6 |
         (u[3] & 0x3fu);
    return p + 4;
}

/** Where the character that ends at p begins (p > begin). */
static inline const char *pcs_scan_back(const char *p)
{
    do
        p--;
    while (((unsigned char)*p & 0xc0) == 0x80);
    return p;
}

/** pcs_scan_space for a character beyond ASCII at p. */
size_t pcs_scan_wide_space(const char *p);

/** The length of the white space character at p, or 0. */
static inline size_t pcs_scan_space(const char *p, const char *end)
{
    if (p >= end)
        return 0;
    unsigned char b = (unsigned char)*p;
    if (b < 0x80)
        return b == ' ' || (b >= 0x09 && b <= 0x0d) || (b >= 0x1c && b <= 0x1f);
    /* No white space begins with any other byte. */
    return b == 0xc2 || (b >= 0xe1 && b <= 0xe3) ? pcs_scan_wide_space(p) : 0;
}

/** The first character at or after p that is no white space. */
const char *pcs_scan_spaces(const char *p, const char *end);

/** The end of begin..end without its trailing white space. */
const char *pcs_scan_trim(const char *begin, const char *end);

/** Whether a word character stands at p; false at the end. */
bool pcs_scan_is_word(const char *p, const char *end);

/** Whether a word character ends at p; false at the beginning. */
bool pcs_scan_is_word_before(const char *begin, const char *p);

/** Whether a character that is no white space stands at p. */
bool pcs_scan_is_solid(const char *p, const char *end);

/** Whether a character that is no white space ends at p. */
bool pcs_scan_is_solid_before(const char *begin, const char *p);

/**
 * Whether text (lower case ASCII) stands at p, whatever the case; its end, or
 * NULL. The letters that fold to i, k and s (dotted and dotless i, the Kelvin
 * sign, long s) match these.
 */
const char *pcs_scan_nocase(const char *p, const char *end, const char *text);

/** The end of one letter A to Z at p under the rule above, or NULL. */
const char *pcs_scan_letter(const char *p, const char *end);

/** The end of a decimal digit of any script at p, or NULL. */
const char *pcs_scan_digit(const char *p, const char *end);

/** `</span >` at p, which is a '<': its end, or NULL. */
const char *pcs_scan_span_close(const char *p, const char *end);

/** The end of an attribute's value at p: white space, " ' & < > or a backslash.
 */
const char *pcs_scan_value(const char *p, const char *end);

/** Where needle of len bytes first stands in p..end, or NULL. */
const char *pcs_scan_find(const char *p, const char *end, const char *needle,
                          size_t len);

/** The first of the bytes a and b in p..end, or end. */
const char *pcs_scan_either(const char *p, const char *end, char a, char b);

#endif
