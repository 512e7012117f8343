/* lexicon.c - the vocabulary of one side of a partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/lexicon.h"

#include <string.h>

#include "base/bytesfind.h"
#include "store/lexiconhashes.h"

pcs_status pcs_lexicon_open(pcs_lexicon *l, pcs_tables *tables,
                            const char *side, pcs_error *err)
{
    size_t n_freq = 0, n_suffix = 0, n_key_words = 0;
    struct {
        const void **out;
        size_t *n;
        const char *name;
        size_t size;
    } all[] = {
        {(const void **)&l->ends, &l->len, "ends", 4},
        {(const void **)&l->bytes, &l->bytes_len, "bytes", 1},
        {(const void **)&l->freq, &n_freq, "freq", 4},
        {(const void **)&l->suffix, &n_suffix, "suffix", 4},
        {(const void **)&l->key_ends, &l->n_keys, "key.ends", 4},
        {(const void **)&l->key_bytes, &l->key_bytes_len, "key.bytes", 1},
        {(const void **)&l->key_word, &n_key_words, "key.word", 4},
    };
    memset(l, 0, sizeof *l);
    l->tables = tables;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < sizeof all / sizeof *all; i++)
        status = pcs_tables_items(all[i].out, all[i].n, tables, side,
                                  all[i].name, all[i].size, err);
    if (status == PCS_OK &&
        (n_freq != l->len || n_suffix != l->len || n_key_words != l->n_keys))
        status = pcs_error_set(err, PCS_ECORRUPT, "lexicon of odd lengths");
    return status;
}

/* Entry i of a list of byte strings given by their ends. */
static inline pcs_status entry(const char **out, size_t *len,
                               const pcs_lexicon *l, const uint32_t *ends,
                               const char *bytes, size_t bytes_len, size_t i,
                               pcs_error *err)
{
    const uint32_t *at = ends + i - (i > 0);
    pcs_status status =
        pcs_tables_check(l->tables, at, (i > 0 ? 2 : 1) * sizeof *at, err);
    if (status != PCS_OK)
        return status;
    uint32_t start = i > 0 ? at[0] : 0, end = at[i > 0];
    if (start > end || end > bytes_len)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged lexicon");
    *out = bytes + start;
    *len = end - start;
    return pcs_tables_check(l->tables, *out, *len, err);
}

static pcs_status number(uint32_t *out, const pcs_lexicon *l,
                         const uint32_t *list, size_t n, size_t i,
                         pcs_error *err)
{
    *out = 0;
    if (i >= n)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged lexicon");
    pcs_status status = pcs_tables_check(l->tables, list + i, 4, err);
    *out = list[i];
    return status;
}

static inline pcs_status get_word(const char **out, size_t *len,
                                  const pcs_lexicon *l, size_t i,
                                  pcs_error *err)
{
    *out = "";
    *len = 0;
    if (i >= l->len)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged lexicon");
    return entry(out, len, l, l->ends, l->bytes, l->bytes_len, i, err);
}

pcs_status pcs_lexicon_word(const char **out, size_t *len, const pcs_lexicon *l,
                            size_t i, pcs_error *err)
{
    return get_word(out, len, l, i, err);
}

pcs_status pcs_lexicon_freq(uint32_t *out, const pcs_lexicon *l, size_t i,
                            pcs_error *err)
{
    return number(out, l, l->freq, l->len, i, err);
}

static inline int compare(const char *entry_data, size_t entry_len,
                          const char *text, size_t len)
{
    size_t n = entry_len < len ? entry_len : len;
    int diff = n ? memcmp(entry_data, text, n) : 0;
    return diff ? diff : entry_len < len ? -1 : 0;
}

static inline int compare_reversed(const char *entry_data, size_t entry_len,
                                   const char *text, size_t len)
{
    size_t n = entry_len < len ? entry_len : len;
    for (size_t i = 1; i <= n; i++) {
        int diff = (unsigned char)entry_data[entry_len - i] -
                   (unsigned char)text[len - i];
        if (diff)
            return diff;
    }
    return entry_len < len ? -1 : 0;
}

/* An order of byte strings to search in. */
typedef struct order {
    const pcs_lexicon *lexicon;
    size_t len;
    pcs_status (*get)(const char **out, size_t *len, const pcs_lexicon *l,
                      size_t i, pcs_error *err);
    int (*compare)(const char *entry_data, size_t entry_len, const char *text,
                   size_t len);
} order;

/* The first entry from low on that is not before text; with `behind`, the first
 * that does not begin with text either. */
static inline __attribute__((always_inline)) pcs_status
bound(size_t *out, size_t low, const order *o, const char *text, size_t len,
      bool behind, pcs_error *err)
{
    size_t high = o->len;
    /* What begins with text is seldom much. */
    for (size_t step = 1; behind && low + step < high; step *= 2) {
        size_t n = 0;
        const char *data = "";
        pcs_status status = o->get(&data, &n, o->lexicon, low + step, err);
        if (status != PCS_OK)
            return status;
        if (o->compare(data, n, text, len) > 0)
            high = low + step;
    }
    while (low < high) {
        size_t mid = low + (high - low) / 2, n = 0;
        const char *data = "";
        pcs_status status = o->get(&data, &n, o->lexicon, mid, err);
        if (status != PCS_OK)
            return status;
        int diff = o->compare(data, n, text, len);
        if (diff < 0 || (behind && diff == 0))
            low = mid + 1;
        else
            high = mid;
    }
    *out = low;
    return PCS_OK;
}

static inline __attribute__((always_inline)) pcs_status
range(pcs_lexicon_range *out, const order *o, const char *text, size_t len,
      pcs_error *err)
{
    out->first = out->last = 0;
    pcs_status status = bound(&out->first, 0, o, text, len, false, err);
    if (status == PCS_OK)
        status = bound(&out->last, out->first, o, text, len, true, err);
    return status;
}

pcs_status pcs_lexicon_prefix(pcs_lexicon_range *out, const pcs_lexicon *l,
                              const char *prefix, size_t len, pcs_error *err)
{
    order o = {l, l->len, get_word, compare};
    return range(out, &o, prefix, len, err);
}

pcs_status pcs_lexicon_find(pcs_lexicon_range *out, const pcs_lexicon *l,
                            const char *word, size_t len, pcs_error *err)
{
    order o = {l, l->len, get_word, compare};
    const char *data;
    size_t n;
    if (pcs_lexicon_hashes_find(out, l, word, len))
        return PCS_OK;
    pcs_status status = bound(&out->first, 0, &o, word, len, false, err);
    out->last = out->first;
    if (status != PCS_OK || out->first == l->len)
        return status;
    status = pcs_lexicon_word(&data, &n, l, out->first, err);
    out->last += n == len && memcmp(data, word, n) == 0;
    return status;
}

static pcs_status get_by_suffix(const char **out, size_t *len,
                                const pcs_lexicon *l, size_t i, pcs_error *err)
{
    uint32_t word;
    pcs_status status = number(&word, l, l->suffix, l->len, i, err);
    return status == PCS_OK ? pcs_lexicon_word(out, len, l, word, err) : status;
}

pcs_status pcs_lexicon_suffix(pcs_lexicon_range *out, const pcs_lexicon *l,
                              const char *suffix, size_t len, pcs_error *err)
{
    order o = {l, l->len, get_by_suffix, compare_reversed};
    return range(out, &o, suffix, len, err);
}

pcs_status pcs_lexicon_suffix_word(size_t *out, const pcs_lexicon *l, size_t i,
                                   pcs_error *err)
{
    uint32_t word;
    pcs_status status = number(&word, l, l->suffix, l->len, i, err);
    *out = word;
    return status;
}

/* The word whose bytes hold byte `at`: the first that ends behind it. */
static size_t word_at(const pcs_lexicon *l, size_t at, size_t low)
{
    size_t high = l->len;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->ends[mid] <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

pcs_status pcs_lexicon_holding(size_t *i, const pcs_lexicon *l,
                               const char *text, size_t len, pcs_error *err)
{
    if (*i >= l->len || len == 0) {
        *i = l->len;
        return PCS_OK;
    }
    pcs_status status = pcs_tables_check(l->tables, l->ends, l->len * 4, err);
    if (status == PCS_OK)
        status = pcs_tables_check(l->tables, l->bytes, l->bytes_len, err);
    if (status != PCS_OK)
        return status;
    size_t from = *i > 0 ? l->ends[*i - 1] : 0, word = *i;
    const char *hit;
    while (from < l->bytes_len &&
           (hit = pcs_bytes_find(l->bytes + from, l->bytes_len - from, text,
                                 len))) {
        size_t at = (size_t)(hit - l->bytes);
        word = word_at(l, at, word);
        if (word < l->len && at + len <= l->ends[word]) {
            *i = word;
            return PCS_OK;
        }
        from = at + 1;
    }
    *i = l->len;
    return PCS_OK;
}

static pcs_status get_key(const char **out, size_t *len, const pcs_lexicon *l,
                          size_t i, pcs_error *err)
{
    return entry(out, len, l, l->key_ends, l->key_bytes, l->key_bytes_len, i,
                 err);
}

pcs_status pcs_lexicon_key(pcs_lexicon_range *out, const pcs_lexicon *l,
                           const char *key, size_t len, pcs_error *err)
{
    order o = {l, l->n_keys, get_key, compare};
    pcs_status status = range(out, &o, key, len, err);
    /* Of the keys that begin with it, those that are it come first. */
    size_t end = out->first;
    while (status == PCS_OK && end < out->last) {
        const char *data;
        size_t n = 0;
        status = get_key(&data, &n, l, end, err);
        if (n != len)
            break;
        end++;
    }
    out->last = end;
    return status;
}

pcs_status pcs_lexicon_key_word(size_t *out, const pcs_lexicon *l, size_t i,
                                pcs_error *err)
{
    uint32_t word;
    pcs_status status = number(&word, l, l->key_word, l->n_keys, i, err);
    *out = word;
    return status;
}
