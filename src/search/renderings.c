/* renderings.c - what a term is rendered by on the other side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/renderings.h"

#include <stdlib.h>
#include <string.h>

#include "search/renderingchoice.h"

/* The compounds that the words of rendering number i are a part of. */
static pcs_status own_compounds(pcs_renderings *out, size_t i,
                                const pcs_bitext *b, pcs_error *err)
{
    const pcs_relations *relations = b->side == PCS_SIDE_LOCAL
                                         ? &b->partition->word_relations
                                         : &b->partition->english_relations;
    uint32_t class = out->items[i].row.classes[0];
    pcs_status status = PCS_OK;
    if (relations->n_parts == 0 || out->items[i].row.len != 1)
        return PCS_OK;
    for (size_t w = class; status == PCS_OK && w < b->other->n; w++) {
        pcs_lexicon_range range;
        if (b->other->classes[w] != class)
            continue;
        status = pcs_relations_parts(&range, relations, w, err);
        for (; status == PCS_OK && range.first < range.last; range.first++) {
            pcs_part_record record;
            status = pcs_relations_part(&record, relations, range.first, err);
            if (status != PCS_OK || record.compound >= b->other->n)
                continue;
            uint8_t *owner = &out->owners[b->other->classes[record.compound]];
            if (!*owner && b->other->classes[record.compound] != class)
                *owner = (uint8_t)(i + 1);
        }
    }
    return status;
}

/* Units that have rendering number i are explained. */
static size_t close(pcs_class_counts *c, const pcs_renderings *out, size_t i)
{
    const pcs_bitext *b = c->b;
    size_t n = 0;
    for (size_t u = 0; u < b->n; u++) {
        size_t at, last;
        pcs_bitext_unit(b, u, &at, &last);
        for (; c->is_open[u] && at < last; at++)
            if (pcs_row_begins(&out->items[i].row, b->classes + at,
                               last - at) ||
                out->owners[b->classes[at]] == i + 1) {
                c->is_open[u] = 0;
                n++;
            }
    }
    return n;
}

static bool has_same(const pcs_renderings *out, const pcs_row *row)
{
    for (size_t i = 0; i < out->len; i++)
        if (out->items[i].row.len == row->len &&
            pcs_row_begins(&out->items[i].row, row->classes, row->len))
            return true;
    return false;
}

pcs_status pcs_renderings_find(pcs_renderings *out, const pcs_bitext *b,
                               pcs_error *err)
{
    pcs_rendering_candidate list[PCS_CANDIDATES_MAX];
    pcs_class_counts c;
    memset(&c, 0, sizeof c);
    out->len = 0;
    free(out->owners);
    out->owners = calloc(b->other->n + 1, 1);
    pcs_status status =
        out->owners ? pcs_class_counts_make(&c, b, err) : pcs_error_nomem(err);
    while (status == PCS_OK && out->len < PCS_RENDERINGS_MAX) {
        pcs_rendering_choice x = {NULL, NULL, NULL};
        pcs_class_counts_take(&c);
        status = pcs_rendering_choose(&x, list, &c, err);
        if (status != PCS_OK || !x.head || has_same(out, &x.longest->row))
            break;
        out->items[out->len] =
            (pcs_rendering){x.longest->row,
                            {{{x.head->seed}, 1}, x.head->row, x.strict->row},
                            PCS_RENDERING_SHORTER_MAX,
                            x.longest->dice};
        status = own_compounds(out, out->len, b, err);
        if (status != PCS_OK || close(&c, out, out->len) == 0)
            break;
        out->len++;
    }
    pcs_class_counts_dispose(&c);
    return status;
}

bool pcs_rendering_shorten(pcs_rendering *r)
{
    while (r->n_shorter > 0) {
        const pcs_row *row = &r->shorter[--r->n_shorter];
        if (row->len < r->row.len) {
            r->row = *row;
            return true;
        }
    }
    return false;
}

void pcs_renderings_dispose(pcs_renderings *r)
{
    free(r->owners);
    memset(r, 0, sizeof *r);
}
