/* builder.h - building one locale's partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_BUILDER_H
#define PCS_INDEX_BUILDER_H

#include "analyze/analyzer.h"
#include "base/pool.h"
#include "index/range.h"
#include "index/report.h"
#include "index/strings.h"
#include "index/units.h"
#include "parse/article.h"
#include "store/manifest.h"
#include "store/partition.h"

/** An article to be indexed: a file, or one of an older partition. */
typedef struct pcs_build_article {
    const char *source, *path; /* borrowed */
    const char *full;          /* the file; NULL: of the older partition */
    uint32_t old;              /* its number there */
    uint64_t hash;             /* of the file, as it was when collected */
} pcs_build_article;

/** What the builders of a run share. */
typedef struct pcs_build_context {
    const char *dir; /* of the index */
    uint64_t generation;
    pcs_pool *pool;
    pcs_analyzer **analyzers; /* one a worker */
    size_t n_workers;
    uint32_t range_units; /* units a range, a multiple of the text blocks' */
    pcs_report *report;
    pthread_mutex_t lock; /* for the counts, and for each builder's */
    pthread_cond_t ended; /* a range of some builder */
    uint64_t done, total; /* articles, for the progress */
} pcs_build_context;

/** A partition in work. */
typedef struct pcs_builder {
    pcs_build_context *shared;
    pcs_manifest_locale *locale;    /* its entry: the name is given, the rest is
                                       filled when the partition is written */
    pcs_build_article *articles_in; /* sorted by source, then path; owned */
    size_t n_in, cap_in;
    pcs_partition old; /* may be zeroed */

    pcs_units units;
    pcs_strings strings;
    pcs_segment_record *segments;
    size_t n_segments, cap_segments;
    pcs_article_record *articles;
    size_t n_articles, cap_articles;
    pcs_meta_record *meta;
    size_t n_meta, cap_meta;
    uint8_t *flags; /* a unit */
    size_t cap_flags;

    pcs_range *range;   /* that is being filled */
    pcs_range **ranges; /* all, in order */
    size_t n_ranges, cap_ranges;
    size_t outstanding; /* ranges queued or running, and the reading itself */
    pcs_status status;  /* the first failure */
    pcs_error err;
} pcs_builder;

/**
 * Builds the partition: reads the articles in order, hands ranges of new
 * translation units to the pool, and writes the files when all are done. To
 * be queued as a task; worker is the thread's number. The outcome is in
 * builder->status and builder->err when the pool is idle.
 */
void pcs_builder_run(void *builder, size_t worker);

/** Frees what builder holds. */
void pcs_builder_dispose(pcs_builder *builder);

/** Adds an article that was parsed to the partition's records. */
pcs_status pcs_builder_add(pcs_builder *builder,
                           const pcs_build_article *source,
                           const pcs_article *article, uint64_t hash,
                           size_t worker, pcs_error *err);

/** Adds an article of the older partition, as it stands there. */
pcs_status pcs_builder_add_old(pcs_builder *builder,
                               const pcs_build_article *source, size_t worker,
                               pcs_error *err);

/** Merges the shards, writes the table file, fills the manifest's entry. */
pcs_status pcs_builder_write(pcs_builder *builder, pcs_error *err);

#endif
