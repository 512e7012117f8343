/* headindex.c - which heads have a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/headindex.h"

#include <stdlib.h>
#include <string.h>

static size_t count_heads(const pcs_heads *h)
{
    return h->n + h->n_headings;
}

/* Counts, sums up and fills; a head that repeats a word stands there once. */
static pcs_status invert(pcs_head_index *x, pcs_error *err)
{
    const pcs_heads *h = &x->heads;
    size_t n_heads = count_heads(h), n_words = h->n_vocabulary;
    size_t n_places = n_heads ? h->word_ends[n_heads - 1] : 0;
    x->starts = calloc(n_words + 2, sizeof *x->starts);
    x->places = malloc((n_places + 1) * sizeof *x->places);
    if (!x->starts || !x->places)
        return pcs_error_nomem(err);
    /* starts[w + 1] is where w goes next, and in the end where w + 1 starts. */
    for (size_t i = 0; i < n_places; i++)
        if (h->words[i] + (size_t)2 <= n_words)
            x->starts[h->words[i] + 2]++;
    for (size_t w = 2; w < n_words + 2; w++)
        x->starts[w] += x->starts[w - 1];
    for (size_t head = 0; head < n_heads; head++) {
        size_t n;
        const uint32_t *words = pcs_heads_words(h, head, &n);
        for (size_t i = 0; i < n; i++)
            x->places[x->starts[words[i] + 1]++] = (uint32_t)head;
    }
    return PCS_OK;
}

static pcs_status sort_words(pcs_head_index *x, pcs_error *err)
{
    const pcs_heads *h = &x->heads;
    x->known = malloc((h->n_vocabulary + 1) * sizeof *x->known);
    x->strays = malloc((h->n_vocabulary + 1) * sizeof *x->strays);
    if (!x->known || !x->strays)
        return pcs_error_nomem(err);
    for (size_t w = 0; w < h->n_vocabulary; w++)
        if (h->lexicon[w] == PCS_HEAD_NO_WORD)
            x->strays[x->n_strays++] = (uint32_t)w;
        else
            x->known[x->n_known++] = (uint32_t)w;
    return PCS_OK;
}

static uint64_t hash_text(const uint16_t *text, size_t len)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ text[i]) * 0x100000001B3u;
    return hash ^ hash >> 29;
}

static bool is_same(const pcs_heads *h, size_t a, size_t b)
{
    size_t n, m;
    const uint16_t *one = pcs_heads_text(h, a, &n);
    const uint16_t *other = pcs_heads_text(h, b, &m);
    return n == m && (n == 0 || memcmp(one, other, n * sizeof *one) == 0);
}

/* What may be offered: of equal titles the first of an article that has
 * segments, and headings, which all differ. */
static pcs_status find_repeats(pcs_head_index *x, const pcs_partition *p,
                               pcs_error *err)
{
    const pcs_heads *h = &x->heads;
    size_t n_slots = 16;
    while (n_slots < 2 * p->n_articles)
        n_slots *= 2;
    uint32_t *slots = calloc(n_slots, sizeof *slots);
    x->repeats = calloc(count_heads(h) + 1, sizeof *x->repeats);
    pcs_status status = slots && x->repeats ? PCS_OK : pcs_error_nomem(err);
    if (x->repeats)
        memset(x->repeats, true, h->n);
    for (uint32_t a = 0; status == PCS_OK && a < p->n_articles; a++) {
        const pcs_article_record *record;
        size_t len, head = PCS_HEAD_KINDS * (size_t)a + PCS_HEAD_TITLE;
        const uint16_t *text = pcs_heads_text(h, head, &len);
        status = pcs_partition_article(&record, p, a, err);
        if (status != PCS_OK || record->n_segments == 0)
            continue;
        size_t i = hash_text(text, len) & (n_slots - 1);
        while (slots[i] && !is_same(h, slots[i] - 1, head))
            i = (i + 1) & (n_slots - 1);
        x->repeats[head] = slots[i] != 0;
        slots[i] = slots[i] ? slots[i] : (uint32_t)head + 1;
    }
    free(slots);
    return status;
}

void pcs_head_index_free(pcs_head_index *x)
{
    if (!x)
        return;
    free(x->starts);
    free(x->places);
    free(x->known);
    free(x->strays);
    free(x->repeats);
    free(x);
}

pcs_status pcs_shelf_head_index(const pcs_head_index **out, pcs_shelf *shelf,
                                pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    *out = shelf->heads;
    if (shelf->heads)
        return PCS_OK;
    pcs_head_index *x = calloc(1, sizeof *x);
    if (!x)
        return pcs_error_nomem(err);
    pcs_status status = pcs_heads_open(&x->heads, p->tables, p->n_articles,
                                       p->n_segments, p->words.len, err);
    if (status == PCS_OK)
        status = invert(x, err);
    if (status == PCS_OK)
        status = sort_words(x, err);
    if (status == PCS_OK)
        status = find_repeats(x, p, err);
    if (status == PCS_OK)
        *out = shelf->heads = x;
    else
        pcs_head_index_free(x);
    return status;
}

bool pcs_head_index_known(uint32_t *out, const pcs_head_index *x,
                          uint32_t number)
{
    size_t low = 0, high = x->n_known;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        *out = x->known[mid];
        if (x->heads.lexicon[*out] == number)
            return true;
        if (x->heads.lexicon[*out] < number)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

/* The first word at or behind prefix; past: behind all that begin with it. */
static size_t find_word(const pcs_heads *h, const char *prefix, size_t len,
                        bool past)
{
    size_t low = 0, high = h->n_vocabulary;
    while (low < high) {
        size_t n, mid = low + (high - low) / 2;
        const char *word = pcs_heads_word(h, mid, &n);
        size_t shared = n < len ? n : len;
        int diff = shared ? memcmp(word, prefix, shared) : 0;
        bool is_before = diff < 0 || (diff == 0 && (n < len || past));
        if (is_before)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void pcs_head_index_prefix(size_t *first, size_t *last, const pcs_head_index *x,
                           const char *prefix, size_t len)
{
    *first = find_word(&x->heads, prefix, len, false);
    *last = find_word(&x->heads, prefix, len, true);
    if (*last < *first) /* words that are not in order */
        *last = *first;
}

size_t pcs_head_index_place(const pcs_head_index *x, uint32_t word, size_t head)
{
    size_t low = x->starts[word], high = x->starts[word + (size_t)1];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (x->places[mid] < head)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}
