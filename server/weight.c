/* weight.c - which searches take long, as far as can be told beforehand */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/weight.h"

/* Of a beginning of a word, one side of a phrase, a text that is read, and an
 * article instead of a hit; a byte weighs 1. */
#define STAR_WEIGHT 150
#define QUOTE_WEIGHT 24
#define TEXT_WEIGHT 2
#define ARTICLE_WEIGHT 3
/* Numbers are bounded, so that sums are. */
#define NUMBER_MAX 1000000

static size_t bounded(size_t n)
{
    return n < NUMBER_MAX ? n : NUMBER_MAX;
}

size_t pcs_search_weight(const char *query, size_t len,
                         const pcs_search_options *options)
{
    size_t weight = len;
    for (size_t i = 0; i < len; i++)
        weight += query[i] == '*'   ? STAR_WEIGHT
                  : query[i] == '"' ? QUOTE_WEIGHT
                                    : 0;
    size_t texts = bounded(options->limit) * (1 + bounded(options->context));
    if (options->grouping == PCS_GROUP_ARTICLE)
        texts *= ARTICLE_WEIGHT;
    return weight + TEXT_WEIGHT * texts + bounded(options->offset) / 8;
}
