/* verify.c - whether a generation is what its manifest says */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/verify.h"

#include <inttypes.h>
#include <stdlib.h>

#include "index/index.h"
#include "store/check.h"
#include "store/dictionary.h"
#include "store/generation.h"
#include "store/shelf.h"
#include "base/translate.h"

/* The counts of a locale, to be checked by a thread. */
typedef struct counting {
    const char *dir;
    const pcs_manifest_locale *locale;
    pcs_status status;
    pcs_error err;
} counting;

static pcs_status count_articles(uint64_t *out, const pcs_partition *p,
                                 pcs_error *err)
{
    pcs_status status = PCS_OK;
    *out = 0;
    for (size_t i = 0; status == PCS_OK && i < p->n_articles; i++) {
        const pcs_article_record *article;
        status = pcs_partition_article(&article, p, (uint32_t)i, err);
        *out += status == PCS_OK && article->n_segments > 0;
    }
    return status;
}

static pcs_status check_count(const counting *c, const char *what, uint64_t is,
                              uint64_t wanted, pcs_error *err)
{
    if (is == wanted)
        return PCS_OK;
    char *path = pcs_generation_file(c->dir, &c->locale->tables);
    pcs_status status = pcs_error_set(
        err, PCS_ECORRUPT,
        "%s: %llu %s of %s instead of %llu; rebuild it with pcindex --rebuild",
        path ? path : c->dir, (unsigned long long)is, pcs_translate(what),
        c->locale->locale, (unsigned long long)wanted);
    free(path);
    return status;
}

static pcs_status count_all(const counting *c, const pcs_partition *p,
                            pcs_error *err)
{
    uint64_t articles;
    uint32_t slots = 0;
    pcs_postings *db = NULL;
    pcs_status status = pcs_tables_check_all(p->tables, err);
    if (status == PCS_OK)
        status = count_articles(&articles, p, err);
    if (status == PCS_OK)
        status =
            check_count(c, N_("articles"), articles, c->locale->articles, err);
    if (status == PCS_OK)
        status = pcs_shelf_open_postings(&db, p, c->dir, c->locale, err);
    if (status == PCS_OK)
        status = pcs_postings_slots(&slots, db, err);
    pcs_postings_close(db);
    if (status == PCS_OK)
        status =
            check_count(c, N_("units with postings"), slots, p->n_slots, err);
    return status;
}

static void check_locale(void *context, size_t worker)
{
    counting *c = context;
    pcs_partition p;
    (void)worker;
    c->status = pcs_shelf_open_tables(&p, c->dir, c->locale, &c->err);
    if (c->status != PCS_OK)
        return;
    c->status = count_all(c, &p, &c->err);
    pcs_partition_close(&p);
}

static pcs_status check_locales(const char *dir, const pcs_manifest *m,
                                pcs_pool *pool, pcs_error *err)
{
    counting *all = calloc(m->n_locales + 1, sizeof *all);
    if (!all)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        all[i].dir = dir;
        all[i].locale = &m->locales[i];
        status = pcs_pool_add(pool, check_locale, &all[i], 0, err);
    }
    pcs_pool_wait(pool);
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        status = all[i].status;
        if (status != PCS_OK && err)
            *err = all[i].err;
    }
    free(all);
    return status;
}

static pcs_status check_dictionary(const char *dir, const pcs_manifest *m,
                                   pcs_error *err)
{
    pcs_dictionary *dictionary;
    if (!m->dictionary.name)
        return PCS_OK;
    char *path = pcs_generation_file(dir, &m->dictionary);
    pcs_status status =
        path ? pcs_dictionary_open(&dictionary, path, m->dictionary.size, err)
             : pcs_error_nomem(err);
    if (status == PCS_OK) {
        if (pcs_dictionary_words(dictionary) != m->dictionary_words)
            status =
                pcs_error_set(err, PCS_ECORRUPT,
                              "%s: counts differ from the manifest's", path);
        pcs_dictionary_close(dictionary);
    }
    free(path);
    return status;
}

pcs_status pcs_verify_manifest(const char *dir, const pcs_manifest *manifest,
                               pcs_pool *pool, pcs_error *err)
{
    pcs_check check;
    pcs_status status =
        pcs_check_files(&check, dir, manifest, PCS_CHECK_BYTES, pool, err);
    if (status != PCS_OK)
        return status;
    status = pcs_check_fault(&check, err);
    pcs_check_dispose(&check);
    if (status == PCS_OK)
        status = check_locales(dir, manifest, pool, err);
    if (status == PCS_OK)
        status = check_dictionary(dir, manifest, err);
    return status;
}

/* A fault is of use to somebody who knows what to do about it. */
static pcs_status name_cure(pcs_status status, const pcs_error *fault,
                            pcs_error *err)
{
    pcs_error cut = *fault;
    if (err)
        *err = *fault;
    if (!pcs_is_damage(status) || fault->status == PCS_EVERSION)
        return status;
    pcs_cut_cure(&cut);
    return pcs_error_set(err, status,
                         "%s; pcindex --checksum SOURCE mends it, and pcindex "
                         "--rollback goes back before it",
                         cut.message);
}

pcs_status pcs_index_verify(const char *dir, uint64_t number, pcs_error *err)
{
    pcs_manifest manifest;
    pcs_pool *pool = NULL;
    pcs_error fault = PCS_ERROR_INIT;
    pcs_current current;
    pcs_status status = pcs_current_read(&current, dir, &fault);
    if (status == PCS_ENOTFOUND) {
        if (err)
            *err = fault;
        return status;
    }
    status = pcs_generation_read(&manifest, dir, number, &fault);
    if (status == PCS_OK)
        status = pcs_pool_new(&pool, pcs_processors(), &fault);
    if (status == PCS_OK)
        status = pcs_verify_manifest(dir, &manifest, pool, &fault);
    pcs_pool_free(pool);
    pcs_manifest_dispose(&manifest);
    return status == PCS_OK ? PCS_OK : name_cure(status, &fault, err);
}
