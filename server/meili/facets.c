/* facets.c - facetDistribution, facetStats and facet searches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/facets.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "server/meili/search.h"

void pcs_meili_facets_ask(pcs_search_options *o, const char **names,
                          const pcs_meili_query *q)
{
    o->facets = names;
    o->n_facets = 0;
    o->facet_limit = PCS_MEILI_FACET_VALUES_MAX;
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES; i++)
        if (q->facets & (1U << i))
            names[o->n_facets++] = pcs_meili_facet((pcs_meili_attribute)i);
}

uint64_t pcs_meili_facet_count(const pcs_facet_value *value,
                               const pcs_meili_query *q)
{
    return q->index.is_articles ? value->articles : value->segments;
}

static void write_values(pcs_json *json, const pcs_facet *facet,
                         const pcs_meili_query *q)
{
    pcs_json_begin_object(json);
    for (size_t i = 0; i < facet->n_values; i++) {
        const pcs_facet_value *v = &facet->values[i];
        if (!*v->value)
            continue;
        pcs_json_key_text(json, v->value);
        pcs_json_unsigned(json, pcs_meili_facet_count(v, q));
    }
    pcs_json_end_object(json);
}

/* Of numbers alone, which years are. */
static void write_stats(pcs_json *json, const pcs_facet *years)
{
    unsigned long min = ULONG_MAX, max = 0;
    for (size_t i = 0; i < years->n_values; i++) {
        unsigned long year = strtoul(years->values[i].value, NULL, 10);
        if (!*years->values[i].value)
            continue;
        min = year < min ? year : min;
        max = year > max ? year : max;
    }
    if (min > max)
        return;
    pcs_json_key(json, pcs_meili_name(PCS_MEILI_YEAR));
    pcs_json_begin_object(json);
    pcs_json_put_unsigned(json, "min", min);
    pcs_json_put_unsigned(json, "max", max);
    pcs_json_end_object(json);
}

/* The facets of results are those that were asked for, in the order of
 * attributes. */
void pcs_meili_facets_write(pcs_json *json, const pcs_results *r,
                            const pcs_meili_query *q)
{
    size_t n = 0;
    const pcs_facet *years = NULL;
    pcs_json_key(json, "facetDistribution");
    pcs_json_begin_object(json);
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES && n < r->n_facets; i++) {
        if (!(q->facets & (1U << i)))
            continue;
        if (i == PCS_MEILI_YEAR)
            years = &r->facets[n];
        pcs_json_key(json, pcs_meili_name((pcs_meili_attribute)i));
        write_values(json, &r->facets[n++], q);
    }
    pcs_json_end_object(json);
    pcs_json_key(json, "facetStats");
    pcs_json_begin_object(json);
    if (years)
        write_stats(json, years);
    pcs_json_end_object(json);
}

/* Whether text begins with part. */
static bool begins(const char *text, const char *part)
{
    size_t text_len = strlen(text), part_len = strlen(part), i = 0, j = 0;
    while (j < part_len) {
        if (i >= text_len)
            return false;
        uint32_t a = pcs_utf8_next(text, text_len, &i, NULL);
        uint32_t b = pcs_utf8_next(part, part_len, &j, NULL);
        if (u_foldCase((UChar32)a, U_FOLD_CASE_DEFAULT) !=
            u_foldCase((UChar32)b, U_FOLD_CASE_DEFAULT))
            return false;
    }
    return true;
}

bool pcs_meili_facet_fits(const char *text, const char *part)
{
    size_t len = strlen(text);
    bool is_first = true;
    for (size_t i = 0; i < len;) {
        if (is_first && begins(text + i, part))
            return true;
        uint32_t c = pcs_utf8_next(text, len, &i, NULL);
        is_first = !u_isalnum((UChar32)c);
    }
    return *part == '\0';
}

static void write_facet_hits(pcs_json *json, const pcs_facet *facet,
                             const pcs_meili_query *q)
{
    size_t n = 0;
    pcs_json_key(json, "facetHits");
    pcs_json_begin_array(json);
    for (size_t i = 0; i < facet->n_values && n < PCS_MEILI_FACET_VALUES_MAX;
         i++) {
        const pcs_facet_value *v = &facet->values[i];
        if (!*v->value || !pcs_meili_facet_fits(v->value, q->facet_query))
            continue;
        pcs_json_begin_object(json);
        pcs_json_put_text(json, "value", v->value);
        pcs_json_put_unsigned(json, "count", pcs_meili_facet_count(v, q));
        pcs_json_end_object(json);
        n++;
    }
    pcs_json_end_array(json);
}

pcs_status pcs_meili_facet_search(pcs_json *json, pcs_searcher *searcher,
                                  const pcs_meili_query *q, pcs_error *err)
{
    pcs_search_options o;
    const char *locale;
    pcs_results results = {0};
    double start = pcs_clock_ms();
    pcs_meili_options(&o, &locale, q);
    o.facets = &q->facet_name;
    o.n_facets = 1;
    o.facet_limit = SIZE_MAX;
    pcs_status status = pcs_search(&results, searcher, q->q, q->q_len, &o, err);
    if (status != PCS_OK)
        return status;
    pcs_json_begin_object(json);
    write_facet_hits(json, &results.facets[0], q);
    pcs_json_put_text(json, "facetQuery",
                      *q->facet_query ? q->facet_query : NULL);
    pcs_json_put_unsigned(json, "processingTimeMs",
                          (uint64_t)(pcs_clock_ms() - start));
    pcs_json_end_object(json);
    pcs_results_dispose(&results);
    return status;
}
