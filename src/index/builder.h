/* builder.h - building one locale's partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_BUILDER_H
#define PCS_INDEX_BUILDER_H

#include "analyze/analyzer.h"
#include "base/pool.h"
#include "index/keep.h"
#include "index/range.h"
#include "index/relations_build.h"
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
    pcs_partition old;                     /* may be zeroed */
    const pcs_manifest_locale *old_locale; /* its entry, or NULL */
    pcs_keeping keeping;                   /* of its slots, in an update */

    pcs_units units;
    uint32_t *slots;      /* a unit */
    uint16_t *words;      /* a unit; of new ones when they are processed */
    uint32_t *slot_units; /* of each new slot, in order */
    uint32_t first_slot;  /* of those */
    uint32_t n_slots;     /* older ones included */
    size_t cap_slots, cap_words, cap_slot_units;
    pcs_strings strings;
    pcs_segment_record *segments;
    size_t n_segments, cap_segments;
    pcs_article_record *articles;
    size_t n_articles, cap_articles;
    pcs_meta_record *meta;
    size_t n_meta, cap_meta;
    pcs_markup_record *markup;
    size_t n_markup, cap_markup;
    uint8_t *flags;    /* a unit */
    uint64_t *english; /* a unit: the hash of its English */
    size_t cap_flags, cap_english;

    pcs_word_tally tally; /* an update's words, gained and lost */
    pcs_range *range;     /* that is being filled */
    pcs_range **ranges;   /* all, in order */
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

/** The steps of that: an article without segments, then some, then its end. */
pcs_status pcs_builder_begin_article(pcs_builder *builder,
                                     const pcs_build_article *source,
                                     const pcs_article *article, uint64_t hash,
                                     pcs_error *err);
void pcs_builder_end_article(pcs_builder *builder);

/** Room for the record of one more segment; its article is filled in. */
pcs_status pcs_builder_new_segment(pcs_segment_record **out,
                                   pcs_builder *builder, pcs_error *err);

/** Adds what only one side of the latest segment has. */
pcs_status pcs_builder_add_markup(pcs_builder *builder,
                                  const pcs_markup_text *markup, size_t n,
                                  pcs_error *err);

/** Gives the texts of the unit in the latest slot to the range in work. */
pcs_status pcs_builder_add_texts(pcs_builder *builder,
                                 const pcs_segment *segment, size_t worker,
                                 pcs_error *err);

/** Gives a unit, the latest that was numbered, what it had as an older one. */
pcs_status pcs_builder_keep_unit(pcs_builder *builder, uint32_t unit,
                                 uint32_t old, pcs_error *err);

/** Whether ms.translationtype says HT (by a person), not MT (by a machine). */
bool pcs_article_is_human(const pcs_article *article);

/**
 * Adds an article of the older partition, as it stands there. In an update its
 * units keep their slots, and no text is read.
 */
pcs_status pcs_builder_add_old(pcs_builder *builder,
                               const pcs_build_article *source, size_t worker,
                               pcs_error *err);

/**
 * Merges the shards, writes the table file, fills the manifest's entry. worker
 * is the thread's number.
 */
pcs_status pcs_builder_write(pcs_builder *builder, size_t worker,
                             pcs_error *err);

/**
 * Writes the postings of new units, and fills the entry's list with them and
 * with the older files. Small files are merged as they come, so that there are
 * few: each is twice the next one at least (Bentley and Saxe, "Decomposable
 * searching problems", 1980).
 */
pcs_status pcs_builder_write_postings(pcs_builder *builder, pcs_error *err);

/** Writes the texts: the older partition's as they are, then the new ones. */
pcs_status pcs_builder_write_texts(pcs_tables_writer *writer,
                                   const pcs_builder *builder, pcs_error *err);

/**
 * Writes the vocabulary of both sides and its relations. Those of an update are
 * the older ones with what units came and went; slot_units is NULL where slots
 * are units.
 */
pcs_status pcs_builder_write_words(pcs_tables_writer *writer,
                                   pcs_builder *builder,
                                   const uint32_t *slot_units, size_t worker,
                                   pcs_error *err);

/** Writes the forward index of both sides, whose words are given, and which of
 * them go with which. */
pcs_status
pcs_builder_write_forward(pcs_tables_writer *writer, const pcs_builder *builder,
                          const pcs_wordset *words, const pcs_wordset *english,
                          const pcs_part_list *parts, pcs_error *err);

/** malloc'd path of a file of the partition in work; names it in file. */
pcs_status pcs_builder_name_file(char **path, pcs_manifest_file *file,
                                 const pcs_builder *builder, const char *kind,
                                 pcs_error *err);

#endif
