/* rollback.c - going back to an older generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "analyze/analyzer.h"
#include "index/served.h"
#include "store/generation.h"

bool pcs_index_can_search(const pcs_manifest *m)
{
    return m->analyzer == PCS_ANALYZER_VERSION &&
           strcmp(m->icu, pcs_analyzer_icu_version()) == 0;
}

static bool is_usable(const char *dir, uint64_t number)
{
    pcs_manifest m;
    if (pcs_generation_read(&m, dir, number, NULL) != PCS_OK)
        return false;
    bool is_ours = pcs_index_can_search(&m);
    pcs_manifest_dispose(&m);
    return is_ours && pcs_index_verify(dir, number, NULL) == PCS_OK;
}

static pcs_status find_previous(uint64_t *out, const char *dir, pcs_error *err)
{
    pcs_manifest served;
    pcs_current state;
    uint64_t *numbers, current = UINT64_MAX, previous = 0;
    size_t n;
    if (pcs_current_read(&state, dir, NULL) == PCS_OK)
        current = state.generation;
    if (pcs_generation_read(&served, dir, 0, NULL) == PCS_OK) {
        previous = served.previous;
        pcs_manifest_dispose(&served);
    }
    pcs_status status = pcs_generation_list(&numbers, &n, dir, err);
    if (status != PCS_OK)
        return status;
    /* What was served before is not always the number before: that one may
     * have been gone back from. Where what is served cannot even be read, the
     * newest one that can be is what to go back to. */
    *out = previous && is_usable(dir, previous) ? previous : 0;
    for (size_t i = n; i-- > 0 && !*out;)
        if (numbers[i] < current && is_usable(dir, numbers[i]))
            *out = numbers[i];
    free(numbers);
    if (*out)
        return PCS_OK;
    return pcs_error_set(err, PCS_ENOTFOUND,
                         "%s has no earlier generation to go back to", dir);
}

pcs_status pcs_index_rollback(const pcs_index_options *options,
                              uint64_t *number, pcs_error *err)
{
    pcs_index_lock lock;
    pcs_manifest served;
    uint64_t *numbers;
    size_t n;
    const char *dir = options->dir;
    *number = 0;
    /* Taking the lock would make an index where there is none. */
    pcs_status status = pcs_generation_list(&numbers, &n, dir, NULL);
    if (status == PCS_ENOTFOUND)
        return pcs_generation_read(&served, dir, 0, err);
    free(numbers);
    status = options->wait
                 ? pcs_index_lock_wait(&lock, dir, options->wait_seconds, err)
                 : pcs_index_lock_take(&lock, dir, err);
    if (status != PCS_OK)
        return status;
    status = find_previous(number, dir, err);
    if (status == PCS_OK)
        status = pcs_generation_serve(dir, *number, err);
    pcs_index_lock_drop(&lock);
    return status;
}
