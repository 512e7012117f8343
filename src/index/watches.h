/* watches.h - being told of changes in the folders of sources (inotify) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_WATCHES_H
#define PCS_INDEX_WATCHES_H

#include "index/walk.h"

/** A folder that is watched for a source. */
typedef struct pcs_watch_place {
    int descriptor; /* of the watch; two sources may share one */
    uint32_t source;
    uint32_t round; /* of the look that last came by */
    char *path;     /* relative to the source's root */
} pcs_watch_place;

/** The watches of all sources, which their callers number. */
typedef struct pcs_watches {
    int fd; /* for poll; readable when there is something to read */
    pcs_watch_place *places; /* sorted by descriptor, then source */
    size_t len, cap;
    size_t limit; /* of places; 0: only the system's */
    uint32_t round;
} pcs_watches;

typedef enum pcs_watch_change_kind {
    PCS_WATCH_FILE,   /* something that is no folder came, changed or went */
    PCS_WATCH_FOLDER, /* a folder came or went, or its mode changed */
    PCS_WATCH_ROOT,   /* something has happened to the root itself */
    PCS_WATCH_LOST    /* of any source: there were too many to be told */
} pcs_watch_change_kind;

typedef struct pcs_watch_change {
    pcs_watch_change_kind kind;
    uint32_t source;
    bool is_new;      /* it came by this */
    const char *path; /* relative to the source's root; for the call */
} pcs_watch_change;

/** Must not change the watches. */
typedef void pcs_watch_visitor(void *context, const pcs_watch_change *change);

/** What is to be watched for a source. */
typedef struct pcs_watch_request {
    uint32_t source;
    const char *root;
    pcs_walk_options walk;
    const char *except; /* a folder that is never watched; may be NULL */
} pcs_watch_request;

/** What a look has found. */
typedef struct pcs_watch_found {
    /* There are symbolic links, or folders with several paths: the path of a
     * change does not tell of all the paths that show it. */
    bool has_links;
    bool is_full; /* the limit is reached: not all folders are watched */
} pcs_watch_found;

/** PCS_ELIMIT with the setting to raise, PCS_EIO, PCS_ENOMEM. */
pcs_status pcs_watches_open(pcs_watches *watches, pcs_error *err);

/**
 * Watches the folders below root as a walk finds them (index/walk.h), each one
 * before it is read, and the folders of files that links lead to; ends the
 * watches of those that have gone. So what a folder holds when this returns may
 * have been there before its watch, and what comes later is told. On failure
 * (that of pcs_walk_folders) nothing of the source is watched.
 */
pcs_status pcs_watches_look(pcs_watches *watches, pcs_watch_found *found,
                            const pcs_watch_request *request, pcs_error *err);

/** Ends all watches of a source. */
void pcs_watches_drop(pcs_watches *watches, uint32_t source);

/** Visits the changes that have been told by now, of hidden names too. */
void pcs_watches_read(pcs_watches *watches, pcs_watch_visitor *visit,
                      void *context);

/** Folders that are watched; one of two sources counts twice. */
size_t pcs_watches_count(const pcs_watches *watches);

void pcs_watches_close(pcs_watches *watches);

#endif
