/* pairing.c - which texts of two lists are like each other, in order */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pairing.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

#define ALL_SAME 1000u
#define SIMILAR (ALL_SAME / 2)
/* Texts times texts times words that are compared at once. */
#define BLOCK_WORK ((size_t)1 << 18)

static int compare_words(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

pcs_status pcs_word_bags_add(pcs_word_bags *bags, const uint64_t *words,
                             size_t n, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(bags->words, bags->cap_words,
                           bags->n_words + n + 1) ||
        !PCS_ARRAY_RESERVE(bags->ends, bags->cap_ends, bags->n + 1))
        return pcs_error_nomem(err);
    if (n) {
        memcpy(bags->words + bags->n_words, words, n * sizeof *words);
        qsort(bags->words + bags->n_words, n, sizeof *words, compare_words);
    }
    bags->n_words += n;
    bags->ends[bags->n++] = bags->n_words;
    return PCS_OK;
}

void pcs_word_bags_clear(pcs_word_bags *bags)
{
    bags->n = bags->n_words = 0;
}

void pcs_word_bags_dispose(pcs_word_bags *bags)
{
    free(bags->words);
    free(bags->ends);
    memset(bags, 0, sizeof *bags);
}

static size_t count_common(const pcs_word_bags *a, size_t x, size_t x_end,
                           const pcs_word_bags *b, size_t y, size_t y_end)
{
    size_t common = 0;
    while (x < x_end && y < y_end) {
        uint64_t one = a->words[x], other = b->words[y];
        common += one == other;
        x += one <= other;
        y += other <= one;
    }
    return common;
}

static uint32_t compare(const pcs_word_bags *a, size_t i,
                        const pcs_word_bags *b, size_t j)
{
    size_t x = i ? a->ends[i - 1] : 0, y = j ? b->ends[j - 1] : 0;
    size_t n = a->ends[i] - x, m = b->ends[j] - y;
    /* The shorter one cannot have more in common than it has. */
    if (n == 0 || m == 0 || 4 * (n < m ? n : m) < n + m)
        return 0;
    size_t common = count_common(a, x, a->ends[i], b, y, b->ends[j]);
    uint32_t score = (uint32_t)(2 * common * ALL_SAME / (n + m));
    return score >= SIMILAR ? score : 0;
}

pcs_status pcs_pairing_make(pcs_pairing *p, const pcs_word_bags *a,
                            size_t a_first, size_t n, const pcs_word_bags *b,
                            size_t b_first, size_t m, pcs_error *err)
{
    p->n = n;
    p->m = m;
    if (!PCS_ARRAY_RESERVE(p->scores, p->cap_scores, n * m + 1) ||
        !PCS_ARRAY_RESERVE(p->best, p->cap_best, (n + 1) * (m + 1)))
        return pcs_error_nomem(err);
    memset(p->best, 0, (n + 1) * (m + 1) * sizeof *p->best);
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            uint32_t *here = p->best + i * (m + 1) + j;
            const uint32_t *below = here + m + 1;
            uint32_t score = compare(a, a_first + i, b, b_first + j);
            p->scores[i * m + j] = score;
            *here = below[0] > here[1] ? below[0] : here[1];
            if (score && below[1] + score > *here)
                *here = below[1] + score;
        }
    return PCS_OK;
}

pcs_pairing_step pcs_pairing_next(const pcs_pairing *p, size_t i, size_t j)
{
    if (i == p->n)
        return PCS_PAIRING_SECOND;
    const uint32_t *here = p->best + i * (p->m + 1) + j;
    const uint32_t *below = here + p->m + 1;
    uint32_t score = j < p->m ? p->scores[i * p->m + j] : 0;
    if (score && *here == below[1] + score)
        return PCS_PAIRING_BOTH;
    return *here == *below ? PCS_PAIRING_FIRST : PCS_PAIRING_SECOND;
}

size_t pcs_pairing_blocks(const pcs_word_bags *a, const pcs_word_bags *b)
{
    size_t blocks = 1, n = a->n + b->n;
    size_t each = n ? (a->n_words + b->n_words) / n + 1 : 1;
    while (a->n * b->n / blocks / blocks > BLOCK_WORK / (2 * each) &&
           blocks < n)
        blocks++;
    return blocks;
}

void pcs_pairing_dispose(pcs_pairing *p)
{
    free(p->scores);
    free(p->best);
    memset(p, 0, sizeof *p);
}
