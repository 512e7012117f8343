/* collect.h - the documents of a run, with their locales and hashes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_COLLECT_H
#define PCS_INDEX_COLLECT_H

#include "analyze/locale.h"
#include "base/pool.h"
#include "index/report.h"
#include "index/scope.h"
#include "index/statcache.h"

/** A document on the disk. */
typedef struct pcs_input {
    const char *source;    /* borrowed from the options */
    const char *path;      /* relative to the source's root: the end of full */
    char *full;            /* root and path */
    const char *real_root; /* of the source, while it is collected */
    pcs_file_stamp stamp;  /* from before it was read */
    int64_t hashed;        /* when the run began that read it; 0: it is to be
                              read again next time (statcache.h) */
    uint64_t hash;         /* XXH3-64 of its bytes */
    uint32_t n_warnings;   /* or PCS_WARNINGS_UNKNOWN */
    char locale[PCS_LOCALE_MAX];
    char header[PCS_LOCALE_MAX]; /* the locale that it names itself, or "" */
    bool is_linked;              /* it was come to by a symbolic link */
    bool is_failed;              /* reported, to be left out */
    bool is_empty;               /* holds no span: no article, and no problem */
    bool is_passed; /* of a locale that is not indexed: not there */
    bool is_gone;   /* it went while it was looked for */
} pcs_input;

typedef struct pcs_inputs {
    pcs_input *items; /* sorted by source, then path */
    size_t len, cap;
    size_t n_passed;   /* of them */
    pcs_scope *scopes; /* one a source of the options */
    size_t n_scopes;
    pcs_statcache cache; /* of the runs before */
} pcs_inputs;

/**
 * Finds the files that the sources name, and tells the hash and locale of each:
 * it is read where the index's statcache does not vouch for it, or options say
 * so. What is wrong with a file is reported every time. PCS_ENOTFOUND or
 * PCS_EIO where a source's root cannot be read, or is another folder after the
 * reading than before; PCS_EINVAL, PCS_ENOMEM.
 */
pcs_status pcs_collect(pcs_inputs *out, const pcs_index_options *options,
                       pcs_pool *pool, pcs_report *report, pcs_error *err);

/** Whether the run looked for path of source, there or not. */
bool pcs_inputs_cover(const pcs_inputs *inputs, const char *source,
                      const char *path);

/** The input of that name, or NULL. */
pcs_input *pcs_inputs_find(const pcs_inputs *inputs, const char *source,
                           const char *path);

/**
 * Writes the statcache where anything has changed. To be called when the run is
 * at its end; what cannot be remembered is read again the next time.
 */
void pcs_inputs_remember(const pcs_inputs *inputs, const char *dir);

void pcs_inputs_dispose(pcs_inputs *inputs);

#endif
