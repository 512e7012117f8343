/* load_search.c - what queries take, one after the other in one process */
/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Usage: load_search INDEX QUERIES own|all WORST
 *
 * Reads QUERIES (a line each: locale, kind, 1 for facets, text, with tabs),
 * asks one searcher the first tenth as a warm-up and then all of them, each in
 * its own locale or over all, and prints what they took of CPU, and the WORST.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/search.h"

#define KINDS_MAX 16

static const char *const FACETS[] = {"locale", "service", "topic", "type",
                                     "year"};

typedef struct query {
    char *locale, *kind, *text;
    bool has_facets;
    double ms;
} query;

typedef struct queries {
    char *bytes;
    query *items;
    size_t len;
} queries;

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int complain(const char *what, const char *why)
{
    fprintf(stderr, "load_search: %s: %s\n", what, why);
    return 2;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "re");
    char *bytes = NULL;
    size_t len = 0;
    if (file && getdelim(&bytes, &len, 0, file) < 0) {
        free(bytes);
        bytes = NULL;
    }
    if (file)
        fclose(file);
    return bytes;
}

static char *next_column(char **at, char end)
{
    char *column = *at, *stop = strchr(*at, end);
    if (!stop)
        return NULL;
    *stop = 0;
    *at = stop + 1;
    return column;
}

static bool read_queries(queries *q, const char *path)
{
    q->bytes = read_file(path);
    if (!q->bytes)
        return false;
    size_t lines = 0;
    for (const char *c = q->bytes; *c; c++)
        lines += *c == '\n';
    q->items = calloc(lines + 1, sizeof *q->items);
    char *at = q->bytes;
    for (; q->items && q->len < lines; q->len++) {
        query *item = &q->items[q->len];
        item->locale = next_column(&at, '\t');
        item->kind = item->locale ? next_column(&at, '\t') : NULL;
        char *facets = item->kind ? next_column(&at, '\t') : NULL;
        item->text = facets ? next_column(&at, '\n') : NULL;
        if (!item->text)
            return false;
        item->has_facets = *facets == '1';
    }
    return q->len > 0;
}

static pcs_status ask(pcs_searcher *searcher, query *q, bool is_own,
                      pcs_error *err)
{
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    const char *locale = q->locale;
    options.locales = &locale;
    options.n_locales = is_own;
    options.facets = FACETS;
    options.n_facets = q->has_facets ? sizeof FACETS / sizeof *FACETS : 0;
    pcs_results results;
    double start = cpu_ms();
    pcs_status status =
        pcs_search(&results, searcher, q->text, strlen(q->text), &options, err);
    if (status == PCS_OK)
        pcs_results_dispose(&results);
    q->ms = cpu_ms() - start;
    return status;
}

static int by_time(const void *a, const void *b)
{
    const query *x = a, *y = b;
    return (x->ms > y->ms) - (x->ms < y->ms);
}

static void print_times(const char *name, query *items, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += items[i].ms;
    qsort(items, n, sizeof *items, by_time);
    printf("%-10s %7zu %8.3f %8.3f %8.3f %8.3f %8.3f\n", name, n,
           sum / (double)n, items[n / 2].ms, items[n * 99 / 100].ms,
           items[n * 999 / 1000].ms, items[n - 1].ms);
}

/* The times of all queries that have the same text where `of` looks. */
static void print_kinds(queries *q, size_t of)
{
    query *some = calloc(q->len, sizeof *some);
    char *seen[KINDS_MAX];
    size_t n_seen = 0;
    for (size_t i = 0; some && i < q->len; i++) {
        char *kind = *(char **)((char *)&q->items[i] + of);
        size_t k = 0, n = 0;
        while (k < n_seen && strcmp(seen[k], kind) != 0)
            k++;
        if (k < n_seen || n_seen == KINDS_MAX)
            continue;
        seen[n_seen++] = kind;
        for (size_t j = i; j < q->len; j++)
            if (!strcmp(*(char **)((char *)&q->items[j] + of), kind))
                some[n++] = q->items[j];
        print_times(kind, some, n);
    }
    free(some);
}

static void print_all(queries *q, size_t worst)
{
    printf("%-10s %7s %8s %8s %8s %8s %8s\n", "CPU, ms", "queries", "mean",
           "median", "p99", "p99.9", "most");
    print_times("all", q->items, q->len);
    print_kinds(q, offsetof(query, kind));
    print_kinds(q, offsetof(query, locale));
    for (size_t i = q->len; i-- > 0 && q->len - i <= worst;)
        printf("%8.3f %s %s%s\t%s\n", q->items[i].ms, q->items[i].locale,
               q->items[i].kind, q->items[i].has_facets ? " facets" : "",
               q->items[i].text);
}

int main(int argc, char **argv)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_searcher *searcher = NULL;
    queries q = {0};
    if (argc != 5)
        return complain("usage", "load_search INDEX QUERIES own|all WORST");
    if (!read_queries(&q, argv[2]))
        return complain(argv[2], "no file of queries");
    pcs_status status = pcs_searcher_open(&searcher, argv[1], &err);
    bool is_own = strcmp(argv[3], "own") == 0;
    for (size_t i = 0; status == PCS_OK && i < q.len / 10; i++)
        status = ask(searcher, &q.items[i], is_own, &err);
    for (size_t i = 0; status == PCS_OK && i < q.len; i++)
        status = ask(searcher, &q.items[i], is_own, &err);
    if (status == PCS_OK)
        print_all(&q, strtoul(argv[4], NULL, 10));
    pcs_searcher_close(searcher);
    free(q.items);
    free(q.bytes);
    return status == PCS_OK ? 0 : complain("search", err.message);
}
