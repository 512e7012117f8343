/* watched.h - a source that is watched, and what of it is to be looked at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_WATCHED_H
#define PCS_INDEX_WATCHED_H

#include <sys/types.h>

#include "index/index.h"
#include "index/pending.h"
#include "index/watches.h"

/** Zero-initialise but for source and number. */
typedef struct pcs_watched {
    const pcs_source *source;
    uint32_t number; /* in pcs_watches */
    pcs_pending pending;
    bool is_there;       /* the root can be read */
    bool was_told;       /* that it cannot */
    bool must_look;      /* folders may have come or gone */
    bool has_links;      /* a path does not tell all that has changed */
    bool is_full;        /* not all folders are watched */
    uint64_t look_after; /* milliseconds; not before, so that looking does not
                            take all the time of a flood */
    dev_t device;        /* of the root, when it was there */
    ino_t inode;
} pcs_watched;

/**
 * Looks whether the root is still there, and the same folder. One that has
 * come, or come in the place of another, is pending as a whole; what one that
 * has gone still had pending is dropped. Tells of either, once.
 */
void pcs_watched_check(pcs_watched *watched, pcs_watches *watches,
                       const pcs_watch_options *options);

/** Watches the folders that are there now. PCS_ENOMEM; a root that has gone is
 * no failure. */
pcs_status pcs_watched_look(pcs_watched *watched, pcs_watches *watches,
                            const pcs_watch_options *options, pcs_error *err);

/** The whole source is pending, and its folders are to be looked for. */
void pcs_watched_rescan(pcs_watched *watched);

/** Takes a change of this source; true where it matters. */
bool pcs_watched_take(pcs_watched *watched, const pcs_watch_change *change,
                      const pcs_index_options *options);

/** The source as a run is to take it; borrows from watched. */
pcs_source pcs_watched_source(const pcs_watched *watched);

#endif
