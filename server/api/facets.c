/* facets.c - counts by property as JSON */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/api/facets.h"

static void put_values(pcs_json *j, const pcs_facet *f)
{
    pcs_json_key(j, f->name);
    pcs_json_begin_array(j);
    for (size_t i = 0; i < f->n_values; i++) {
        pcs_json_begin_object(j);
        pcs_json_put_text(j, "value", f->values[i].value);
        pcs_json_put_unsigned(j, "segments", f->values[i].segments);
        pcs_json_put_unsigned(j, "articles", f->values[i].articles);
        pcs_json_end_object(j);
    }
    pcs_json_end_array(j);
}

void pcs_facets_put(pcs_json *j, const pcs_facet *facets, size_t n)
{
    pcs_json_key(j, "facets");
    pcs_json_begin_object(j);
    for (size_t i = 0; i < n; i++)
        put_values(j, &facets[i]);
    pcs_json_end_object(j);
    pcs_json_key(j, "facets_more");
    pcs_json_begin_object(j);
    for (size_t i = 0; i < n; i++)
        pcs_json_put_unsigned(j, facets[i].name, facets[i].n_more);
    pcs_json_end_object(j);
}
