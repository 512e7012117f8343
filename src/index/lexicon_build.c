/* lexicon_build.c - writing a partition's vocabulary */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/lexicon_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/stem.h"

/* A list of byte strings, each known by its end. */
typedef struct byte_list {
    pcs_buffer bytes;
    uint32_t *ends;
    size_t len, cap;
} byte_list;

typedef struct building {
    const pcs_wordset *words;
    byte_list keys;
    uint32_t *key_words; /* in the order of keys */
    size_t cap_key_words;
} building;

static pcs_status list_end(byte_list *l, pcs_error *err)
{
    if (l->bytes.failed || l->bytes.len > UINT32_MAX ||
        !PCS_ARRAY_RESERVE(l->ends, l->cap, l->len + 1))
        return pcs_error_nomem(err);
    l->ends[l->len++] = (uint32_t)l->bytes.len;
    return PCS_OK;
}

static const char *list_get(const byte_list *l, size_t i, size_t *len)
{
    uint32_t start = i ? l->ends[i - 1] : 0;
    *len = l->ends[i] - start;
    return l->bytes.data + start;
}

static void list_dispose(byte_list *l)
{
    pcs_buffer_dispose(&l->bytes);
    free(l->ends);
}

static pcs_status add_key_word(building *b, size_t word, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->key_words, b->cap_key_words, b->keys.len + 1))
        return pcs_error_nomem(err);
    b->key_words[b->keys.len] = (uint32_t)word;
    return list_end(&b->keys, err);
}

/* The keys of a word: its own, and that of the word without accents where it
 * is another. */
static pcs_status add_keys(building *b, pcs_stemmer *stemmer, size_t word,
                           pcs_error *err)
{
    size_t len, start = b->keys.bytes.len;
    const char *text = pcs_wordset_get(b->words, word, &len);
    pcs_status status =
        pcs_stemmer_key(stemmer, &b->keys.bytes, text, len, err);
    if (status == PCS_OK)
        status = add_key_word(b, word, err);
    bool is_ascii = true;
    for (size_t i = 0; i < len; i++)
        is_ascii = is_ascii && (unsigned char)text[i] < 0x80;
    if (status != PCS_OK || is_ascii)
        return status;
    size_t middle = b->keys.bytes.len;
    status = pcs_stemmer_bare_key(stemmer, &b->keys.bytes, text, len, err);
    if (status != PCS_OK)
        return status;
    size_t n = middle - start, m = b->keys.bytes.len - middle;
    if (n == m && memcmp(b->keys.bytes.data + start,
                         b->keys.bytes.data + middle, n) == 0) {
        b->keys.bytes.len = middle;
        return PCS_OK;
    }
    return add_key_word(b, word, err);
}

static int compare_reversed(const void *a, const void *b, void *context)
{
    const pcs_wordset *words = context;
    size_t n, m;
    const char *x = pcs_wordset_get(words, *(const uint32_t *)a, &n);
    const char *y = pcs_wordset_get(words, *(const uint32_t *)b, &m);
    while (n > 0 && m > 0) {
        int diff = (unsigned char)x[--n] - (unsigned char)y[--m];
        if (diff)
            return diff;
    }
    return (n > 0) - (m > 0);
}

static int compare_keys(const void *a, const void *b, void *context)
{
    const building *all = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    size_t n, m;
    const char *x = list_get(&all->keys, i, &n);
    const char *y = list_get(&all->keys, j, &m);
    int diff = memcmp(x, y, n < m ? n : m);
    if (diff)
        return diff;
    if (n != m)
        return n < m ? -1 : 1;
    return (all->key_words[i] > all->key_words[j]) -
           (all->key_words[i] < all->key_words[j]);
}

static uint32_t *numbers(size_t n)
{
    uint32_t *out = malloc((n + 1) * sizeof *out);
    for (size_t i = 0; out && i < n; i++)
        out[i] = (uint32_t)i;
    return out;
}

static pcs_status write_words(pcs_tables_writer *w, const char *side,
                              const pcs_wordset *words, pcs_error *err)
{
    size_t n = words->len;
    uint32_t *suffix = numbers(n);
    if (!suffix)
        return pcs_error_nomem(err);
    qsort_r(suffix, n, sizeof *suffix, compare_reversed,
            (void *)(uintptr_t)words);
    pcs_status status = pcs_tables_writer_side_section(w, side, "ends",
                                                       words->ends, 4 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(
            w, side, "bytes", words->bytes.data, words->bytes.len, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "freq", words->freqs,
                                                4 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "suffix", suffix,
                                                4 * n, err);
    free(suffix);
    return status;
}

static pcs_status write_keys(pcs_tables_writer *w, const char *side,
                             building *b, pcs_error *err)
{
    size_t n = b->keys.len;
    uint32_t *order = numbers(n), *words = numbers(n);
    byte_list sorted = {0};
    pcs_status status = order && words ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        qsort_r(order, n, sizeof *order, compare_keys, b);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        size_t len;
        const char *key = list_get(&b->keys, order[i], &len);
        pcs_buffer_append(&sorted.bytes, key, len);
        words[i] = b->key_words[order[i]];
        status = list_end(&sorted, err);
    }
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "key.ends",
                                                sorted.ends, 4 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(
            w, side, "key.bytes", sorted.bytes.data, sorted.bytes.len, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "key.word", words,
                                                4 * n, err);
    list_dispose(&sorted);
    free(order);
    free(words);
    return status;
}

pcs_status pcs_lexicon_write(pcs_tables_writer *writer, const char *side,
                             const pcs_wordset *words, const char *locale,
                             pcs_error *err)
{
    building b = {.words = words};
    pcs_stemmer *stemmer;
    pcs_status status = pcs_stemmer_new(&stemmer, locale, err);
    for (size_t i = 0; status == PCS_OK && i < words->len; i++)
        status = add_keys(&b, stemmer, i, err);
    if (status == PCS_OK)
        status = write_words(writer, side, words, err);
    if (status == PCS_OK)
        status = write_keys(writer, side, &b, err);
    pcs_stemmer_free(stemmer);
    list_dispose(&b.keys);
    free(b.key_words);
    return status;
}
