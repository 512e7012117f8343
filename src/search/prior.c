/* prior.c - what the place of a text says about it, whatever the query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "search/rank.h"

/* Small, so that they decide between hits that are about as good; the last is
 * what "within two percent" means. */
#define IS_HEADING 1.15F
#define BELOW_HEADING 1.08F
#define IN_ARTICLE 1.05F
#define BY_HUMAN 1.02F

static pcs_status add_headings(pcs_headings *out, const pcs_partition *p,
                               uint32_t unit, pcs_error *err)
{
    const uint32_t *segments;
    size_t n;
    pcs_status status = pcs_partition_occurrences(&segments, &n, p, unit, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        const pcs_segment_record *s;
        status = pcs_partition_segment(&s, p, segments[i], err);
        if (status == PCS_OK && s->heading > 0 && s->heading < p->n_strings)
            out->strings[s->heading / 8] |= (uint8_t)(1u << s->heading % 8);
    }
    return status;
}

pcs_status pcs_headings_find(pcs_headings *out, const pcs_partition *p,
                             const pcs_tiers *tiers, pcs_error *err)
{
    pcs_status status = PCS_OK;
    out->strings = NULL;
    for (size_t i = 0; status == PCS_OK; i++) {
        const pcs_unit_record *record;
        i = pcs_tiers_next(tiers, i, p->n_units);
        if (i == p->n_units)
            break;
        uint32_t u = (uint32_t)i;
        status = pcs_partition_unit(&record, p, u, err);
        if (status != PCS_OK || !(record->flags & PCS_UNIT_HEADING))
            continue;
        if (!out->strings && !(out->strings = calloc(p->n_strings / 8 + 1, 1)))
            return pcs_error_nomem(err);
        status = add_headings(out, p, u, err);
    }
    return status;
}

static bool is_below(const pcs_headings *headings, const pcs_partition *p,
                     pcs_string_ref heading)
{
    return heading > 0 && heading < p->n_strings &&
           headings->strings[heading / 8] >> heading % 8 & 1;
}

/* Judged by the unit's first segment: the one that is shown. */
static pcs_status judge_headings(pcs_priors *out, const pcs_partition *p,
                                 const pcs_headings *headings, uint32_t unit,
                                 pcs_error *err)
{
    const uint32_t *segments;
    const pcs_segment_record *s, *first;
    const pcs_article_record *a;
    size_t n;
    pcs_status status = pcs_partition_occurrences(&segments, &n, p, unit, err);
    if (status != PCS_OK || n == 0)
        return status;
    status = pcs_partition_segment(&s, p, segments[0], err);
    if (status == PCS_OK)
        status = pcs_partition_article(&a, p, s->article, err);
    if (status == PCS_OK)
        status = pcs_partition_segment(&first, p, a->first_segment, err);
    if (status != PCS_OK)
        return status;
    if (is_below(headings, p, s->heading))
        out->below = BELOW_HEADING;
    if (is_below(headings, p, first->heading))
        out->article = IN_ARTICLE;
    return PCS_OK;
}

pcs_status pcs_priors_get(pcs_priors *out, const pcs_partition *p,
                          const pcs_headings *headings, uint32_t unit,
                          pcs_error *err)
{
    const pcs_unit_record *record;
    pcs_status status = pcs_partition_unit(&record, p, unit, err);
    *out = (pcs_priors){1, 1, 1, 1};
    if (status != PCS_OK)
        return status;
    if (record->flags & PCS_UNIT_HEADING)
        out->heading = IS_HEADING;
    if (record->flags & PCS_UNIT_HUMAN)
        out->human = BY_HUMAN;
    if (headings && headings->strings)
        status = judge_headings(out, p, headings, unit, err);
    return status;
}

pcs_status pcs_prior(float *out, const pcs_partition *p,
                     const pcs_headings *headings, uint32_t unit,
                     pcs_error *err)
{
    pcs_priors f;
    pcs_status status = pcs_priors_get(&f, p, headings, unit, err);
    *out = f.heading * f.human * f.below * f.article;
    return status;
}
