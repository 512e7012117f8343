/* lexiconhashes.c - a hash table of the words of a lexicon */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/lexiconhashes.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

/* Open addressing, linear probing. A slot has eight bits of the hash above the
 * number of the word plus one, and is 0 where it is free: most words that are
 * looked up are not there, which is known without reading any. */
struct pcs_lexicon_hashes {
    size_t asked; /* for how many words, before there were slots */
    uint32_t *slots;
    size_t mask;
};

/* What making it costs is what so many searches in the sorted words do. */
#define ASKED_MIN(n_words) ((n_words) / 8 + 64)
#define NUMBER_BITS 24
#define NUMBER_MASK ((1u << NUMBER_BITS) - 1)

pcs_status pcs_lexicon_remember(pcs_lexicon *l, pcs_error *err)
{
    if (!l->hashes)
        l->hashes = calloc(1, sizeof *l->hashes);
    return l->hashes ? PCS_OK : pcs_error_nomem(err);
}

void pcs_lexicon_forget(pcs_lexicon *l)
{
    if (l->hashes)
        free(l->hashes->slots);
    free(l->hashes);
    l->hashes = NULL;
}

static uint32_t mark_of(uint64_t hash)
{
    return (uint32_t)(hash >> (64 - (32 - NUMBER_BITS))) << NUMBER_BITS;
}

static bool put_words(struct pcs_lexicon_hashes *h, const pcs_lexicon *l)
{
    for (size_t i = 0; i < l->len; i++) {
        const char *word;
        size_t len;
        if (pcs_lexicon_word(&word, &len, l, i, NULL) != PCS_OK)
            return false;
        uint64_t hash = pcs_hash64(word, len);
        size_t at = hash & h->mask;
        while (h->slots[at])
            at = (at + 1) & h->mask;
        h->slots[at] = mark_of(hash) | ((uint32_t)i + 1);
    }
    return true;
}

/* Where that fails, the sorted words tell why. */
static void make_slots(struct pcs_lexicon_hashes *h, const pcs_lexicon *l)
{
    size_t n = 64;
    while (n < l->len + l->len / 3)
        n *= 2;
    if (l->len >= NUMBER_MASK || !(h->slots = calloc(n, sizeof *h->slots)))
        return;
    h->mask = n - 1;
    if (put_words(h, l))
        return;
    free(h->slots);
    h->slots = NULL;
}

bool pcs_lexicon_hashes_find(pcs_lexicon_range *out, const pcs_lexicon *l,
                             const char *word, size_t len)
{
    struct pcs_lexicon_hashes *h = l->hashes;
    if (!h)
        return false;
    if (!h->slots && ++h->asked == ASKED_MIN(l->len))
        make_slots(h, l);
    if (!h->slots)
        return false;
    uint64_t hash = pcs_hash64(word, len);
    uint32_t mark = mark_of(hash), slot;
    *out = (pcs_lexicon_range){0, 0};
    for (size_t at = hash & h->mask; (slot = h->slots[at]) != 0;
         at = (at + 1) & h->mask) {
        const char *data;
        size_t n, i = (slot & NUMBER_MASK) - 1;
        if ((slot & ~NUMBER_MASK) == mark &&
            pcs_lexicon_word(&data, &n, l, i, NULL) == PCS_OK && n == len &&
            memcmp(data, word, n) == 0) {
            *out = (pcs_lexicon_range){i, i + 1};
            break;
        }
    }
    return true;
}
