/* doubt.c - which of several variants are likely to be wrong */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/doubt.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define LEFT_IN_ENGLISH 0.3
#define OTHER_WORDING 0.1
#define LIKE_WORDING 0.02
#define ALWAYS_SO 0.3
#define HUMAN_WEIGHT 2.0
#define ENGLISH_WEIGHT 0.51
/* A rival of less is not worth naming. */
#define RIVAL_MIN 0.1

/* One group in work. */
typedef struct judging {
    pcs_contrast *contrast;
    size_t shelf;
    const pcs_pair_table *table;
    const pcs_selection *selection;
    const pcs_group *group;
    const uint64_t *keys; /* by unit: what units of a cluster share */
    pcs_doubt *doubts;
} judging;

/* Units of equal keys, which stand together: [first, end) of the group. */
typedef struct cluster {
    size_t first, end;
    uint64_t segments, human;
} cluster;

static bool next_cluster(cluster *c, const judging *j)
{
    const pcs_group *g = j->group;
    *c = (cluster){c->end, c->end, 0, 0};
    while (c->end < g->n &&
           j->keys[g->units[c->end]] == j->keys[g->units[c->first]]) {
        c->segments += j->selection->segments[g->units[c->end]];
        c->human += j->selection->human[g->units[c->end]];
        c->end++;
    }
    return c->end > c->first;
}

static uint32_t unit_of(const judging *j, const cluster *c)
{
    return j->group->units[c->first];
}

static const pcs_text_pair *pair_of(const judging *j, const cluster *c)
{
    uint32_t unit = unit_of(j, c);
    return pcs_pair_table_find(j->table, j->table->english[unit],
                               j->table->local[unit]);
}

/* Whether it was left in English although it is no name in a program, which has
 * no spaces, but a capital or a low line inside: UnitPrice, unit_price. */
static pcs_status is_english(bool *out, const judging *j, const cluster *c,
                             pcs_error *err)
{
    pcs_unit_text t;
    uint32_t unit = unit_of(j, c);
    bool is_name = false;
    *out = j->table->english[unit] == j->table->local[unit];
    if (!*out)
        return PCS_OK;
    pcs_status status =
        pcs_texts_get(&t, j->contrast->shelves[j->shelf].texts, unit, err);
    if (status != PCS_OK || memchr(t.english, ' ', t.english_len))
        return status;
    for (size_t i = 1; !is_name && i < t.english_len; i++)
        is_name = t.english[i] == '_' ||
                  (t.english[i] >= 'A' && t.english[i] <= 'Z' &&
                   t.english[i - 1] >= 'a' && t.english[i - 1] <= 'z');
    *out = !is_name;
    return PCS_OK;
}

static void set_doubt(judging *j, const cluster *c, const pcs_doubt *doubt)
{
    for (size_t i = c->first; i < c->end; i++)
        j->doubts[i] = *doubt;
}

/* The English text that a variant belongs to rather than to its own. */
static pcs_status find_rival(pcs_doubt *doubt, judging *j, const cluster *c,
                             pcs_error *err)
{
    const uint32_t *numbers;
    const pcs_text_pair *own = pair_of(j, c);
    *doubt = (pcs_doubt){0, PCS_NO_UNIT, 0};
    size_t n = own ? pcs_pair_table_local(&numbers, j->table, own->local) : 0;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        const pcs_text_pair *other = &j->table->pairs[numbers[i]];
        double contrast, of_variant, of_other;
        bool is_opposed;
        if (pcs_pair_strength(other) <= pcs_pair_strength(own))
            break;
        status = pcs_contrast_get(&contrast, &is_opposed, j->contrast, j->shelf,
                                  unit_of(j, c), other->unit, err);
        if (status != PCS_OK)
            break;
        of_variant = (double)other->segments /
                     ((double)other->segments + own->segments + 1);
        of_other = (double)other->segments / ((double)other->total + 1);
        double value = of_variant * of_other * contrast;
        if (value > doubt->value)
            *doubt = (pcs_doubt){value, other->unit, other->segments};
    }
    if (doubt->value < RIVAL_MIN)
        doubt->rival = PCS_NO_UNIT;
    return status;
}

/* Pairs of neighbouring characters, counted by a hash of each. */
#define PAIR_KINDS 1024

static size_t count_pairs(int32_t *counts, int32_t by, const char *text,
                          size_t len)
{
    size_t n = 0;
    uint32_t before = 0;
    for (size_t i = 0; i < len; n++) {
        uint32_t now = pcs_utf8_next(text, len, &i, NULL);
        counts[((before * 0x9E3779B1u) ^ (now * 0x85EBCA6Bu)) >> 22] += by;
        before = now;
    }
    return n;
}

/* How little two variants have in common: 0 to 1. */
static pcs_status compare_texts(double *out, const judging *j, const cluster *a,
                                const cluster *b, pcs_error *err)
{
    int32_t counts[PAIR_KINDS] = {0};
    pcs_texts *texts = j->contrast->shelves[j->shelf].texts;
    pcs_unit_text text;
    size_t all = 0, apart = 0;
    pcs_status status = pcs_texts_get(&text, texts, unit_of(j, a), err);
    if (status == PCS_OK)
        all = count_pairs(counts, 1, text.local, text.local_len);
    if (status == PCS_OK)
        status = pcs_texts_get(&text, texts, unit_of(j, b), err);
    if (status == PCS_OK)
        all += count_pairs(counts, -1, text.local, text.local_len);
    for (size_t i = 0; i < PAIR_KINDS; i++)
        apart += (size_t)abs(counts[i]);
    *out = all ? (double)apart / (double)all : 0;
    return status;
}

static pcs_status weigh(double *out, const judging *j, const cluster *c,
                        pcs_error *err)
{
    bool in_english;
    pcs_status status = is_english(&in_english, j, c, err);
    *out = (double)(c->segments - c->human) + HUMAN_WEIGHT * (double)c->human;
    if (in_english)
        *out *= ENGLISH_WEIGHT;
    return status;
}

/* The variant most used. */
static pcs_status find_top(cluster *top, const judging *j, pcs_error *err)
{
    pcs_status status = PCS_OK;
    cluster c = {0, 0, 0, 0};
    double best = -1, weight;
    while (status == PCS_OK && next_cluster(&c, j)) {
        status = weigh(&weight, j, &c, err);
        if (weight > best) {
            best = weight;
            *top = c;
        }
    }
    return status;
}

/* A variant that is doubted for not being the one most used. */
static pcs_status compare_with_top(double *out, const judging *j,
                                   const cluster *c, const cluster *top,
                                   pcs_error *err)
{
    double apart;
    bool in_english;
    pcs_status status = is_english(&in_english, j, c, err);
    *out = LEFT_IN_ENGLISH;
    if (status != PCS_OK || in_english)
        return status;
    status = compare_texts(&apart, j, c, top, err);
    *out = LIKE_WORDING + (OTHER_WORDING - LIKE_WORDING) * apart;
    return status;
}

pcs_status pcs_doubt_translations(double *score, pcs_doubt *doubts,
                                  pcs_contrast *contrast, size_t shelf,
                                  const pcs_selection *selection,
                                  const pcs_group *group, pcs_error *err)
{
    const pcs_pair_table *t = contrast->shelves[shelf].table;
    judging j = {contrast, shelf, t, selection, group, t->local, doubts};
    cluster c = {0, 0, 0, 0}, top = c;
    *score = 0;
    pcs_status status = find_top(&top, &j, err);
    for (c.end = 0; status == PCS_OK && next_cluster(&c, &j);) {
        pcs_doubt doubt;
        double other = 0;
        status = find_rival(&doubt, &j, &c, err);
        if (status == PCS_OK && c.first != top.first)
            status = compare_with_top(&other, &j, &c, &top, err);
        doubt.value += (1 - doubt.value) * other;
        set_doubt(&j, &c, &doubt);
        *score += doubt.value * (double)c.segments;
    }
    return status;
}

static pcs_status doubt_source(pcs_doubt *doubt, const judging *j,
                               const cluster *c, const cluster *top,
                               pcs_error *err)
{
    const pcs_text_pair *own = pair_of(j, c), *owner = pair_of(j, top);
    double contrast;
    bool is_opposed;
    *doubt = (pcs_doubt){0, PCS_NO_UNIT, 0};
    if (c->first == top->first || !own || !owner)
        return PCS_OK;
    pcs_status status =
        pcs_contrast_get(&contrast, &is_opposed, j->contrast, j->shelf,
                         unit_of(j, c), unit_of(j, top), err);
    if (status != PCS_OK)
        return status;
    double otherwise = is_opposed ? 1 : 1 - (double)own->segments / own->total;
    doubt->value = contrast * (ALWAYS_SO + (1 - ALWAYS_SO) * otherwise);
    if (!is_opposed)
        doubt->value *= (double)owner->segments /
                        ((double)owner->segments + own->segments + 1);
    return PCS_OK;
}

pcs_status pcs_doubt_sources(double *score, pcs_doubt *doubts,
                             pcs_contrast *contrast, size_t shelf,
                             const pcs_selection *selection,
                             const pcs_group *group, pcs_error *err)
{
    const pcs_pair_table *t = contrast->shelves[shelf].table;
    judging j = {contrast, shelf, t, selection, group, t->english, doubts};
    cluster c = {0, 0, 0, 0}, top = c;
    double best = -1;
    *score = 0;
    while (next_cluster(&c, &j)) {
        const pcs_text_pair *pair = pair_of(&j, &c);
        double strength = pair ? pcs_pair_strength(pair) : 0;
        if (strength > best) {
            best = strength;
            top = c;
        }
    }
    pcs_status status = PCS_OK;
    for (c.end = 0; status == PCS_OK && next_cluster(&c, &j);) {
        pcs_doubt doubt;
        status = doubt_source(&doubt, &j, &c, &top, err);
        set_doubt(&j, &c, &doubt);
        *score +=
            doubt.value *
            (double)(c.segments < top.segments ? c.segments : top.segments);
    }
    return status;
}
