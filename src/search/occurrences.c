/* occurrences.c - from units to the segments in which they occur */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/occurrences.h"

#include <stdlib.h>
#include <string.h>

/* The occurrences of unit u, whose page was checked. */
static pcs_status get_range(uint32_t *first, uint32_t *last,
                            const pcs_partition *p, size_t u, pcs_error *err)
{
    *first = p->units[u].first;
    *last = p->units[u + 1].first;
    if (*first > *last || *last > p->n_segments)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged index: unit %zu", u);
    return PCS_OK;
}

static pcs_status check_units(const pcs_partition *p, pcs_error *err)
{
    return pcs_tables_check(p->tables, p->units,
                            (p->n_units + 1) * sizeof *p->units, err);
}

pcs_status pcs_occurrences_spread(pcs_tiers *occurrences,
                                  const pcs_tiers *units,
                                  const pcs_partition *p, pcs_error *err)
{
    pcs_status status = check_units(p, err);
    for (size_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        uint32_t first, last;
        if (!units[u])
            continue;
        status = get_range(&first, &last, p, u, err);
        if (status == PCS_OK)
            memset(occurrences + first, units[u], last - first);
    }
    return status;
}

/* Gives units, zeroed before, the best tiers of their occurrences. */
static pcs_status collect(pcs_tiers *units, const pcs_tiers *occurrences,
                          const pcs_partition *p, pcs_error *err)
{
    pcs_status status = check_units(p, err);
    for (size_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        uint32_t first, last;
        status = get_range(&first, &last, p, u, err);
        for (uint32_t i = first; status == PCS_OK && i < last; i++)
            if (occurrences[i] && (!units[u] || occurrences[i] < units[u]))
                units[u] = occurrences[i];
    }
    return status;
}

pcs_status pcs_occurrences_unite(uint32_t *units, const uint32_t *occurrences,
                                 const pcs_partition *p, pcs_error *err)
{
    pcs_status status = check_units(p, err);
    for (size_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        uint32_t first, last;
        status = get_range(&first, &last, p, u, err);
        for (uint32_t i = first; status == PCS_OK && i < last; i++)
            units[u] |= occurrences[i];
    }
    return status;
}

pcs_status pcs_match_term_occurrences(pcs_tiers *all, pcs_matching *m,
                                      const pcs_term *term,
                                      const pcs_tiers *limit, pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    pcs_tiers *units = limit ? calloc(p->n_units + 1, 1) : NULL;
    if (limit && !units)
        return pcs_error_nomem(err);
    pcs_status status = limit ? collect(units, limit, p, err) : PCS_OK;
    if (status == PCS_OK)
        status = pcs_match_term(m, term, units, err);
    if (status == PCS_OK)
        status =
            pcs_occurrences_spread(all, m->found[term->node->number], p, err);
    for (size_t i = 0; limit && i < p->n_segments; i++)
        if (!limit[i])
            all[i] = PCS_TIER_NONE;
    free(units);
    return status;
}

pcs_status pcs_match_units(pcs_tiers **out, pcs_matching *m,
                           const pcs_node *root, pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    if (!m->filters)
        return pcs_match(out, m, root, NULL, err);
    free(m->live);
    m->live = NULL;
    *out = calloc(p->n_units + 1, 1);
    pcs_status status =
        *out ? pcs_match(&m->live, m, root, NULL, err) : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = collect(*out, m->live, p, err);
    if (status != PCS_OK) {
        free(*out);
        *out = NULL;
    }
    return status;
}

pcs_status pcs_occurrences_get(pcs_occurrences *out, const pcs_matching *m,
                               uint32_t unit, pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    size_t n;
    memset(out, 0, sizeof *out);
    pcs_status status =
        pcs_partition_occurrences(&out->segments, &out->n, p, unit, err);
    if (status == PCS_OK)
        status = pcs_partition_unit_articles(&out->articles, &n, p, unit, err);
    if (status == PCS_OK && m->live)
        out->tiers = m->live + p->units[unit].first;
    return status;
}
