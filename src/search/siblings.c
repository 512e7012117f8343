/* siblings.c - the same segment in another locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/siblings.h"

#include <stdlib.h>
#include <string.h>

#include "search/alignment.h"
#include "search/joinkeys.h"

#define VERSION_KEY "ms.openlocfilehash"

/* How much two articles of one key have in common. */
enum { SAME_SOURCE = 1, SAME_VERSION = 2, RANKS = 4 };

struct pcs_siblings {
    pcs_shelf *from, *to;
    const pcs_join_keys *from_keys;
    uint8_t *is_joined; /* by article of `from` */
    uint32_t *numbers;  /* by segment of `from`: of its sibling, ... */
    uint8_t *by;        /* pcs_sibling_by, but for PCS_SIBLING_ELSEWHERE */
    pcs_alignment alignment;
    pcs_buffer source, other; /* scratch */
};

const char *pcs_sibling_by_name(pcs_sibling_by by)
{
    static const char *const names[] = {"", "id", "english", "elsewhere"};
    return names[by];
}

pcs_status pcs_siblings_new(pcs_siblings **out, pcs_shelf *from, pcs_shelf *to,
                            pcs_error *err)
{
    pcs_join_keys *keys;
    pcs_siblings *s = calloc(1, sizeof *s);
    *out = s;
    if (!s)
        return pcs_error_nomem(err);
    s->from = from;
    s->to = to;
    s->alignment.is_exchanged = strcmp(from->locale, to->locale) > 0;
    s->is_joined = calloc(from->partition.n_articles + 1, 1);
    s->by = calloc(from->partition.n_segments + 1, 1);
    s->numbers = calloc(from->partition.n_segments + 1, sizeof *s->numbers);
    pcs_status status =
        s->is_joined && s->by && s->numbers ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_join_keys_get(&keys, from, err);
    if (status == PCS_OK) {
        s->from_keys = keys;
        status = pcs_join_keys_get(&keys, to, err);
    }
    if (status != PCS_OK) {
        pcs_siblings_free(s);
        *out = NULL;
    }
    return status;
}

void pcs_siblings_free(pcs_siblings *s)
{
    if (!s)
        return;
    free(s->is_joined);
    free(s->by);
    free(s->numbers);
    pcs_alignment_dispose(&s->alignment);
    pcs_buffer_dispose(&s->source);
    pcs_buffer_dispose(&s->other);
    free(s);
}

/* Whether both articles say that they are of one version of the English. */
static pcs_status have_same_version(bool *out, const pcs_siblings *s,
                                    const pcs_article_record *a,
                                    const pcs_article_record *b, pcs_error *err)
{
    const char *one, *other;
    size_t one_len, other_len;
    pcs_status status = pcs_partition_meta(&one, &one_len, &s->from->partition,
                                           a, VERSION_KEY, err);
    if (status == PCS_OK)
        status = pcs_partition_meta(&other, &other_len, &s->to->partition, b,
                                    VERSION_KEY, err);
    *out = status == PCS_OK && one_len > 0 && one_len == other_len &&
           memcmp(one, other, one_len) == 0;
    return status;
}

static pcs_status have_same_source(bool *out, pcs_siblings *s, uint32_t article,
                                   uint32_t number, pcs_error *err)
{
    pcs_status status = pcs_join_keys_source(&s->source, s->from, article, err);
    if (status == PCS_OK)
        status = pcs_join_keys_source(&s->other, s->to, number, err);
    *out = status == PCS_OK && s->source.len == s->other.len &&
           memcmp(s->source.data, s->other.data, s->other.len) == 0;
    return status;
}

/* Sources are looked at only where there is a choice. */
static pcs_status rank_article(int *out, pcs_siblings *s, uint32_t article,
                               uint32_t number, bool is_only, pcs_error *err)
{
    const pcs_article_record *a, *b;
    bool has_version = false, has_source = false;
    *out = 0;
    pcs_status status =
        pcs_partition_article(&a, &s->from->partition, article, err);
    if (status == PCS_OK)
        status = pcs_partition_article(&b, &s->to->partition, number, err);
    if (status == PCS_OK)
        status = have_same_version(&has_version, s, a, b, err);
    if (status == PCS_OK && !is_only)
        status = have_same_source(&has_source, s, article, number, err);
    *out = (has_version ? SAME_VERSION : 0) | (has_source ? SAME_SOURCE : 0);
    return status;
}

/* Gives segments of an article that have no sibling yet those of another one.
 */
static pcs_status align(pcs_siblings *s, const pcs_article_record *a,
                        uint32_t number, bool by_number, pcs_error *err)
{
    const pcs_article_record *b;
    pcs_status status =
        pcs_partition_article(&b, &s->to->partition, number, err);
    if (status == PCS_OK)
        status = pcs_alignment_make(&s->alignment, &s->from->partition, a,
                                    &s->to->partition, b, by_number, err);
    for (uint32_t i = 0; status == PCS_OK && i < a->n_segments; i++) {
        size_t segment = (size_t)a->first_segment + i;
        const pcs_aligned *found = &s->alignment.pairs[i];
        if (s->by[segment] || found->by == PCS_SIBLING_NONE)
            continue;
        s->by[segment] = (uint8_t)found->by;
        s->numbers[segment] = b->first_segment + found->at;
    }
    return status;
}

static pcs_status join_article(pcs_siblings *s, uint32_t article,
                               pcs_error *err)
{
    const pcs_article_record *a;
    const pcs_path_entry *entries;
    size_t n;
    int best = 0;
    pcs_status status =
        pcs_partition_article(&a, &s->from->partition, article, err);
    if (status != PCS_OK)
        return status;
    pcs_join_keys_articles(&entries, &n, s->to,
                           s->from_keys->article_keys[article]);
    uint8_t *ranks = calloc(n + 1, 1);
    if (!ranks)
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        int rank;
        status =
            rank_article(&rank, s, article, entries[i].article, n == 1, err);
        ranks[i] = (uint8_t)rank;
        best = rank > best ? rank : best;
    }
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        if (ranks[i] == best)
            status = align(s, a, entries[i].article, (best & SAME_VERSION) != 0,
                           err);
    free(ranks);
    s->is_joined[article] = status == PCS_OK;
    return status;
}

static pcs_status find_elsewhere(uint32_t *out, pcs_sibling_by *by,
                                 pcs_siblings *s, uint32_t unit, pcs_error *err)
{
    const uint32_t *segments;
    uint32_t other;
    size_t n;
    pcs_status status = pcs_join_keys_unit(
        &other, s->to, s->from->partition.unit_english[unit], err);
    if (status != PCS_OK || other == PCS_NO_UNIT)
        return status;
    status =
        pcs_partition_occurrences(&segments, &n, &s->to->partition, other, err);
    if (status != PCS_OK || n == 0)
        return status;
    *out = segments[0];
    *by = PCS_SIBLING_ELSEWHERE;
    return PCS_OK;
}

pcs_status pcs_siblings_find(uint32_t *out, pcs_sibling_by *by, pcs_siblings *s,
                             uint32_t segment, pcs_error *err)
{
    const pcs_segment_record *record;
    *out = 0;
    *by = PCS_SIBLING_NONE;
    pcs_status status =
        pcs_partition_segment(&record, &s->from->partition, segment, err);
    if (status == PCS_OK && !s->is_joined[record->article])
        status = join_article(s, record->article, err);
    if (status != PCS_OK)
        return status;
    if (!s->by[segment])
        return find_elsewhere(out, by, s, record->unit, err);
    *by = (pcs_sibling_by)s->by[segment];
    *out = s->numbers[segment];
    return PCS_OK;
}
