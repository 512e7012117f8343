/* classcounts.c - in how many units of a sample words are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/classcounts.h"

#include <stdlib.h>
#include <string.h>

void pcs_class_counts_dispose(pcs_class_counts *c)
{
    free(c->open);
    free(c->closed);
    free(c->latest);
    free(c->touched);
    free(c->is_open);
    free(c->flags);
}

pcs_status pcs_class_counts_make(pcs_class_counts *c, const pcs_bitext *b,
                                 pcs_error *err)
{
    size_t n = b->other->n + 1;
    c->b = b;
    c->open = calloc(n, sizeof *c->open);
    c->closed = calloc(n, sizeof *c->closed);
    c->latest = calloc(n, sizeof *c->latest);
    c->touched = malloc(n * sizeof *c->touched);
    c->is_open = malloc(b->n + 1);
    c->flags = calloc(n, 1);
    if (!c->open || !c->closed || !c->latest || !c->touched || !c->is_open ||
        !c->flags)
        return pcs_error_nomem(err);
    memset(c->is_open, 1, b->n + 1);
    return PCS_OK;
}

void pcs_class_counts_take(pcs_class_counts *c)
{
    const pcs_bitext *b = c->b;
    for (size_t i = 0; i < c->n_touched; i++) {
        uint32_t class = c->touched[i];
        c->open[class] = c->closed[class] = c->latest[class] = 0;
    }
    c->n_touched = c->n_open = 0;
    for (size_t u = 0; u < b->n; u++) {
        size_t at, last;
        pcs_bitext_unit(b, u, &at, &last);
        c->n_open += c->is_open[u];
        for (; at < last; at++) {
            uint32_t class = b->classes[at];
            if (!(b->flags[at] & PCS_BITEXT_FREE) && c->is_open[u])
                continue;
            if (c->latest[class] == u + 1)
                continue;
            if (!c->open[class] && !c->closed[class])
                c->touched[c->n_touched++] = class;
            c->latest[class] = (uint32_t)u + 1;
            (c->is_open[u] ? c->open : c->closed)[class]++;
            c->flags[class] = b->flags[at];
        }
    }
}
