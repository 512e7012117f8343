/* split.c - the words that a katakana compound is made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/split.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

/* A katakana character in UTF-8. */
#define CHARACTER ((size_t)3)
#define LONG_MARK "\u30fc"
/* A compound has no more parts. */
#define PARTS_MAX 6
/* A part of two characters is one by chance unless it is frequent. */
#define ATTESTED 2
#define ATTESTED_SHORT 10

/* The best way to part a word's beginning into so many parts. */
typedef struct way {
    double sum; /* of the reciprocal frequencies, negated */
    uint32_t borders;
    bool is_there;
} way;

/* The harmonic mean is near the rarest part: a rare part is a stronger sign of
 * chance than a frequent one is of a compound. */
typedef struct splitting {
    const pcs_lexicon *lexicon;
    const char *word;
    size_t n; /* characters */
    way ways[PCS_SPLIT_MAX + 1][PARTS_MAX + 1];
} splitting;

/* How many units hold characters [i, j) as a word; 0 where that is none. Words
 * of three characters and more are indexed without a final long mark. */
static pcs_status freq_of(uint32_t *out, const splitting *s, size_t i, size_t j,
                          pcs_error *err)
{
    const char *part = s->word + i * CHARACTER;
    size_t count = j - i, len = count * CHARACTER;
    pcs_lexicon_range range;
    *out = 0;
    if (count < 2)
        return PCS_OK;
    if (count >= 3 && memcmp(part + len - CHARACTER, LONG_MARK, CHARACTER) == 0)
        len -= CHARACTER;
    pcs_status status = pcs_lexicon_find(&range, s->lexicon, part, len, err);
    if (status == PCS_OK && range.first < range.last)
        status = pcs_lexicon_freq(out, s->lexicon, range.first, err);
    if (j - i < s->n && *out < (count == 2 ? ATTESTED_SHORT : ATTESTED))
        *out = 0;
    return status;
}

/* Goes on from the ways to part the first i characters with [i, j). */
static void extend(splitting *s, size_t i, size_t j, uint32_t freq)
{
    for (size_t k = 0; k < PARTS_MAX; k++) {
        const way *from = &s->ways[i][k];
        way *to = &s->ways[j][k + 1];
        double sum = from->sum - 1.0 / freq;
        if (!from->is_there || (to->is_there && to->sum >= sum))
            continue;
        *to = (way){sum, from->borders | (uint32_t)1 << j, true};
    }
}

static bool is_reached(const splitting *s, size_t i)
{
    for (size_t k = 0; k <= PARTS_MAX; k++)
        if (s->ways[i][k].is_there)
            return true;
    return false;
}

static uint32_t best(const splitting *s)
{
    uint32_t borders = 1 | (uint32_t)1 << s->n;
    double highest = -HUGE_VAL;
    for (size_t k = 1; k <= PARTS_MAX; k++) {
        const way *w = &s->ways[s->n][k];
        if (!w->is_there || w->sum / (double)k <= highest)
            continue;
        highest = w->sum / (double)k;
        borders = w->borders;
    }
    return borders;
}

pcs_status pcs_split_katakana(uint32_t *borders, const pcs_lexicon *lexicon,
                              const char *word, size_t len, pcs_error *err)
{
    splitting s = {.lexicon = lexicon, .word = word, .n = len / CHARACTER};
    pcs_status status = PCS_OK;
    *borders = 1;
    if (s.n == 0 || s.n > PCS_SPLIT_MAX || len % CHARACTER)
        return PCS_OK;
    s.ways[0][0] = (way){0, 1, true};
    for (size_t i = 0; status == PCS_OK && i < s.n; i++)
        for (size_t j = i + 1;
             status == PCS_OK && j <= s.n && is_reached(&s, i); j++) {
            uint32_t freq;
            status = freq_of(&freq, &s, i, j, err);
            if (status == PCS_OK && freq)
                extend(&s, i, j, freq);
        }
    *borders = best(&s);
    return status;
}

/* The last word that fell on each place. */
#define PLACES 2048

struct pcs_splits {
    struct {
        uint64_t hash; /* 0: none */
        uint32_t borders;
    } words[PLACES];
};

pcs_status pcs_splits_get(uint32_t *borders, pcs_splits **splits,
                          const pcs_lexicon *lexicon, const char *word,
                          size_t len, pcs_error *err)
{
    if (!*splits && !(*splits = calloc(1, sizeof **splits)))
        return pcs_error_nomem(err);
    uint64_t hash = pcs_hash64(word, len) | 1;
    size_t i = (hash >> 8) % PLACES;
    if ((*splits)->words[i].hash == hash) {
        *borders = (*splits)->words[i].borders;
        return PCS_OK;
    }
    pcs_status status = pcs_split_katakana(borders, lexicon, word, len, err);
    if (status == PCS_OK) {
        (*splits)->words[i].hash = hash;
        (*splits)->words[i].borders = *borders;
    }
    return status;
}

void pcs_splits_free(pcs_splits *splits)
{
    free(splits);
}
