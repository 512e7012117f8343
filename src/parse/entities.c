/* entities.c - HTML's character references */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/entities.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parse/entitynames.h"

/* What the HTML standard reads 0x80 to 0x9f as; 0 where it leaves them. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static void put_char(pcs_buffer *out, uint32_t c)
{
    char bytes[4];
    pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
}

static bool is_no_text(uint32_t c)
{
    return (c >= 0x1 && c <= 0x8) || c == 0xb || (c >= 0xe && c <= 0x1f) ||
           c == 0x7f || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static void put_number(pcs_buffer *out, uint32_t c)
{
    if (c >= 0x80 && c <= 0x9f)
        put_char(out, windows_1252[c - 0x80] ? windows_1252[c - 0x80] : c);
    else if (c == 0 || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
        put_char(out, PCS_REPLACEMENT);
    else if (!is_no_text(c))
        put_char(out, c);
}

static int digit_value(char c, bool hex)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (hex && c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (hex && c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* p stands behind "&#"; NULL where no number follows. */
static const char *decode_number(pcs_buffer *out, const char *p,
                                 const char *end)
{
    bool hex = p < end && (*p == 'x' || *p == 'X');
    p += hex;
    uint32_t c = 0;
    const char *digits = p;
    for (int d; p < end && (d = digit_value(*p, hex)) >= 0; p++)
        if (c <= 0x10ffff)
            c = c * (hex ? 16 : 10) + (uint32_t)d;
    if (p == digits)
        return NULL;
    put_number(out, c);
    return p < end && *p == ';' ? p + 1 : p;
}

typedef struct name_key {
    const char *data;
    size_t len;
} name_key;

/* Both tables hold NUL-padded names at the head of each entry. */
static int compare_name(const void *key, const void *entry)
{
    const name_key *k = key;
    int order = strncmp(k->data, entry, k->len);
    return order ? order : -(((const char *)entry)[k->len] != 0);
}

static const pcs_entity_name *find_name(const char *p, size_t len)
{
    name_key key = {p, len};
    return bsearch(&key, pcs_entity_names, PCS_ENTITY_NAMES,
                   sizeof *pcs_entity_names, compare_name);
}

static bool is_legacy(const char *p, size_t len)
{
    name_key key = {p, len};
    return bsearch(&key, pcs_entity_legacy, PCS_ENTITY_LEGACY,
                   sizeof *pcs_entity_legacy, compare_name);
}

static void put_name(pcs_buffer *out, const pcs_entity_name *name)
{
    put_char(out, name->text[0]);
    if (name->text[1])
        put_char(out, name->text[1]);
}

static bool is_alnum(char c)
{
    return digit_value(c, false) >= 0 || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* p stands behind "&"; NULL where no name begins. */
static const char *decode_name(pcs_buffer *out, const char *p, const char *end)
{
    size_t len = 0;
    while (p + len < end && len <= PCS_ENTITY_NAME_MAX && is_alnum(p[len]))
        len++;
    const pcs_entity_name *name = NULL;
    if (len <= PCS_ENTITY_NAME_MAX && p + len < end && p[len] == ';')
        name = find_name(p, len);
    if (name) {
        put_name(out, name);
        return p + len + 1;
    }
    if (len > PCS_ENTITY_LEGACY_MAX)
        len = PCS_ENTITY_LEGACY_MAX;
    while (len >= 2 && !is_legacy(p, len))
        len--;
    name = len >= 2 ? find_name(p, len) : NULL; /* it is in both tables */
    if (!name)
        return NULL;
    put_name(out, name);
    return p + len;
}

void pcs_entities_decode(pcs_buffer *out, const char *s, size_t len)
{
    const char *p = s, *end = s + len;
    while (p < end) {
        const char *amp = memchr(p, '&', (size_t)(end - p));
        if (!amp)
            break;
        pcs_buffer_append(out, p, (size_t)(amp - p));
        bool number = amp + 1 < end && amp[1] == '#';
        p = number ? decode_number(out, amp + 2, end)
                   : decode_name(out, amp + 1, end);
        if (!p) {
            pcs_buffer_putc(out, '&');
            p = amp + 1;
        }
    }
    pcs_buffer_append(out, p, (size_t)(end - p));
}
