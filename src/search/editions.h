/* editions.h - one article in all locales, and whose English is newest */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_EDITIONS_H
#define PCS_SEARCH_EDITIONS_H

#include "search/searcher.h"
#include "search/versions.h"

/*
 * Articles of two locales are editions of one where their paths are the same
 * (pathkey.h) and, if either locale has several of that path, their sources
 * have the same name but for the locale.
 */

/** An article of one locale. */
typedef struct pcs_edition {
    size_t shelf;
    uint32_t article;
    size_t same_as; /* the first edition with the same version, or itself */
    pcs_edition_version version;
} pcs_edition;

/** Zero-initialise; may be used again and again. */
typedef struct pcs_editions {
    pcs_edition *items; /* one a locale, in their order */
    size_t n, cap;
    size_t own;               /* the one that was asked for */
    size_t first, newest;     /* of those that others are held against, as of
                                 stale.h; n where there is none */
    pcs_buffer source, other; /* scratch */
} pcs_editions;

/**
 * Reads the editions of an article of shelf number `own`; those of shelves that
 * `against` says may be the newest. All shelves have to have their keys
 * (pcs_join_keys_get). Of several of one locale the newest is taken, then the
 * first. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_editions_read(pcs_editions *editions, pcs_searcher *searcher,
                             const bool *against, size_t own, uint32_t article,
                             pcs_error *err);

void pcs_editions_dispose(pcs_editions *editions);

#endif
