/* utf8.c - reading, writing and mending UTF-8 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"

#include <string.h>

/* How many bytes follow lead, and the range that the first of them must be in:
 * table 3-7 of the Unicode standard. Returns -1 for what cannot lead. */
static int lead_info(unsigned char lead, unsigned char *lo, unsigned char *hi)
{
    *lo = 0x80;
    *hi = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 1;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0)
            *lo = 0xA0;
        if (lead == 0xED)
            *hi = 0x9F;
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0)
            *lo = 0x90;
        if (lead == 0xF4)
            *hi = 0x8F;
        return 3;
    }
    return -1;
}

/* Two continuation bytes behind a lead that allows any: most of Han, Hangul and
 * kana. */
static bool is_plain_triple(const unsigned char *p)
{
    return p[0] >= 0xE1 && p[0] <= 0xEC && (p[1] & 0xC0) == 0x80 &&
           (p[2] & 0xC0) == 0x80;
}

uint32_t pcs_utf8_next_long(const char *data, size_t len, size_t *pos,
                            bool *valid)
{
    const unsigned char *p = (const unsigned char *)data;
    if (len - *pos >= 3 && is_plain_triple(p + *pos)) {
        const unsigned char *at = p + *pos;
        *pos += 3;
        return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    }
    unsigned char lead = p[(*pos)++], lo, hi;
    int more = lead_info(lead, &lo, &hi);
    uint32_t cp = more < 0 ? 0 : lead & (0x3Fu >> more);
    for (int i = 0; i < more; i++) {
        unsigned char c = *pos < len ? p[*pos] : 0;
        if (c < (i ? 0x80 : lo) || c > (i ? 0xBF : hi)) {
            more = -1;
            break;
        }
        cp = cp << 6 | (c & 0x3Fu);
        (*pos)++;
    }
    if (more >= 0)
        return cp;
    if (valid)
        *valid = false;
    return PCS_REPLACEMENT;
}

size_t pcs_utf8_put(char out[4], uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* Most texts are runs of ASCII, or of three-byte characters. */
size_t pcs_utf8_check(const char *data, size_t len)
{
    const unsigned char *p = (const unsigned char *)data, *end = p + len;
    for (;;) {
        uint64_t word;
        while (end - p >= 8 &&
               (memcpy(&word, p, 8), !(word & UINT64_C(0x8080808080808080))))
            p += 8;
        while (p < end && *p < 0x80)
            p++;
        while (end - p >= 3 && p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed &&
               (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
            p += 3;
        if (p == end)
            return len;
        if (*p < 0x80)
            continue;
        size_t pos = (size_t)(p - (const unsigned char *)data);
        bool valid = true;
        pcs_utf8_next(data, len, &pos, &valid);
        if (!valid)
            return (size_t)(p - (const unsigned char *)data);
        p = (const unsigned char *)data + pos;
    }
}

size_t pcs_utf8_count(const char *data, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)data[i] & 0xC0) != 0x80;
    return n;
}

size_t pcs_utf8_cut(const char *data, size_t len, size_t max)
{
    if (len <= max)
        return len;
    while (max > 0 && ((unsigned char)data[max] & 0xC0) == 0x80)
        max--;
    return max;
}

void pcs_utf8_repair(pcs_buffer *out, const char *data, size_t len)
{
    size_t pos = 0, copied = 0;
    while (pos < len) {
        bool valid = true;
        size_t start = pos;
        pcs_utf8_next(data, len, &pos, &valid);
        if (valid)
            continue;
        pcs_buffer_append(out, data + copied, start - copied);
        pcs_buffer_puts(out, "\xEF\xBF\xBD");
        copied = pos;
    }
    pcs_buffer_append(out, data + copied, len - copied);
}
