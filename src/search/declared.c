/* declared.c - what the dictionary says of a word's parts */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/declared.h"

#include <stdlib.h>
#include <string.h>

static pcs_status add_values(pcs_declared *out, const pcs_dictionary *d,
                             const char *locale, unsigned kind, const char *key,
                             size_t len, pcs_error *err)
{
    pcs_dictionary_range range = pcs_dictionary_find(d, kind, key, len);
    for (size_t i = range.first; i < range.last; i++) {
        pcs_dictionary_entry e = pcs_dictionary_get(d, i);
        if (!pcs_dictionary_is_for(&e, locale))
            continue;
        if (!PCS_ARRAY_RESERVE(out->items, out->cap, out->n + e.n))
            return pcs_error_nomem(err);
        for (size_t j = 0; j < e.n; j++)
            pcs_dictionary_value(d, &e, j, NULL, &out->items[out->n++]);
    }
    return PCS_OK;
}

pcs_status pcs_declared_find(pcs_declared *out, const pcs_shelf *shelf,
                             pcs_side side, unsigned kind, pcs_stemmer *stemmer,
                             const char *word, size_t len, pcs_error *err)
{
    const pcs_dictionary *d = shelf->dictionary;
    const char *locale = side == PCS_SIDE_ENGLISH ? "en" : shelf->locale;
    /* Whatever is under a stem is under a word as well. */
    if (!pcs_dictionary_begins(d, kind, "", 0))
        return PCS_OK;
    pcs_buffer key = {0};
    pcs_status status = add_values(out, d, locale, kind, word, len, err);
    if (status == PCS_OK)
        status = pcs_stemmer_key(stemmer, &key, word, len, err);
    if (status == PCS_OK && key.len)
        status = add_values(out, d, locale, kind + PCS_DICTIONARY_STEM,
                            key.data, key.len, err);
    pcs_buffer_clear(&key);
    if (status == PCS_OK)
        status = pcs_stemmer_bare_key(stemmer, &key, word, len, err);
    if (status == PCS_OK && key.len)
        status = add_values(out, d, locale, kind + PCS_DICTIONARY_STEM,
                            key.data, key.len, err);
    pcs_buffer_dispose(&key);
    return status;
}

pcs_status pcs_declared_has(bool *out, const pcs_declared *declared,
                            pcs_stemmer *stemmer, const char *word, size_t len,
                            pcs_error *err)
{
    pcs_buffer key = {0}, other = {0};
    *out = false;
    if (declared->n == 0)
        return PCS_OK;
    pcs_status status = pcs_stemmer_key(stemmer, &key, word, len, err);
    for (size_t i = 0; status == PCS_OK && !*out && i < declared->n; i++) {
        const pcs_dictionary_text *d = &declared->items[i];
        pcs_buffer_clear(&other);
        status = pcs_stemmer_key(stemmer, &other, d->data, d->len, err);
        *out = (d->len == len && memcmp(d->data, word, len) == 0) ||
               (key.len && key.len == other.len &&
                memcmp(key.data, other.data, key.len) == 0);
    }
    pcs_buffer_dispose(&key);
    pcs_buffer_dispose(&other);
    return status;
}

pcs_status pcs_declared_relate(pcs_declared_relation *out, pcs_shelf *shelf,
                               pcs_side side, const char *part, size_t part_len,
                               const char *word, size_t len, pcs_error *err)
{
    static const unsigned kinds[] = {PCS_DICTIONARY_NOT_PART,
                                     PCS_DICTIONARY_PART};
    pcs_status status = PCS_OK;
    *out = PCS_DECLARED_NOTHING;
    for (size_t i = 0; i < 2 && status == PCS_OK && !*out; i++) {
        pcs_vocabulary v;
        pcs_declared declared = {NULL, 0, 0};
        bool has = false;
        if (!pcs_dictionary_begins(shelf->dictionary, kinds[i], "", 0))
            continue;
        status = pcs_shelf_vocabulary(&v, shelf, side, err);
        if (status == PCS_OK)
            status = pcs_declared_find(&declared, shelf, side, kinds[i],
                                       v.stemmer, part, part_len, err);
        if (status == PCS_OK)
            status =
                pcs_declared_has(&has, &declared, v.stemmer, word, len, err);
        if (has)
            *out = i ? PCS_DECLARED_PART : PCS_DECLARED_NOT_PART;
        free(declared.items);
    }
    return status;
}
