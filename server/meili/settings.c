/* settings.c - the settings of indexes, which nobody can change */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "server/meili/handlers.h"

#define TEXT_OF(x) #x
#define STRING_OF(x) TEXT_OF(x)

/* Names as in the settings, and as in the address of one. NULL: a list that is
 * made of the attributes. */
static const struct {
    const char *name, *address, *value;
} settings[] = {
    {"displayedAttributes", "displayed-attributes", "[\"*\"]"},
    {"searchableAttributes", "searchable-attributes",
     "[\"local\",\"english\",\"title\",\"heading\"]"},
    {"filterableAttributes", "filterable-attributes", NULL},
    {"sortableAttributes", "sortable-attributes", "[]"},
    {"rankingRules", "ranking-rules",
     "[\"words\",\"typo\",\"proximity\",\"exactness\"]"},
    {"stopWords", "stop-words", "[]"},
    {"synonyms", "synonyms", "{}"},
    {"distinctAttribute", "distinct-attribute", "null"},
    {"typoTolerance", "typo-tolerance", "{\"enabled\":true}"},
    {"faceting", "faceting",
     "{\"maxValuesPerFacet\":" STRING_OF(
         PCS_MEILI_FACET_VALUES_MAX) ",\"sortFacetValuesBy\":{\"*\":"
                                     "\"count\"}}"},
    {"pagination", "pagination",
     "{\"maxTotalHits\":" STRING_OF(PCS_MEILI_HITS_MAX) "}"},
    {"facetSearch", "facet-search", "true"},
};
#define N_SETTINGS (sizeof settings / sizeof *settings)

static void write_filterable(pcs_json *json)
{
    pcs_json_begin_array(json);
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES; i++)
        if (pcs_meili_property((pcs_meili_attribute)i))
            pcs_json_text(json, pcs_meili_name((pcs_meili_attribute)i));
    pcs_json_end_array(json);
}

static void write_setting(pcs_json *json, size_t i)
{
    const char *value = settings[i].value;
    if (value)
        pcs_json_raw(json, value, strlen(value));
    else
        write_filterable(json);
}

/* All settings, or the one that the address names. */
void pcs_meili_get_settings(void *context, pcs_exchange *x)
{
    (void)context;
    pcs_meili_error error = {0};
    pcs_meili_index index;
    pcs_json json = {.out = &x->reply};
    bool is_one = x->n_variables > 1;
    const char *wanted = is_one ? pcs_exchange_variable(x, "name")->value : "";
    size_t i = 0;
    if (!pcs_meili_index_find(&index, pcs_exchange_variable(x, "uid")->value,
                              &error)) {
        pcs_meili_answer_error(x, &error);
        return;
    }
    while (is_one && i < N_SETTINGS && strcmp(settings[i].address, wanted) != 0)
        i++;
    if (i == N_SETTINGS) {
        pcs_meili_fail(&error, 404, "not_found", "There is no such setting.");
        pcs_meili_answer_error(x, &error);
        return;
    }
    x->content_type = "application/json";
    if (is_one) {
        write_setting(&json, i);
        return;
    }
    pcs_json_begin_object(&json);
    for (i = 0; i < N_SETTINGS; i++) {
        pcs_json_key(&json, settings[i].name);
        write_setting(&json, i);
    }
    pcs_json_end_object(&json);
}
