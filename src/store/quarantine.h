/* quarantine.h - what was found damaged, out of the way of what is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_QUARANTINE_H
#define PCS_STORE_QUARANTINE_H

#include "store/check.h"
#include "store/generation.h"

/*
 * dir/quarantine holds the manifests of damaged generations, by number, and
 * their damaged files, for whoever wants to know what became of them. A writer
 * moves them there, and empties it after a week.
 */
#define PCS_QUARANTINE_DAYS 7

/** What pcs_quarantine_mend found. */
typedef struct pcs_mending {
    bool is_damaged;
    uint64_t damaged; /* the generation that was served; 0 where CURRENT was
                         lost and nothing tells */
    uint64_t served;  /* that is served instead; 0 where none is whole */
    pcs_error why;    /* the first fault, without a cure */
} pcs_mending;

/** Whether searches could be answered from a generation, as far as its manifest
 * says: one of another analyzer is whole, and of no use. */
typedef bool pcs_manifest_test(const pcs_manifest *manifest);

/**
 * Checks what is served. Where it is damaged, or CURRENT is lost: serves the
 * newest older generation that is whole and passes is_usable, else the oldest
 * newer one that was published, and takes every damaged one into quarantine.
 * Where none is whole, all stays in place for pcs_quarantine_others. An empty
 * folder is not damaged. With the lock held. PCS_EVERSION, PCS_EIO, PCS_ENOMEM.
 */
pcs_status pcs_quarantine_mend(pcs_mending *out, const char *dir,
                               pcs_check_depth depth, pcs_pool *pool,
                               pcs_manifest_test *is_usable, pcs_error *err);

/** Takes every damaged generation other than `whole` into quarantine. */
pcs_status pcs_quarantine_others(const char *dir, uint64_t whole,
                                 pcs_check_depth depth, pcs_pool *pool,
                                 pcs_error *err);

/** Moves the manifest of a generation. */
pcs_status pcs_quarantine_manifest(const char *dir, uint64_t number,
                                   pcs_error *err);

/** The numbers of the generations in quarantine, ascending; *out is yours. */
pcs_status pcs_quarantine_list(uint64_t **out, size_t *n, const char *dir,
                               pcs_error *err);

/** Removes what has been there for PCS_QUARANTINE_DAYS, as far as it goes.
 * PCS_ENOMEM only. */
pcs_status pcs_quarantine_empty(const char *dir, pcs_error *err);

#endif
