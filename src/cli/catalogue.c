/* catalogue.c - a compiled catalogue of messages, in GNU's .mo format */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/catalogue.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "cli/plural.h"

/* "The Format of GNU MO Files" of gettext's manual: magic, revision, how many
 * there are, where the table of the originals and of the translations is. Each
 * entry is a length and an offset; originals are sorted, and NUL-terminated. */
enum { MAGIC = 0, COUNT = 8, ORIGINALS = 12, TRANSLATIONS = 16, ENTRY = 8 };

static uint32_t word_at(const pcs_catalogue *c, size_t at)
{
    if (at > c->len || c->len - at < 4)
        return 0;
    const unsigned char *b = c->bytes + at;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

/* The text of an entry with its length, NULL where it lies outside. */
static const char *text_at(const pcs_catalogue *c, size_t table, uint32_t i,
                           size_t *len)
{
    size_t entry = table + (size_t)i * ENTRY;
    size_t start = word_at(c, entry + 4);
    *len = word_at(c, entry);
    if (start >= c->len || *len >= c->len - start || c->bytes[start + *len])
        return NULL;
    return (const char *)c->bytes + start;
}

/* The translation, which may have several forms with a NUL between them. */
static const char *find(const pcs_catalogue *c, const char *key, size_t *len)
{
    uint32_t low = 0, high = word_at(c, COUNT);
    size_t originals = word_at(c, ORIGINALS);
    if (word_at(c, MAGIC) != 0x950412DEu)
        return NULL;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *original = text_at(c, originals, middle, len);
        int order = original ? strcmp(key, original) : 0;
        if (!original)
            return NULL;
        if (order == 0)
            return text_at(c, word_at(c, TRANSLATIONS), middle, len);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Which form n takes, by the header, which is the translation of "". */
static unsigned form_of(const pcs_catalogue *c, unsigned long n)
{
    size_t len;
    const char *header = find(c, "", &len);
    const char *rule = header ? strstr(header, "plural=") : NULL;
    return rule ? pcs_plural_form(rule + strlen("plural="), n) : n != 1;
}

const char *pcs_catalogue_get(const pcs_catalogue *c, const char *key,
                              unsigned long n)
{
    size_t len;
    const char *text = find(c, key, &len);
    /* An empty translation is one that nobody has written. */
    if (!text || !*text || strlen(text) == len)
        return text && *text ? text : NULL;
    const char *form = text;
    for (unsigned i = form_of(c, n); i > 0; i--) {
        const char *next = form + strlen(form) + 1;
        if (next > text + len)
            return text;
        form = next;
    }
    return form;
}
