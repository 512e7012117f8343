/* barewords.c - a vocabulary by bare form, while it is being published */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/barewords.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static pcs_status add_word(pcs_barewords *l, pcs_stemmer *stemmer,
                           const char *word, size_t len, uint32_t freq,
                           pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(l->word_ends, l->cap_words, l->len + 1) ||
        !PCS_ARRAY_RESERVE(l->bare_ends, l->cap_bares, l->len + 1) ||
        !PCS_ARRAY_RESERVE(l->freqs, l->cap_freqs, l->len + 1))
        return pcs_error_nomem(err);
    pcs_buffer_append(&l->words, word, len);
    pcs_status status = pcs_stemmer_bare(stemmer, &l->bares, word, len, err);
    if (status == PCS_OK)
        status = pcs_buffer_status(&l->words, err);
    l->word_ends[l->len] = (uint32_t)l->words.len;
    l->bare_ends[l->len] = (uint32_t)l->bares.len;
    l->freqs[l->len++] = freq;
    return status;
}

const char *pcs_barewords_word(const pcs_barewords *l, size_t i, size_t *len)
{
    uint32_t start = i ? l->word_ends[i - 1] : 0;
    *len = l->word_ends[i] - start;
    return l->words.data + start;
}

const char *pcs_barewords_bare(const pcs_barewords *l, size_t i, size_t *len)
{
    uint32_t start = i ? l->bare_ends[i - 1] : 0;
    *len = l->bare_ends[i] - start;
    return l->bares.data + start;
}

/* The slot of a bare form; its tag tells most others apart without a look at
 * their bytes. */
static size_t slot_of(const pcs_barewords *l, const char *bare, size_t len,
                      uint32_t *tag)
{
    uint64_t hash = pcs_hash64(bare, len);
    size_t slot = (size_t)hash & (l->n_slots - 1);
    *tag = (uint32_t)(hash >> 32);
    for (; l->slots[slot].word != PCS_NO_WORD;
         slot = (slot + 1) & (l->n_slots - 1)) {
        size_t n;
        if (l->slots[slot].tag != *tag)
            continue;
        const char *other = pcs_barewords_bare(l, l->slots[slot].word, &n);
        if (n == len && memcmp(other, bare, len) == 0)
            break;
    }
    return slot;
}

static pcs_status index_words(pcs_barewords *l, pcs_error *err)
{
    l->n_slots = 16;
    while (l->n_slots < 2 * l->len)
        l->n_slots *= 2;
    l->slots = malloc(l->n_slots * sizeof *l->slots);
    l->next = malloc((l->len + 1) * sizeof *l->next);
    if (!l->slots || !l->next)
        return pcs_error_nomem(err);
    memset(l->slots, 0xFF, l->n_slots * sizeof *l->slots);
    for (size_t i = l->len; i-- > 0;) {
        size_t n;
        uint32_t tag;
        const char *bare = pcs_barewords_bare(l, i, &n);
        size_t slot = slot_of(l, bare, n, &tag);
        l->next[i] = l->slots[slot].word;
        l->slots[slot] = (pcs_bareword_slot){(uint32_t)i, tag};
    }
    return PCS_OK;
}

pcs_status pcs_barewords_make(pcs_barewords *list, const pcs_wordset *words,
                              pcs_stemmer *stemmer, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < words->len; i++) {
        size_t len;
        const char *word = pcs_wordset_get(words, i, &len);
        status = add_word(list, stemmer, word, len, words->freqs[i], err);
    }
    return status == PCS_OK ? index_words(list, err) : status;
}

void pcs_barewords_dispose(pcs_barewords *l)
{
    pcs_buffer_dispose(&l->words);
    pcs_buffer_dispose(&l->bares);
    free(l->word_ends);
    free(l->bare_ends);
    free(l->freqs);
    free(l->slots);
    free(l->next);
    memset(l, 0, sizeof *l);
}

uint32_t pcs_barewords_find(const pcs_barewords *l, const char *bare,
                            size_t len)
{
    uint32_t tag;
    return l->slots[slot_of(l, bare, len, &tag)].word;
}
