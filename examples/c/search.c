/* search.c - searches an index, and prints hits with marks on both sides */
/* SPDX-License-Identifier: CC0-1.0 */
/*
 * usage: search INDEX QUERY [LOCALE]
 *
 * The smallest useful program: open an index, search, look at what was found,
 * and give everything back. Ends with 0, with 1 where nothing was found, and
 * with 2 for an error.
 */
#include <inttypes.h>
#include <pcsearch.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

static void print_hit(const pcs_hit *hit)
{
    print_text(hit->title, strlen(hit->title));
    printf("  (%s, %s:%" PRIu32 ")\n", hit->locale, hit->places[0].path,
           hit->places[0].line);
    printf("  ");
    print_marked(hit->local, hit->local_len, hit->marks, hit->n_marks);
    printf("  ");
    print_marked(hit->english, hit->english_len, hit->english_marks,
                 hit->n_english_marks);
}

static void print_results(const pcs_results *results)
{
    for (size_t i = 0; i < results->n_hits; i++)
        print_hit(&results->hits[i]);
    printf("%" PRIu64 " segments in %" PRIu64 " articles\n", results->segments,
           results->articles);
    /* "Did you mean": whole queries, each of which finds something. */
    for (size_t i = 0; i < results->n_suggestions; i++)
        printf("Did you mean: %s\n", results->suggestions[i]);
    for (size_t i = 0; i < results->n_facets; i++)
        for (size_t k = 0; k < results->facets[i].n_values; k++)
            printf("%s %s: %" PRIu64 "\n", results->facets[i].name,
                   results->facets[i].values[k].value,
                   results->facets[i].values[k].segments);
}

/* *n takes how many segments were found. */
static pcs_status search(uint64_t *n, pcs_searcher *searcher, const char *query,
                         const char *locale, pcs_error *err)
{
    static const char *const facets[] = {"year"};
    /* The macro sets the version, and the defaults; the rest is zero. */
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.limit = 3;
    options.facets = facets;
    options.n_facets = 1;
    options.locales = &locale;
    options.n_locales = locale != NULL;
    pcs_results results = {0};
    pcs_status status =
        pcs_search(&results, searcher, query, strlen(query), &options, err);
    if (status == PCS_OK)
        print_results(&results);
    *n = results.segments;
    /* All that was found goes with them, and they go before the searcher. */
    pcs_results_dispose(&results);
    return status;
}

int main(int argc, char **argv)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_searcher *searcher;
    uint64_t n = 0;
    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: search INDEX QUERY [LOCALE]\n");
        return 2;
    }
    pcs_status status = pcs_searcher_open(&searcher, argv[1], &err);
    if (status == PCS_OK)
        status = search(&n, searcher, argv[2], argc > 3 ? argv[3] : NULL, &err);
    pcs_searcher_close(searcher);
    if (status != PCS_OK) {
        fprintf(stderr, "search: %s\n", err.message);
        return 2;
    }
    return n > 0 ? 0 : 1;
}
