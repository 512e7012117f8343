/* searcher.c - an open generation, locale by locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/searcher.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "search/headindex.h"
#include "search/joinkeys.h"
#include "search/neartable.h"
#include "search/split.h"
#include "store/check.h"
#include "store/shelf.h"
#include "base/translate.h"

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
    pcs_near_tables_free(shelf->near);
    pcs_list_cache_free(shelf->kept);
    pcs_splits_free(shelf->splits);
    free(shelf->norms);
    free(shelf->local_chances);
    free(shelf->english_chances);
    pcs_join_keys_free(shelf->join_keys);
    pcs_head_index_free(shelf->heads);
    memset(shelf, 0, sizeof *shelf);
}

/* Of a locale and searcher: what was read of its postings and looked up in its
 * vocabulary. What a hundred thousand different queries ask for of 20,000 units
 * takes about that. */
#define KEPT_BYTES_MAX (16 << 20)

static pcs_status open_shelf(pcs_shelf *shelf, const char *dir,
                             const pcs_manifest_locale *l, pcs_error *err)
{
    pcs_status status = pcs_shelf_open_tables(&shelf->partition, dir, l, err);
    if (status == PCS_OK)
        status = pcs_shelf_open_postings(&shelf->postings, &shelf->partition,
                                         dir, l, err);
    if (status == PCS_OK && !(shelf->kept = pcs_list_cache_new(KEPT_BYTES_MAX)))
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        pcs_postings_keep(shelf->postings, shelf->kept);
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
    pcs_error trouble = PCS_ERROR_INIT;
    pcs_status status = open_shelf(shelf, s->dir, l, &trouble);
    if (status == PCS_ENOTFOUND)
        pcs_error_set(err, status, "%s; rebuild it with pcindex --rebuild",
                      trouble.message);
    else if (status != PCS_OK && err)
        *err = trouble;
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
    free(s->notice);
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
 * swept away later. */
static pcs_status open_generation(pcs_searcher *s, uint64_t number,
                                  pcs_error *err)
{
    close_shelves(s);
    pcs_status status = pcs_generation_read(&s->manifest, s->dir, number, err);
    if (status == PCS_OK)
        status = check_version(s, err);
    if (status != PCS_OK)
        return status;
    s->shelves = calloc(s->manifest.n_locales + 1, sizeof *s->shelves);
    if (!s->shelves)
        return pcs_error_nomem(err);
    status = open_dictionary(s, err);
    for (size_t i = 0; status == PCS_OK && i < s->manifest.n_locales; i++) {
        pcs_shelf *shelf;
        status = pcs_searcher_shelf(&shelf, s, i, err);
    }
    return status;
}

const char *pcs_searcher_notice(const pcs_searcher *s)
{
    return s->notice;
}

/* Where several were passed over, the first one is what was served. */
static pcs_status make_notice(pcs_searcher *s, uint64_t damaged,
                              const pcs_error *why, pcs_error *err)
{
    pcs_buffer text = {0};
    if (s->notice) {
        damaged = s->damaged;
        why = &s->why;
    } else {
        s->damaged = damaged;
        s->why = *why;
    }
    unsigned long long shown = s->manifest.generation;
    if (damaged)
        pcs_buffer_printf(&text,
                          pcs_translate("generation %llu is damaged: %s; "
                                        "generation %llu is shown instead, "
                                        "until pcindex is run again"),
                          (unsigned long long)damaged, why->message, shown);
    else
        pcs_buffer_printf(&text,
                          pcs_translate("%s; generation %llu is shown instead, "
                                        "until pcindex is run again"),
                          why->message, shown);
    pcs_status status = pcs_buffer_status(&text, err);
    free(s->notice);
    s->notice = status == PCS_OK ? text.data : NULL;
    return status;
}

/* Opens the newest generation below `damaged` that opens; 0 is above all. */
static pcs_status fall_back(pcs_searcher *s, uint64_t damaged, pcs_error why,
                            pcs_error *err)
{
    uint64_t *numbers;
    size_t n;
    pcs_status status = pcs_generation_list(&numbers, &n, s->dir, err);
    bool found = false;
    for (size_t i = n; status == PCS_OK && !found && i-- > 0;) {
        if (damaged && numbers[i] >= damaged)
            continue;
        status = open_generation(s, numbers[i], err);
        found = status == PCS_OK;
        if (pcs_is_damage(status) || status == PCS_EVERSION)
            status = PCS_OK;
    }
    free(numbers);
    pcs_cut_cure(&why);
    if (status == PCS_OK && !found)
        return pcs_error_set(err, PCS_ECORRUPT,
                             "%s, and no older generation is whole; rebuild it "
                             "with pcindex --rebuild",
                             why.message);
    return status == PCS_OK ? make_notice(s, damaged, &why, err) : status;
}

pcs_status pcs_searcher_fall_back(pcs_searcher *s, const pcs_error *why,
                                  pcs_error *err)
{
    return fall_back(s, s->manifest.generation, *why, err);
}

/* How often a generation may be swept away while it is being opened. */
#define OPEN_TRIES 5

static pcs_status open_served(pcs_searcher *s, pcs_error *err)
{
    pcs_current current, again;
    pcs_error why = PCS_ERROR_INIT;
    pcs_status status = pcs_current_read(&current, s->dir, &why);
    bool is_new = status == PCS_OK;
    /* Where CURRENT has been replaced meanwhile, nothing is damaged. */
    for (int i = 0; is_new && i < OPEN_TRIES; i++) {
        status = open_generation(s, current.generation, &why);
        if (!pcs_is_damage(status))
            break;
        is_new = pcs_current_read(&again, s->dir, NULL) == PCS_OK &&
                 again.generation != current.generation;
        if (is_new)
            current = again;
    }
    if (status == PCS_ECORRUPT ||
        (status != PCS_OK && current.generation && pcs_is_damage(status)))
        return fall_back(s, current.generation, why, err);
    if (status != PCS_OK && err)
        *err = why;
    return status;
}

static pcs_status new_searcher(pcs_searcher **out, const char *dir,
                               pcs_error *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out || !((*out)->dir = strdup(dir)))
        return pcs_error_nomem(err);
    return pcs_analyzer_new(&(*out)->analyzer, err);
}

static pcs_status finish(pcs_searcher **out, pcs_status status)
{
    if (status == PCS_OK)
        return PCS_OK;
    pcs_searcher_close(*out);
    *out = NULL;
    return status;
}

pcs_status pcs_searcher_open(pcs_searcher **out, const char *dir,
                             pcs_error *err)
{
    pcs_status status = new_searcher(out, dir, err);
    if (status == PCS_OK)
        status = open_served(*out, err);
    return finish(out, status);
}

pcs_status pcs_searcher_open_generation(pcs_searcher **out, const char *dir,
                                        uint64_t number, pcs_error *err)
{
    pcs_status status = new_searcher(out, dir, err);
    if (status == PCS_OK)
        status = open_generation(*out, number, err);
    if (status == PCS_OK)
        (*out)->is_pinned = number != 0;
    return finish(out, status);
}
