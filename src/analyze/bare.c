/* bare.c - texts without their gaps, to see what cannot be in them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/bare.h"

#include <string.h>

#include "analyze/chars.h"
#include "base/utf8.h"

/* Letters of Latin-1, behind 0xC3. */
static size_t put_latin(char *out, unsigned char c)
{
    if (c == 0x9F) { /* sharp s */
        memcpy(out, "ss", 2);
        return 2;
    }
    out[0] = (char)0xC3;
    out[1] = (char)(c < 0x9F && c != 0x97 ? c + 0x20 : c);
    return 2;
}

/* Whether three bytes are a character that folds to itself whatever stands
 * around it. */
static bool is_level(const unsigned char *p)
{
    switch (p[0]) {
    case 0xE3:
        if (p[1] == 0x80)
            return (p[2] >= 0x81 && p[2] <= 0x83) ||
                   (p[2] >= 0x88 && p[2] <= 0x91);
        if (p[1] == 0x82)
            return p[2] <= 0x96 || p[2] >= 0xA1;
        return (p[1] == 0x81 && p[2] >= 0x81) || (p[1] == 0x83 && p[2] <= 0xBE);
    case 0xE4:
        return p[1] >= 0xB8;
    case 0xEA:
        return p[1] >= 0xB0;
    default:
        return (p[0] >= 0xE5 && p[0] <= 0xE9) || p[0] == 0xEB || p[0] == 0xEC;
    }
}

/* Whether it is PCS_MIDDLE_DOT. */
static bool is_dot(const unsigned char *p)
{
    return p[0] == 0xE3 && p[1] == 0x83 && p[2] == 0xBB;
}

bool pcs_bare_text(char out[PCS_BARE_MAX], size_t *n, const char *text,
                   size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t at = 0;
    if (len > PCS_BARE_MAX)
        return false;
    for (size_t i = 0; i < len;) {
        unsigned char c = p[i];
        if (c < 0x80) {
            out[at] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            at += c > ' ';
            i++;
        } else if (c == 0xC3 && i + 1 < len && (p[i + 1] & 0xC0) == 0x80) {
            at += put_latin(out + at, p[i + 1]);
            i += 2;
        } else if (c == 0xC2 && i + 1 < len && p[i + 1] == 0xA0) {
            i += 2; /* a space */
        } else if (i + 2 < len && (p[i + 1] & 0xC0) == 0x80 &&
                   (p[i + 2] & 0xC0) == 0x80 && is_level(p + i)) {
            memcpy(out + at, p + i, 3);
            at += is_dot(p + i) ? 0 : 3;
            i += 3;
        } else {
            return false;
        }
    }
    *n = at;
    return true;
}

size_t pcs_bare_joined(char *out, const UChar *text, size_t len)
{
    size_t at = 0;
    for (size_t i = 0; i < len;) {
        UChar32 c = pcs_unit_next(text, &i, len);
        if (c <= ' ' || c == PCS_MIDDLE_DOT ||
            pcs_char_classify(c) == PCS_CHAR_SPACE)
            continue;
        if (((uint32_t)c & 0xFFFFF800u) == 0xD800u)
            c = PCS_REPLACEMENT;
        at += pcs_utf8_put(out + at, (uint32_t)c);
    }
    return at;
}
