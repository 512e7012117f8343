/* innerwords.c - the words of a list that stand inside a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/innerwords.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/closed.h"

/* At least, for each byte of the list; beginnings share theirs. */
#define BITS_PER_BYTE 4
#define BITS_MIN 10

/* So many bits are sharp enough for any list. */
#define BITS_MAX 32

/* One step a byte, so that all beginnings of a text take one pass; the upper
 * bits are the good ones. */
#define HASH_START 0xCBF29CE484222325u
#define HASH_FACTOR 0x9E3779B97F4A7C15u

static uint64_t hash_on(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * HASH_FACTOR;
}

static size_t bit_of(const pcs_innerwords *w, uint64_t hash)
{
    return (size_t)(hash >> w->shift);
}

static bool has_bit(const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

static void set_bit(uint64_t *bits, size_t i)
{
    bits[i / 64] |= (uint64_t)1 << (i % 64);
}

static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < len; i++)
        hash = hash_on(hash, text[i]);
    return hash;
}

static pcs_status make_filter(pcs_innerwords *w, pcs_error *err)
{
    unsigned bits = BITS_MIN;
    while (bits < BITS_MAX &&
           (size_t)1 << bits < BITS_PER_BYTE * w->words->bares.len)
        bits++;
    w->shift = 64 - bits;
    w->begins = calloc((size_t)1 << (bits - 6), sizeof *w->begins);
    w->wholes = calloc((size_t)1 << (bits - 6), sizeof *w->wholes);
    if (!w->begins || !w->wholes)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < w->words->len; i++) {
        size_t len;
        const char *bare = pcs_barewords_bare(w->words, i, &len);
        uint64_t hash = HASH_START;
        for (size_t j = 0; j < len; j++) {
            hash = hash_on(hash, bare[j]);
            set_bit(w->begins, bit_of(w, hash));
        }
        set_bit(w->wholes, bit_of(w, hash));
    }
    return PCS_OK;
}

/* The commonest word of a bare form; articles and the like are none. */
static uint32_t choose_common(const pcs_barewords *l, uint32_t first,
                              const char *locale)
{
    uint32_t best = PCS_NO_WORD;
    for (uint32_t i = first; i != PCS_NO_WORD; i = l->next[i]) {
        size_t n;
        const char *word = pcs_barewords_word(l, i, &n);
        if ((best == PCS_NO_WORD || l->freqs[i] > l->freqs[best]) &&
            !pcs_is_closed_word(locale, word, n))
            best = i;
    }
    return best;
}

pcs_status pcs_innerwords_make(pcs_innerwords *w, const pcs_barewords *words,
                               const char *locale, pcs_error *err)
{
    w->words = words;
    w->common = malloc((words->len + 1) * sizeof *w->common);
    if (!w->common)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < words->n_slots; i++)
        if (words->slots[i].word != PCS_NO_WORD)
            w->common[words->slots[i].word] =
                choose_common(words, words->slots[i].word, locale);
    return make_filter(w, err);
}

/* The words that begin at a byte of the word, up to where none goes on. */
static void look_from(pcs_innerwords *w, size_t start)
{
    uint32_t *found = w->found[start];
    uint64_t hash = HASH_START;
    size_t n = 0, max = w->len - start;
    for (; n < max; n++) {
        hash = hash_on(hash, w->bare[start + n]);
        size_t bit = bit_of(w, hash);
        if (!has_bit(w->begins, bit))
            break;
        found[n + 1] =
            n + 1 >= PCS_INNER_MIN && has_bit(w->wholes, bit)
                ? pcs_barewords_find(w->words, w->bare + start, n + 1)
                : PCS_NO_WORD;
    }
    w->reach[start] = n;
    memset(found + n + 1, 0xFF, (max - n) * sizeof *found);
}

void pcs_innerwords_look(pcs_innerwords *w, const char *bare, size_t len)
{
    w->bare = bare;
    w->len = len;
    for (size_t i = 0; i < len; i++)
        look_from(w, i);
}

/* Whether a text lies in the word, and where it starts there. */
static bool is_inside(const pcs_innerwords *w, const char *text, size_t len,
                      size_t *start)
{
    *start = (size_t)((uintptr_t)text - (uintptr_t)w->bare);
    return *start < w->len && len <= w->len - *start;
}

uint32_t pcs_innerwords_find(const pcs_innerwords *w, const char *bare,
                             size_t len)
{
    size_t start;
    if (len >= PCS_INNER_MIN && is_inside(w, bare, len, &start))
        return w->found[start][len];
    return has_bit(w->wholes, bit_of(w, hash_of(bare, len)))
               ? pcs_barewords_find(w->words, bare, len)
               : PCS_NO_WORD;
}

uint32_t pcs_innerwords_commonest(const pcs_innerwords *w, const char *bare,
                                  size_t len)
{
    uint32_t first = pcs_innerwords_find(w, bare, len);
    return first == PCS_NO_WORD ? PCS_NO_WORD : w->common[first];
}

bool pcs_innerwords_may_begin(const pcs_innerwords *w, const char *bare,
                              size_t len)
{
    size_t start;
    if (is_inside(w, bare, len, &start))
        return len <= w->reach[start];
    return has_bit(w->begins, bit_of(w, hash_of(bare, len)));
}

void pcs_innerwords_dispose(pcs_innerwords *w)
{
    free(w->begins);
    free(w->wholes);
    free(w->common);
    w->begins = w->wholes = NULL;
    w->common = NULL;
}
