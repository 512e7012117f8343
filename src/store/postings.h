/* postings.h - the inverted index of a partition, on libxapian */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_POSTINGS_H
#define PCS_STORE_POSTINGS_H

#include "store/listcache.h"

/** A partition's database, open for reading. One thread at a time. */
typedef struct pcs_postings pcs_postings;

/**
 * Opens the single-file databases at paths, which hold ascending slots one
 * after the other. PCS_ENOTFOUND, PCS_EINDEX, ...
 */
pcs_status pcs_postings_open(pcs_postings **out, const char *const *paths,
                             size_t n, pcs_error *err);

/**
 * From now on answers are in units: the unit of each slot, or PCS_NO_UNIT for
 * one that is not served any more. slot_units stays the caller's, and has to
 * live as long as postings is read; every entry is below n_units or
 * PCS_NO_UNIT, and no unit stands there twice. Without it, slots are units.
 */
void pcs_postings_map(pcs_postings *postings, const uint32_t *slot_units,
                      size_t n_slots, size_t n_units);

/**
 * From now on lists that were read are kept in a cache, which stays the
 * caller's and knows them as PCS_LIST_POSTINGS and PCS_LIST_COUNTS.
 */
void pcs_postings_keep(pcs_postings *postings, pcs_list_cache *cache);

enum { PCS_LIST_POSTINGS = 'p', PCS_LIST_COUNTS = 'c' };

void pcs_postings_close(pcs_postings *postings);

/** The unit of a slot that has none. */
#define PCS_NO_UNIT UINT32_MAX

/** How many slots the databases hold. */
pcs_status pcs_postings_slots(uint32_t *out, pcs_postings *postings,
                              pcs_error *err);

/** Units in ascending order. Zero-initialise; pcs_unit_list_dispose frees. */
typedef struct pcs_unit_list {
    uint32_t *units;
    uint32_t *counts; /* how often the term stands in each; only filled by
                         pcs_postings_count */
    size_t len, cap, cap_counts;
} pcs_unit_list;

void pcs_unit_list_dispose(pcs_unit_list *list);

/**
 * Appends the units that a term is posted for, ascending; none where it is no
 * term of the database. Unit numbers of n_units or more are damage.
 */
pcs_status pcs_postings_read(pcs_unit_list *out, pcs_postings *postings,
                             const char *term, size_t len, size_t n_units,
                             pcs_error *err);

/**
 * pcs_postings_read of a term that stands in freq units: the files behind those
 * that have them all are not looked into.
 */
pcs_status pcs_postings_read_known(pcs_unit_list *out, pcs_postings *postings,
                                   const char *term, size_t len, size_t n_units,
                                   size_t freq, pcs_error *err);

/** pcs_postings_read into an empty list, with counts. */
pcs_status pcs_postings_count(pcs_unit_list *out, pcs_postings *postings,
                              const char *term, size_t len, size_t n_units,
                              pcs_error *err);

/** What pcs_postings_each calls; anything but PCS_OK ends it. */
typedef pcs_status pcs_term_visitor(void *context, const char *term, size_t len,
                                    uint32_t freq, pcs_error *err);

/**
 * Visits the terms that begin with prefix and stand in a unit, in the order of
 * their bytes, with the number of their units. Where slots are mapped, each
 * term's postings are read for that.
 */
pcs_status pcs_postings_each(pcs_postings *postings, const char *prefix,
                             size_t len, pcs_term_visitor *visit, void *context,
                             pcs_error *err);

/** A shard that is being written: some consecutive units of a partition. */
typedef struct pcs_postings_writer pcs_postings_writer;

/** A term of a unit, its kind included; at most PCS_POSTING_TERM_MAX bytes. */
typedef struct pcs_posting_term {
    const char *data;
    size_t len;
} pcs_posting_term;

#define PCS_POSTING_TERM_MAX 240

/** Creates the shard's database as the folder path. */
pcs_status pcs_postings_writer_new(pcs_postings_writer **out, const char *path,
                                   pcs_error *err);

/**
 * Posts terms (repeated ones count) for unit, which must be above the one
 * before.
 */
pcs_status pcs_postings_writer_add(pcs_postings_writer *writer, uint32_t unit,
                                   const char *bytes, const uint32_t *ends,
                                   size_t n_terms, pcs_error *err);

/** Writes what is left. The writer stays to be freed. */
pcs_status pcs_postings_writer_finish(pcs_postings_writer *writer,
                                      pcs_error *err);

void pcs_postings_writer_free(pcs_postings_writer *writer);

/**
 * Merges shards of ascending units into one read-only file. The folders stay.
 * The file is synced.
 */
pcs_status pcs_postings_merge(const char *const *shards, size_t n,
                              const char *out_path, pcs_error *err);

#endif
