/* dictionary.c - the user's dictionary, as it is stored in a generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define KINDS (2 * PCS_DICTIONARY_STEM)

struct pcs_dictionary {
    pcs_tables *tables;
    const pcs_dictionary_stats *stats;
    const pcs_dictionary_entry_record *entries;
    const pcs_dictionary_value_record *values;
    const uint32_t *ends;
    const char *bytes;
    size_t n_entries, n_values, n_strings, n_bytes;
    pcs_section_view source;
    size_t first[KINDS + 1]; /* entries of kind k: first[k]..first[k+1] */
    size_t longest_word;     /* bytes of the longest key of kind WORD */
};

static pcs_dictionary_text string(const pcs_dictionary *d, uint32_t i)
{
    size_t start = i ? d->ends[i - 1] : 0;
    return (pcs_dictionary_text){d->bytes + start, d->ends[i] - start};
}

static int compare(pcs_dictionary_text a, const char *text, size_t len)
{
    size_t n = a.len < len ? a.len : len;
    int diff = n ? memcmp(a.data, text, n) : 0;
    return diff ? diff : (a.len > len) - (a.len < len);
}

static pcs_status read_sections(pcs_dictionary *d, pcs_error *err)
{
    static const struct {
        const char *name;
        size_t size;
    } names[] = {
        {"stats", sizeof(pcs_dictionary_stats)},
        {"entries", sizeof(pcs_dictionary_entry_record)},
        {"values", sizeof(pcs_dictionary_value_record)},
        {"strings.ends", 4},
        {"strings.bytes", 1},
        {"source", 1},
    };
    pcs_section_view s[6];
    pcs_status status = pcs_tables_check_all(d->tables, err);
    for (size_t i = 0; status == PCS_OK && i < 6; i++)
        status = pcs_tables_section(&s[i], d->tables, names[i].name,
                                    names[i].size, err);
    if (status != PCS_OK)
        return status;
    d->stats = s[0].len == sizeof *d->stats ? s[0].data : NULL;
    d->entries = s[1].data;
    d->n_entries = s[1].len / names[1].size;
    d->values = s[2].data;
    d->n_values = s[2].len / names[2].size;
    d->ends = s[3].data;
    d->n_strings = s[3].len / 4;
    d->bytes = s[4].data;
    d->n_bytes = s[4].len;
    d->source = s[5];
    return PCS_OK;
}

static bool strings_hold(const pcs_dictionary *d)
{
    if (d->n_strings == 0 || d->ends[0] != 0)
        return false;
    for (size_t i = 1; i < d->n_strings; i++)
        if (d->ends[i] < d->ends[i - 1] || d->ends[i] > d->n_bytes)
            return false;
    return true;
}

static bool entry_holds(const pcs_dictionary *d, size_t i)
{
    const pcs_dictionary_entry_record *e = &d->entries[i];
    if (e->kind >= KINDS || e->key >= d->n_strings ||
        e->locale >= d->n_strings || e->self >= d->n_strings ||
        e->first > d->n_values || e->n > d->n_values - e->first)
        return false;
    if (i == 0)
        return true;
    const pcs_dictionary_entry_record *before = e - 1;
    pcs_dictionary_text key = string(d, e->key);
    return before->kind < e->kind ||
           (before->kind == e->kind &&
            compare(string(d, before->key), key.data, key.len) <= 0);
}

/* Whether all references are in range and the entries in order; notes where
 * each kind begins. */
static bool check(pcs_dictionary *d)
{
    if (!d->stats || !strings_hold(d))
        return false;
    size_t kind = 0;
    for (size_t i = 0; i < d->n_entries; i++) {
        if (!entry_holds(d, i))
            return false;
        while (kind < d->entries[i].kind)
            d->first[++kind] = i;
        size_t len = string(d, d->entries[i].key).len;
        if (kind == PCS_DICTIONARY_WORD && len > d->longest_word)
            d->longest_word = len;
    }
    while (kind < KINDS)
        d->first[++kind] = d->n_entries;
    for (size_t i = 0; i < d->n_values; i++)
        if (d->values[i].text >= d->n_strings ||
            d->values[i].key >= d->n_strings)
            return false;
    return true;
}

pcs_status pcs_dictionary_open(pcs_dictionary **out, const char *path,
                               uint64_t expected_size, pcs_error *err)
{
    *out = NULL;
    pcs_dictionary *d = calloc(1, sizeof *d);
    if (!d)
        return pcs_error_nomem(err);
    pcs_status status = pcs_tables_open(&d->tables, path, expected_size, err);
    if (status == PCS_OK)
        status = read_sections(d, err);
    if (status == PCS_OK && d->stats &&
        d->stats->version != PCS_DICTIONARY_VERSION)
        status = pcs_error_set(err, PCS_EVERSION,
                               "%s: dictionary version %u, this program reads "
                               "%d; give it again with pcindex --dictionary",
                               path, d->stats->version, PCS_DICTIONARY_VERSION);
    else if (status == PCS_ECORRUPT || (status == PCS_OK && !check(d)))
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: damaged dictionary; give it again with "
                               "pcindex --dictionary",
                               path);
    if (status == PCS_OK)
        *out = d;
    else
        pcs_dictionary_close(d);
    return status;
}

void pcs_dictionary_close(pcs_dictionary *d)
{
    if (!d)
        return;
    pcs_tables_close(d->tables);
    free(d);
}

pcs_section_view pcs_dictionary_source(const pcs_dictionary *d)
{
    return d ? d->source : (pcs_section_view){NULL, 0};
}

uint32_t pcs_dictionary_words(const pcs_dictionary *d)
{
    return d ? d->stats->words : 0;
}

/* The first entry of the kind whose key is not below, or with is_behind, is
 * above these bytes. */
static size_t bound(const pcs_dictionary *d, unsigned kind, const char *key,
                    size_t len, bool is_behind)
{
    size_t low = d->first[kind], high = d->first[kind + 1];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int diff = compare(string(d, d->entries[mid].key), key, len);
        if (diff < 0 || (is_behind && diff == 0))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

pcs_dictionary_range pcs_dictionary_find(const pcs_dictionary *d, unsigned kind,
                                         const char *key, size_t len)
{
    if (!d || kind >= KINDS || d->first[kind] == d->first[kind + 1])
        return (pcs_dictionary_range){0, 0};
    size_t first = bound(d, kind, key, len, false);
    return (pcs_dictionary_range){first, bound(d, kind, key, len, true)};
}

bool pcs_dictionary_begins(const pcs_dictionary *d, unsigned kind,
                           const char *start, size_t len)
{
    if (!d || kind >= KINDS || d->first[kind] == d->first[kind + 1])
        return false;
    size_t i = bound(d, kind, start, len, false);
    if (i == d->first[kind + 1])
        return false;
    pcs_dictionary_text key = string(d, d->entries[i].key);
    return key.len >= len && (len == 0 || memcmp(key.data, start, len) == 0);
}

pcs_dictionary_entry pcs_dictionary_get(const pcs_dictionary *d, size_t i)
{
    const pcs_dictionary_entry_record *e = &d->entries[i];
    return (pcs_dictionary_entry){string(d, e->locale), i, e->n};
}

bool pcs_dictionary_value(const pcs_dictionary *d,
                          const pcs_dictionary_entry *entry, size_t i,
                          pcs_dictionary_text *text, pcs_dictionary_text *key)
{
    const pcs_dictionary_entry_record *e = &d->entries[entry->number];
    const pcs_dictionary_value_record *v = &d->values[e->first + i];
    if (text)
        *text = string(d, v->text);
    if (key)
        *key = string(d, v->key);
    return v->key != e->self;
}

pcs_dictionary_text pcs_dictionary_self(const pcs_dictionary *d,
                                        const pcs_dictionary_entry *entry)
{
    return string(d, d->entries[entry->number].self);
}

/* Both are canonical: ko is for ko-KR, kok is not. */
bool pcs_dictionary_is_for(const pcs_dictionary_entry *entry,
                           const char *locale)
{
    size_t len = entry->locale.len;
    return len == 0 || (strncmp(locale, entry->locale.data, len) == 0 &&
                        (locale[len] == 0 || locale[len] == '-'));
}

/* The first entry of the range that is for the locale, or its end. */
static size_t first_for(const pcs_dictionary *d, pcs_dictionary_range range,
                        const char *locale)
{
    size_t i = range.first;
    for (; i < range.last; i++) {
        pcs_dictionary_entry e = pcs_dictionary_get(d, i);
        if (pcs_dictionary_is_for(&e, locale))
            break;
    }
    return i;
}

bool pcs_dictionary_is_word(const pcs_dictionary *d, const char *locale,
                            const char *word, size_t len)
{
    pcs_dictionary_range range =
        pcs_dictionary_find(d, PCS_DICTIONARY_WORD, word, len);
    return first_for(d, range, locale) < range.last;
}

size_t pcs_dictionary_word_at(const pcs_dictionary *d, const char *locale,
                              const char *text, size_t len)
{
    if (!d)
        return 0;
    if (len > d->longest_word)
        len = pcs_utf8_cut(text, len, d->longest_word);
    while (len > 0 && !pcs_dictionary_is_word(d, locale, text, len))
        len = pcs_utf8_cut(text, len, len - 1);
    return len;
}

bool pcs_dictionary_compound(pcs_dictionary_entry *out, const pcs_dictionary *d,
                             const char *locale, const char *word, size_t len)
{
    pcs_dictionary_range range =
        pcs_dictionary_find(d, PCS_DICTIONARY_COMPOUND, word, len);
    size_t i = first_for(d, range, locale);
    if (i >= range.last)
        return false;
    *out = pcs_dictionary_get(d, i);
    return true;
}

bool pcs_dictionary_is_not_part(const pcs_dictionary *d, const char *locale,
                                const char *word, size_t len, const char *part,
                                size_t part_len)
{
    pcs_dictionary_range range =
        pcs_dictionary_find(d, PCS_DICTIONARY_NOT_PART, part, part_len);
    for (size_t i = range.first; i < range.last; i++) {
        pcs_dictionary_entry e = pcs_dictionary_get(d, i);
        pcs_dictionary_text key;
        if (!pcs_dictionary_is_for(&e, locale))
            continue;
        for (size_t j = 0; j < e.n; j++) {
            pcs_dictionary_value(d, &e, j, NULL, &key);
            if (compare(key, word, len) == 0)
                return true;
        }
    }
    return false;
}
