/* verify.c - checking a generation, and going back to an older one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "index/index.h"
#include "store/dictionary.h"
#include "store/generation.h"
#include "store/partition.h"
#include "store/postings.h"

static pcs_status verify_bytes(const char *path, const pcs_manifest_file *file,
                               pcs_error *err)
{
    uint64_t hash, size;
    pcs_status status = pcs_hash_file(&hash, &size, path, err);
    if (status != PCS_OK)
        return status;
    if (size != file->size)
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: has %" PRIu64 " bytes instead of %" PRIu64,
                               path, size, file->size);
    else if (hash != file->hash)
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: damaged; its checksum does not hold", path);
    return status;
}

static pcs_status verify_counts(const pcs_manifest_locale *l,
                                const char *tables, const char *postings,
                                pcs_error *err)
{
    pcs_partition p;
    pcs_postings *db;
    pcs_status status = pcs_partition_open(&p, tables, l->tables.size, err);
    if (status != PCS_OK)
        return status;
    uint32_t units = 0;
    status = pcs_tables_check_all(p.tables, err);
    if (status == PCS_OK)
        status = pcs_postings_open(&db, postings, err);
    if (status == PCS_OK) {
        status = pcs_postings_units(&units, db, err);
        pcs_postings_close(db);
    }
    if (status == PCS_OK && (p.n_units != l->units || units != l->units ||
                             p.n_segments != l->segments))
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: counts differ from the manifest's", tables);
    pcs_partition_close(&p);
    return status;
}

static pcs_status verify_locale(const char *dir, const pcs_manifest_locale *l,
                                pcs_error *err)
{
    char *tables = pcs_generation_file(dir, &l->tables);
    char *postings = pcs_generation_file(dir, &l->postings);
    pcs_status status = PCS_OK;
    if (!tables || !postings)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = verify_bytes(tables, &l->tables, err);
    if (status == PCS_OK)
        status = verify_bytes(postings, &l->postings, err);
    if (status == PCS_OK)
        status = verify_counts(l, tables, postings, err);
    free(tables);
    free(postings);
    return status;
}

static pcs_status verify_dictionary(const char *dir, const pcs_manifest *m,
                                    pcs_error *err)
{
    pcs_dictionary *dictionary;
    if (!m->dictionary.name)
        return PCS_OK;
    char *path = pcs_generation_file(dir, &m->dictionary);
    pcs_status status =
        path ? verify_bytes(path, &m->dictionary, err) : pcs_error_nomem(err);
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
