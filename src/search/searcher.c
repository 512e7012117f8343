/* searcher.c - an open generation, locale by locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/searcher.h"

#include <stdlib.h>
#include <string.h>

#include "search/split.h"
#include "store/shelf.h"

static pcs_status check_version(const pcs_searcher *s, pcs_error *err)
{
    if (s->manifest.analyzer == PCS_ANALYZER_VERSION &&
        strcmp(s->manifest.icu, pcs_analyzer_icu_version()) == 0)
        return PCS_OK;
    return pcs_error_set(err, PCS_EVERSION,
                         "%s was made with analyzer %u and ICU %s, this "
                         "program has %d and %s; rebuild it with pcindex "
                         "--rebuild",
                         s->dir, s->manifest.analyzer, s->manifest.icu,
                         PCS_ANALYZER_VERSION, pcs_analyzer_icu_version());
}

uint64_t pcs_searcher_generation(const pcs_searcher *s)
{
    return s->manifest.generation;
}

const char *pcs_searcher_root(const pcs_searcher *s, const char *source)
{
    for (size_t i = 0; i < s->manifest.n_sources; i++)
        if (strcmp(s->manifest.sources[i].name, source) == 0)
            return s->manifest.sources[i].root;
    return NULL;
}

static void close_shelf(pcs_shelf *shelf)
{
    pcs_stemmer_free(shelf->stemmer);
    pcs_stemmer_free(shelf->english_stemmer);
    pcs_postings_close(shelf->postings);
    pcs_partition_close(&shelf->partition);
    pcs_splits_free(shelf->splits);
    free(shelf->norms);
    memset(shelf, 0, sizeof *shelf);
}

static pcs_status open_shelf(pcs_shelf *shelf, const char *dir,
                             const pcs_manifest_locale *l, pcs_error *err)
{
    pcs_status status = pcs_shelf_open_tables(&shelf->partition, dir, l, err);
    if (status == PCS_OK)
        status = pcs_shelf_open_postings(&shelf->postings, &shelf->partition,
                                         dir, l, err);
    if (status == PCS_OK)
        status = pcs_stemmer_new(&shelf->stemmer, l->locale, err);
    return status;
}

pcs_status pcs_searcher_shelf(pcs_shelf **out, pcs_searcher *s, size_t i,
                              pcs_error *err)
{
    pcs_shelf *shelf = &s->shelves[i];
    *out = shelf;
    if (shelf->stemmer)
        return PCS_OK;
    const pcs_manifest_locale *l = &s->manifest.locales[i];
    pcs_status status = open_shelf(shelf, s->dir, l, err);
    if (status == PCS_ENOTFOUND)
        pcs_error_set(err, status,
                      "%s: files of %s are missing; rebuild it with pcindex "
                      "--rebuild",
                      s->dir, l->locale);
    if (status != PCS_OK) {
        close_shelf(shelf);
        return status;
    }
    const pcs_partition *p = &shelf->partition;
    shelf->locale = l->locale;
    shelf->dictionary = s->dictionary;
    shelf->average_words =
        p->n_units ? (double)p->stats->words / (double)p->n_units : 1;
    if (shelf->average_words < 1)
        shelf->average_words = 1;
    return PCS_OK;
}

static void close_shelves(pcs_searcher *s)
{
    for (size_t i = 0; s->shelves && i < s->manifest.n_locales; i++)
        close_shelf(&s->shelves[i]);
    free(s->shelves);
    s->shelves = NULL;
    pcs_dictionary_close(s->dictionary);
    s->dictionary = NULL;
    pcs_manifest_dispose(&s->manifest);
}

void pcs_searcher_close(pcs_searcher *s)
{
    if (!s)
        return;
    close_shelves(s);
    pcs_analyzer_free(s->analyzer);
    free(s->dir);
    free(s);
}

static pcs_status open_dictionary(pcs_searcher *s, pcs_error *err)
{
    if (!s->manifest.dictionary.name)
        return PCS_OK;
    char *path = pcs_generation_file(s->dir, &s->manifest.dictionary);
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status = pcs_dictionary_open(&s->dictionary, path,
                                            s->manifest.dictionary.size, err);
    free(path);
    return status;
}

/* Opens all locales, so that the searcher keeps what it opened whatever is
 * swept away later. A damaged one is told of when it is searched. */
static pcs_status open_generation(pcs_searcher *s, uint64_t number,
                                  pcs_error *err)
{
    pcs_status status = pcs_generation_read(&s->manifest, s->dir, number, err);
    if (status == PCS_OK)
        status = check_version(s, err);
    if (status != PCS_OK)
        return status;
    s->shelves = calloc(s->manifest.n_locales + 1, sizeof *s->shelves);
    if (!s->shelves)
        return pcs_error_nomem(err);
    status = open_dictionary(s, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = 0; i < s->manifest.n_locales; i++) {
        pcs_shelf *shelf;
        if (pcs_searcher_shelf(&shelf, s, i, err) == PCS_ENOTFOUND)
            return PCS_ENOTFOUND;
    }
    return PCS_OK;
}

/* How often a generation may be swept away while it is being opened. */
#define OPEN_TRIES 3

pcs_status pcs_searcher_open(pcs_searcher **out, const char *dir,
                             pcs_error *err)
{
    return pcs_searcher_open_generation(out, dir, 0, err);
}

pcs_status pcs_searcher_open_generation(pcs_searcher **out, const char *dir,
                                        uint64_t number, pcs_error *err)
{
    *out = NULL;
    pcs_searcher *s = calloc(1, sizeof *s);
    if (!s || !(s->dir = strdup(dir))) {
        free(s);
        return pcs_error_nomem(err);
    }
    pcs_status status = pcs_analyzer_new(&s->analyzer, err);
    for (int i = 0; status == PCS_OK && i < OPEN_TRIES; i++) {
        close_shelves(s);
        status = open_generation(s, number, err);
        bool is_swept = status == PCS_ENOTFOUND && s->shelves;
        if (!is_swept)
            break;
        status = i + 1 < OPEN_TRIES ? PCS_OK : PCS_ENOTFOUND;
    }
    if (status != PCS_OK) {
        pcs_searcher_close(s);
        return status;
    }
    *out = s;
    return PCS_OK;
}
