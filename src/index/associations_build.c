/* associations_build.c - counting which words stand with which translations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/associations_build.h"

#include <stdlib.h>
#include <string.h>

/* Of a unit with more classes the first ones count: a table in one segment
 * says little of what stands for what, and would take long. */
#define CLASSES_MAX 200u

typedef struct counting {
    pcs_unit_classes units;
    double *best;       /* of each class */
    uint32_t *partners; /* the class of the other side that it is of */
} counting;

static void dispose(counting *c)
{
    pcs_unit_classes_dispose(&c->units);
    free(c->best);
    free(c->partners);
}

static pcs_status list_units(counting *c, const pcs_association_side *side,
                             pcs_error *err)
{
    const pcs_part_list none = {NULL, 0};
    size_t n = side->classes->n + 1;
    c->best = calloc(n, sizeof *c->best);
    c->partners = malloc(n * sizeof *c->partners);
    if (!c->best || !c->partners)
        return pcs_error_nomem(err);
    memset(c->partners, 0xFF, n * sizeof *c->partners);
    return pcs_unit_classes_list(&c->units, side, &none, CLASSES_MAX, 1, err);
}

/* Of equals the first one is taken, so that the order does not count. */
static void take_best(counting *c, uint32_t class, uint32_t partner,
                      double dice)
{
    if (dice < c->best[class] ||
        (dice <= c->best[class] && partner > c->partners[class]))
        return;
    c->best[class] = dice;
    c->partners[class] = partner;
}

/* Counts what stands in the units of English class e, and takes the best
 * coefficients of both sides. */
static void pair_class(counting *english, counting *local, uint32_t e,
                       const uint32_t *units, size_t n_units, pcs_meetings *met)
{
    pcs_meetings_count(met, &local->units, units, n_units);
    for (size_t i = 0; i < met->n_touched; i++) {
        uint32_t l = met->touched[i];
        double dice = 2.0 * met->together[l] /
                      ((double)english->units.freqs[e] + local->units.freqs[l]);
        take_best(english, e, l, dice);
        take_best(local, l, e, dice);
    }
}

static pcs_status pair_all(counting *english, counting *local, pcs_error *err)
{
    uint32_t *ends = NULL, *units = NULL, begin = 0;
    pcs_meetings met;
    pcs_status status = pcs_meetings_make(&met, local->units.n_words, err);
    if (status == PCS_OK)
        status = pcs_unit_classes_invert(&ends, &units, &english->units, err);
    for (uint32_t e = 0; status == PCS_OK && e < english->units.n_words; e++) {
        pair_class(english, local, e, units + begin, ends[e] - begin, &met);
        begin = ends[e];
    }
    pcs_meetings_dispose(&met);
    free(ends);
    free(units);
    return status;
}

static pcs_status write_side(pcs_tables_writer *w, const char *side,
                             const counting *c, const pcs_classes *classes,
                             pcs_error *err)
{
    size_t n = c->units.n_words;
    uint16_t *best = malloc((n + 1) * sizeof *best);
    if (!best)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        best[i] = (uint16_t)(c->best[i] * 65535.0 + 0.5);
    pcs_status status = pcs_tables_writer_side_section(w, side, "class",
                                                       classes->of, 4 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "class.freq",
                                                c->units.freqs, 4 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "class.best", best,
                                                2 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "class.partner",
                                                c->partners, 4 * n, err);
    free(best);
    return status;
}

pcs_status pcs_associations_write(pcs_tables_writer *w,
                                  const pcs_association_side *local,
                                  const pcs_association_side *english,
                                  pcs_error *err)
{
    counting l, e;
    memset(&l, 0, sizeof l);
    memset(&e, 0, sizeof e);
    pcs_status status = list_units(&l, local, err);
    if (status == PCS_OK)
        status = list_units(&e, english, err);
    if (status == PCS_OK)
        status = pair_all(&e, &l, err);
    if (status == PCS_OK)
        status = write_side(w, "w", &l, local->classes, err);
    if (status == PCS_OK)
        status = write_side(w, "e", &e, english->classes, err);
    dispose(&l);
    dispose(&e);
    return status;
}
