/* verify.c - checking a generation, and going back to an older one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "index/index.h"
#include "store/dictionary.h"
#include "store/generation.h"
#include "store/shelf.h"

static pcs_status verify_file(const char *dir, const pcs_manifest_file *file,
                              pcs_error *err)
{
    char *path = pcs_generation_file(dir, file);
    pcs_status status =
        path ? pcs_shelf_check_file(path, file, err) : pcs_error_nomem(err);
    free(path);
    return status;
}

static pcs_status verify_counts(const char *dir, const pcs_manifest_locale *l,
                                pcs_error *err)
{
    pcs_partition p;
    pcs_postings *db = NULL;
    uint32_t slots = 0;
    pcs_status status = pcs_shelf_open_tables(&p, dir, l, err);
    if (status != PCS_OK)
        return status;
    status = pcs_tables_check_all(p.tables, err);
    if (status == PCS_OK)
        status = pcs_shelf_open_postings(&db, &p, dir, l, err);
    if (status == PCS_OK)
        status = pcs_postings_slots(&slots, db, err);
    pcs_postings_close(db);
    if (status == PCS_OK && slots != p.n_slots)
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: %s has postings of %u units instead of "
                               "%zu",
                               dir, l->locale, slots, p.n_slots);
    pcs_partition_close(&p);
    return status;
}

static pcs_status verify_locale(const char *dir, const pcs_manifest_locale *l,
                                pcs_error *err)
{
    pcs_status status = verify_file(dir, &l->tables, err);
    for (size_t i = 0; status == PCS_OK && i < l->n_postings; i++)
        status = verify_file(dir, &l->postings[i], err);
    if (status == PCS_OK)
        status = verify_counts(dir, l, err);
    return status;
}

static pcs_status verify_dictionary(const char *dir, const pcs_manifest *m,
                                    pcs_error *err)
{
    pcs_dictionary *dictionary;
    if (!m->dictionary.name)
        return PCS_OK;
    char *path = pcs_generation_file(dir, &m->dictionary);
    pcs_status status = path ? pcs_shelf_check_file(path, &m->dictionary, err)
                             : pcs_error_nomem(err);
    if (status == PCS_OK)
        status =
            pcs_dictionary_open(&dictionary, path, m->dictionary.size, err);
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

pcs_status pcs_index_verify(const char *dir, uint64_t number, pcs_error *err)
{
    pcs_manifest manifest;
    pcs_status status = pcs_generation_read(&manifest, dir, number, err);
    for (size_t i = 0; status == PCS_OK && i < manifest.n_locales; i++)
        status = verify_locale(dir, &manifest.locales[i], err);
    if (status == PCS_OK)
        status = verify_dictionary(dir, &manifest, err);
    pcs_manifest_dispose(&manifest);
    return status;
}

static pcs_status find_previous(uint64_t *out, const char *dir, pcs_error *err)
{
    pcs_manifest served;
    uint64_t *numbers, current = UINT64_MAX, previous = 0;
    size_t n;
    if (pcs_generation_read(&served, dir, 0, NULL) == PCS_OK) {
        current = served.generation;
        previous = served.previous;
        pcs_manifest_dispose(&served);
    }
    pcs_status status = pcs_generation_list(&numbers, &n, dir, err);
    if (status != PCS_OK)
        return status;
    /* What was served before is not always the number before: that one may
     * have been gone back from. Where what is served cannot even be read, the
     * newest one that can be is what to go back to. */
    *out = previous && pcs_index_verify(dir, previous, NULL) == PCS_OK
               ? previous
               : 0;
    for (size_t i = n; i-- > 0 && !*out;)
        if (numbers[i] < current &&
            pcs_index_verify(dir, numbers[i], NULL) == PCS_OK)
            *out = numbers[i];
    free(numbers);
    if (*out)
        return PCS_OK;
    return pcs_error_set(err, PCS_ENOTFOUND,
                         "%s has no earlier generation to go back to", dir);
}

pcs_status pcs_index_rollback(const char *dir, uint64_t *number, pcs_error *err)
{
    pcs_index_lock lock;
    pcs_manifest served;
    uint64_t *numbers;
    size_t n;
    *number = 0;
    /* Taking the lock would make an index where there is none. */
    pcs_status status = pcs_generation_list(&numbers, &n, dir, NULL);
    free(numbers);
    if (status == PCS_ENOTFOUND)
        return pcs_generation_read(&served, dir, 0, err);
    status = pcs_index_lock_take(&lock, dir, err);
    if (status != PCS_OK)
        return status;
    status = find_previous(number, dir, err);
    if (status == PCS_OK)
        status = pcs_generation_serve(dir, *number, err);
    pcs_index_lock_drop(&lock);
    return status;
}
