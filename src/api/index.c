/* index.c - an index that threads share, and searchers that follow it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "index/index.h"
#include "search/searcher.h"
#include "store/check.h"
#include "store/current.h"

struct pcs_index {
    char *dir;
    bool is_verified;     /* bytes are checked before a generation is served */
    bool is_pinned;       /* to the generation that was asked for */
    pthread_mutex_t lock; /* of a look for a new generation */
    _Atomic uint64_t generation;
    uint64_t refused; /* the last one that is not whole; with the lock */
};

/* Whether a generation can be served: its bytes, or what a searcher opens. */
static pcs_status try_generation(const pcs_index *index, uint64_t number,
                                 pcs_error *err)
{
    if (index->is_verified) {
        pcs_status status = pcs_index_verify(index->dir, number, err);
        if (status != PCS_OK)
            return status;
    }
    pcs_searcher *searcher;
    pcs_status status =
        pcs_searcher_open_generation(&searcher, index->dir, number, err);
    pcs_searcher_close(searcher);
    return status;
}

/* Where what is served is damaged, the newest older one that is whole. */
static pcs_status fall_back(pcs_index *index, uint64_t damaged, pcs_error *err)
{
    uint64_t *numbers, found = 0;
    size_t n;
    pcs_error why = *err;
    pcs_status status = pcs_generation_list(&numbers, &n, index->dir, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = n; !found && i-- > 0;)
        if (numbers[i] < damaged &&
            try_generation(index, numbers[i], NULL) == PCS_OK)
            found = numbers[i];
    free(numbers);
    if (!found) {
        *err = why;
        return why.status;
    }
    index->refused = damaged;
    atomic_store(&index->generation, found);
    return PCS_OK;
}

static pcs_status open_served(pcs_index *index, pcs_error *err)
{
    pcs_current current;
    pcs_status status = pcs_current_read(&current, index->dir, err);
    if (status != PCS_OK)
        return status;
    status = try_generation(index, current.generation, err);
    if (pcs_is_damage(status))
        return fall_back(index, current.generation, err);
    if (status == PCS_OK)
        atomic_store(&index->generation, current.generation);
    return status;
}

static pcs_status open_index(pcs_index *index, const pcs_open_options *options,
                             pcs_error *err)
{
    pcs_error why = PCS_ERROR_INIT;
    pcs_status status;
    if (options && options->generation) {
        index->is_pinned = true;
        status = try_generation(index, options->generation, &why);
        atomic_store(&index->generation, options->generation);
    } else {
        status = open_served(index, &why);
    }
    if (status != PCS_OK && err)
        *err = why;
    return status;
}

pcs_status pcs_index_open(pcs_index **out, const char *dir,
                          const pcs_open_options *options, pcs_error *err)
{
    *out = NULL;
    pcs_index *index = calloc(1, sizeof *index);
    if (!index || !(index->dir = strdup(dir))) {
        free(index);
        return pcs_error_nomem(err);
    }
    if (pthread_mutex_init(&index->lock, NULL) != 0) {
        free(index->dir);
        free(index);
        return pcs_error_nomem(err);
    }
    index->is_verified = options && options->verify;
    pcs_status status = open_index(index, options, err);
    if (status == PCS_OK)
        *out = index;
    else
        pcs_index_close(index);
    return status;
}

void pcs_index_close(pcs_index *index)
{
    if (!index)
        return;
    pthread_mutex_destroy(&index->lock);
    free(index->dir);
    free(index);
}

uint64_t pcs_index_generation(const pcs_index *index)
{
    return atomic_load(&index->generation);
}

/* With the lock. */
static pcs_status look(pcs_index *index, bool *changed, pcs_error *err)
{
    pcs_current current;
    pcs_status status = pcs_current_read(&current, index->dir, err);
    if (status != PCS_OK ||
        current.generation == atomic_load(&index->generation) ||
        current.generation == index->refused)
        return status;
    status = try_generation(index, current.generation, err);
    if (status == PCS_OK) {
        index->refused = 0;
        atomic_store(&index->generation, current.generation);
        *changed = true;
    } else if (pcs_is_damage(status) || status == PCS_EVERSION) {
        pcs_current again;
        /* What was swept away while it was looked at is not damaged. */
        if (pcs_current_read(&again, index->dir, NULL) == PCS_OK &&
            again.generation == current.generation)
            index->refused = current.generation;
    }
    return status;
}

pcs_status pcs_index_refresh(pcs_index *index, bool *changed, pcs_error *err)
{
    bool is_new = false;
    pcs_status status = PCS_OK;
    if (!index->is_pinned && pthread_mutex_trylock(&index->lock) == 0) {
        status = look(index, &is_new, err);
        pthread_mutex_unlock(&index->lock);
    }
    if (changed)
        *changed = is_new;
    return status;
}

pcs_status pcs_index_searcher(pcs_searcher **out, pcs_index *index,
                              pcs_error *err)
{
    pcs_error why = PCS_ERROR_INIT;
    bool changed;
    pcs_status status = pcs_searcher_open_generation(
        out, index->dir, pcs_index_generation(index), &why);
    /* One that nobody has asked for in a minute may have been swept away. */
    if (pcs_is_damage(status) &&
        pcs_index_refresh(index, &changed, NULL) == PCS_OK && changed)
        status = pcs_searcher_open_generation(
            out, index->dir, pcs_index_generation(index), &why);
    if (status == PCS_OK) {
        (*out)->is_pinned = false;
        (*out)->index = index;
    } else if (err) {
        *err = why;
    }
    return status;
}

/* The generation that a searcher is to have open. */
static pcs_status wanted(uint64_t *out, const pcs_searcher *searcher,
                         pcs_error *err)
{
    pcs_current current = {0};
    pcs_status status = PCS_OK;
    *out = pcs_searcher_generation(searcher);
    if (searcher->is_pinned)
        return PCS_OK;
    if (searcher->index) {
        *out = pcs_index_generation(searcher->index);
        return PCS_OK;
    }
    status = pcs_current_read(&current, searcher->dir, err);
    /* What it fell back from is not tried again. */
    if (status == PCS_OK &&
        !(searcher->notice && current.generation == searcher->damaged))
        *out = current.generation;
    return status;
}

pcs_status pcs_searcher_refresh(pcs_searcher *searcher, bool *changed,
                                pcs_error *err)
{
    uint64_t number;
    pcs_searcher *fresh;
    if (changed)
        *changed = false;
    pcs_status status = wanted(&number, searcher, err);
    if (status != PCS_OK || number == pcs_searcher_generation(searcher))
        return status;
    status = searcher->index ? pcs_index_searcher(&fresh, searcher->index, err)
                             : pcs_searcher_open(&fresh, searcher->dir, err);
    if (status != PCS_OK)
        return status;
    pcs_searcher old = *searcher;
    *searcher = *fresh;
    *fresh = old;
    pcs_searcher_close(fresh);
    if (changed)
        *changed = true;
    return PCS_OK;
}
